package sh.lfc.nv.emulator.runtimes;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The list, on disk, of the processes and the temporary folder of one emulator, for whoever comes after it was killed.
 *
 * <p>Its writer holds a lock on it as long as it lives. Safe for use by many threads.
 */
final class Journal implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Journal.class);

    private static final String SUFFIX = ".journal";
    private static final String PROCESS = "process";
    private static final String FOLDER = "folder";
    private static final Duration GRACE = Duration.ofSeconds(3);

    private final Path file;
    private final FileChannel channel;

    private Journal(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /** Starts a journal in the folder. */
    static Journal open(Path folder) throws IOException {
        Files.createDirectories(folder);
        Path file = folder.resolve(ownPrefix() + UUID.randomUUID() + SUFFIX);
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        channel.lock();
        return new Journal(file, channel);
    }

    void process(ProcessHandle process, Signal stop) {
        Birth.of(process).ifPresent(birth -> write(PROCESS + " " + process.pid() + " " + birth + " " + stop));
    }

    void folder(Path folder) {
        write(FOLDER + " " + folder.toAbsolutePath());
    }

    private synchronized void write(String line) {
        try {
            channel.write(ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            log.warn("cannot keep the journal of processes file={} reason={}", file, e.getMessage());
        }
    }

    /** Everything is ended: nothing is left for others. */
    @Override
    public synchronized void close() {
        try {
            Files.deleteIfExists(file);
            channel.close();
        } catch (IOException e) {
            log.warn("cannot remove the journal of processes file={} reason={}", file, e.getMessage());
        }
    }

    /** Ends what the writers that are gone left behind. */
    static void endLeftovers(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        String own = ownPrefix();
        List<Path> journals;
        try (Stream<Path> files = Files.list(folder)) {
            // This JVM's own are left alone: closing a second channel to a file would give up the lock on it.
            journals = files.filter(file -> file.toString().endsWith(SUFFIX))
                    .filter(file -> !file.getFileName().toString().startsWith(own))
                    .toList();
        }
        for (Path journal : journals) {
            try (FileChannel channel = FileChannel.open(journal, StandardOpenOption.READ, StandardOpenOption.WRITE);
                    FileLock lock = channel.tryLock()) {
                if (lock != null) {
                    end(Files.readAllLines(journal));
                    Files.deleteIfExists(journal);
                }
            } catch (IOException e) {
                log.debug("leftovers are another's to end journal={} reason={}", journal, e.getMessage());
            }
        }
    }

    private static void end(List<String> lines) throws IOException {
        List<ProcessHandle> ended = new ArrayList<>();
        List<ProcessHandle> started = new ArrayList<>();
        for (String line : lines) {
            String[] words = line.split(" ");
            if (words.length == 4 && words[0].equals(PROCESS)) {
                Optional<ProcessHandle> left = ProcessHandle.of(Long.parseLong(words[1]))
                        .filter(process -> Birth.of(process).equals(Optional.of(words[2])));
                left.ifPresent(process -> {
                    log.info("ending what an emulator left behind pid={}", process.pid());
                    started.addAll(process.descendants().toList());
                    ended.add(process);
                    Signal.valueOf(words[3]).send(process);
                });
            }
        }
        Ending.await(ended, started, GRACE);
        for (String line : lines) {
            if (line.startsWith(FOLDER + " ")) {
                Folders.delete(Path.of(line.substring(FOLDER.length() + 1)));
            }
        }
    }

    private static String ownPrefix() {
        return Birth.of(ProcessHandle.current()).orElse("unknown") + "_";
    }
}
