package sh.lfc.nv.load;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/**
 * Files as people have them: names of words and numbers with the usual endings, and many small ones beside a few large.
 * Their names begin with {@link #prefix}, by which they are found and taken away afterwards.
 *
 * <p>The same run and maker have the same names, sizes and bytes again. Safe for use by many threads.
 */
final class Files {
    static final int SMALLEST = 1024;
    static final int LARGEST = 5 * 1024 * 1024;

    /** What the service takes in a request; what is larger goes to S3 by a presigned address. */
    static final int LARGEST_IN_A_REQUEST = 4 * 1024 * 1024;

    private static final String[] WORDS = {
        "quarterly report", "invoice", "Größe", "team photo", "backup", "minutes", "contract (signed)", "résumé", "plan"
    };
    private static final String[] ENDINGS = {".pdf", ".jpg", ".txt", ".csv", ".docx", ".zip"};

    private final String run;
    private final String maker;
    private final byte[] bytes;
    private final AtomicLong next = new AtomicLong();

    /** @param maker tells those of a run apart that make files */
    Files(String run, String maker) {
        this.run = run;
        this.maker = maker;
        // One supply for all: a file is a cut of it.
        this.bytes = new byte[2 * LARGEST];
        new Random(run.hashCode()).nextBytes(bytes);
    }

    /** Files of the run that the system property {@code run} names. */
    static Files ofRun(Shard shard) {
        // The load generators of Gatling Enterprise are not told which of them they are.
        return new Files(run(), "%d.%04x".formatted(shard.index(), new SecureRandom().nextInt(0x10000)));
    }

    /** The name of this run. */
    static String run() {
        return Settings.text("run").orElse("local");
    }

    /**
     * A file.
     *
     * @param name what it is called; URLs have to escape it
     * @param from where in the supply its bytes begin
     * @param size in bytes
     */
    record File(String name, int from, int size) {}

    /** What the names of a run's files begin with. */
    static String prefix(String run) {
        return "load-" + run + "-";
    }

    /** The next file; no other of this run, whoever makes it, has its name. */
    File next() {
        return number(next.getAndIncrement());
    }

    private File number(long number) {
        var random = new Random((number * 31 + maker.hashCode()) * 2_654_435_761L + run.hashCode());
        var name = prefix(run) + maker + "-" + number + " " + any(random, WORDS) + any(random, ENDINGS);
        return new File(name, random.nextInt(LARGEST), size(random.nextDouble()));
    }

    /** Evenly spread over the magnitudes: as many between 1 and 2 KiB as between 2 and 4 MiB. */
    private static int size(double where) {
        return (int) Math.round(SMALLEST * Math.pow((double) LARGEST / SMALLEST, where));
    }

    private static String any(Random random, String[] texts) {
        return texts[random.nextInt(texts.length)];
    }

    byte[] content(File file) {
        return Arrays.copyOfRange(bytes, file.from(), file.from() + file.size());
    }

    /** The checksum by which a download is known to be the file. */
    String checksum(File file) {
        return checksum(content(file));
    }

    static String checksum(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** For Gatling: a file each, as the attribute {@code file}. */
    Iterator<Map<String, Object>> feeder() {
        return Stream.generate(() -> Map.<String, Object>of("file", next())).iterator();
    }

    /** For Gatling: one of some files each, in turn. */
    static Iterator<Map<String, Object>> feeder(int count, IntFunction<File> files) {
        return Stream.iterate(0, index -> (index + 1) % count)
                .map(index -> Map.<String, Object>of("file", files.apply(index)))
                .iterator();
    }
}
