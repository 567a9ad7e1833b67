package sh.lfc.nv.harness.soak;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.CRC32;
import sh.lfc.nv.canary.client.FileServiceClient;
import sh.lfc.nv.harness.system.DeployedSystem;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * A client that uploads, overwrites, reads and removes files of its own, and remembers what each of them may be by now:
 * after a request that failed that is what it was before and what it was to be. Not for use by several threads.
 */
final class Writer {
    private static final int FILES = 12;
    private static final int MAX_SIZE = 20_000;
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;

    /** What a file is that there is not. */
    private static final long NOTHING = -1;

    private final DeployedSystem system;
    private final FileServiceClient client;
    private final String prefix;
    private final Random random;
    private final Map<String, Set<Long>> possible = new TreeMap<>();
    private final Map<String, Set<Long>> ever = new HashMap<>();
    private int done;
    private int failed;

    /** @param prefix of its files' names, which nobody else's have */
    Writer(DeployedSystem system, FileServiceClient client, String prefix, Random random) {
        this.system = system;
        this.client = client;
        this.prefix = prefix;
        this.random = random;
    }

    /** Does one thing. */
    void act() {
        var key = prefix + random.nextInt(FILES) + ".bin";
        var what = random.nextInt(100);
        var content = new byte[1 + random.nextInt(MAX_SIZE)];
        random.nextBytes(content);
        done++;
        if (what < 60) {
            upload(key, content);
        } else if (what < 75) {
            remove(key);
        } else {
            read(key);
        }
    }

    private void upload(String key, byte[] content) {
        var sum = sum(content);
        ever.computeIfAbsent(key, any -> new HashSet<>()).add(sum);
        try {
            if (client.upload(key, "application/octet-stream", content).status() == OK) {
                possible.put(key, new HashSet<>(Set.of(sum)));
                return;
            }
        } catch (AssertionError | RuntimeException e) {
            // No answer; it may have been stored all the same.
        }
        failed++;
        of(key).add(sum);
    }

    private void remove(String key) {
        try {
            system.remove(key);
            possible.put(key, new HashSet<>(Set.of(NOTHING)));
        } catch (SdkException e) {
            failed++;
            of(key).add(NOTHING);
        }
    }

    /**
     * What is read may be older than what was written last, and never anything else.
     *
     * @throws IllegalStateException when it is something that was never written
     */
    private void read(String key) {
        byte[] body;
        try {
            var answer = client.download(key);
            if (answer.status() != OK) {
                failed += answer.status() == NOT_FOUND ? 0 : 1;
                return;
            }
            body = answer.body();
        } catch (AssertionError | RuntimeException e) {
            failed++;
            return;
        }
        if (!ever.getOrDefault(key, Set.of()).contains(sum(body))) {
            throw new IllegalStateException(
                    "%s was read with %d bytes that nobody has written".formatted(key, body.length));
        }
    }

    private Set<Long> of(String key) {
        return possible.computeIfAbsent(key, any -> new HashSet<>(Set.of(NOTHING)));
    }

    /**
     * Compares every file with what it may be.
     *
     * @param stored the contents of those of its files that are stored
     * @return what is not as it may be, by key
     */
    Map<String, String> wrong(Map<String, byte[]> stored) {
        var wrong = new TreeMap<String, String>();
        possible.forEach((key, allowed) -> {
            var content = stored.get(key);
            var is = content == null ? NOTHING : sum(content);
            if (!allowed.contains(is)) {
                wrong.put(
                        key,
                        content == null
                                ? "is gone, and nobody has removed it"
                                : allowed.equals(Set.of(NOTHING))
                                        ? "is there, and was removed"
                                        : "is not what was uploaded last");
            }
        });
        return wrong;
    }

    Set<String> keys() {
        return possible.keySet();
    }

    int done() {
        return done;
    }

    int failed() {
        return failed;
    }

    private static long sum(byte[] content) {
        var crc = new CRC32();
        crc.update(content);
        return crc.getValue() << 8 | Arrays.hashCode(content) & 0xff;
    }
}
