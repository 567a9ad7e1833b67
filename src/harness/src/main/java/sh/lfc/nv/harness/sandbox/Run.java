package sh.lfc.nv.harness.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import sh.lfc.nv.harness.HarnessException;
import sh.lfc.nv.harness.checkout.Checkout;
import sh.lfc.nv.harness.checkout.OwnerOnly;
import sh.lfc.nv.harness.history.JsonLines;

/**
 * A run on disk: its facts, its journal, and all that Terraform needs to go on with it or to take it away. What is to be
 * made is in the journal before it is made. Safe for use by many threads.
 *
 * @param folder of this run alone
 * @param facts what it is
 */
public record Run(Path folder, Facts facts) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_ENTRIES = 10_000;
    private static final Duration LONGEST = Duration.ofMinutes(5);

    /**
     * A line of the journal.
     *
     * @param at when, in ISO 8601
     * @param what {@code applying}, {@code applied}, {@code changed}, {@code delegating}, {@code destroying},
     *     {@code destroyed}, {@code passed} (a stage) or {@code ended}
     * @param subject the stack or stage
     * @param detail the address of a resource; empty where there is none
     */
    public record Entry(String at, String what, String subject, String detail) {}

    /** The right to work on a run, which one process has at a time; lost with the process. */
    public static final class Hold implements AutoCloseable {
        private final FileChannel channel;

        private Hold(FileChannel channel) {
            this.channel = channel;
        }

        @Override
        public void close() {
            try {
                channel.close();
            } catch (IOException e) {
                throw new HarnessException("cannot give a run's lock back: " + e.getMessage(), e);
            }
        }
    }

    /** Writes a new run down. */
    static Run begin(Checkout checkout, Facts facts) {
        var run = new Run(all(checkout).resolve(facts.name()), facts);
        try {
            OwnerOnly.folder(run.folder);
            OwnerOnly.write(run.folder.resolve("run.json"), JSON.writeValueAsString(facts));
        } catch (IOException e) {
            throw new HarnessException("cannot write in %s: %s".formatted(run.folder, e.getMessage()), e);
        }
        return run;
    }

    /** The runs of a checkout that have not ended, oldest first. */
    public static List<Run> unfinished(Checkout checkout) {
        try (var folders = Files.list(all(checkout))) {
            return folders.map(Run::read)
                    .flatMap(Optional::stream)
                    .filter(run -> !run.has("ended"))
                    .sorted(java.util.Comparator.comparing(run -> run.facts.began()))
                    .toList();
        } catch (IOException e) {
            throw new HarnessException("cannot read %s: %s".formatted(all(checkout), e.getMessage()), e);
        }
    }

    private static Path all(Checkout checkout) {
        return checkout.kept("sandbox");
    }

    private static Optional<Run> read(Path folder) {
        try {
            var facts = JSON.readValue(Files.readString(folder.resolve("run.json")), Facts.class);
            return Optional.of(new Run(folder, facts));
        } catch (IOException e) {
            // One that was killed before it had written itself down had made nothing.
            return Optional.empty();
        }
    }

    /** Takes hold of the run; empty when another process has it. */
    public Optional<Hold> hold() {
        try {
            var channel = FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (channel.tryLock() == null) {
                channel.close();
                return Optional.empty();
            }
            return Optional.of(new Hold(channel));
        } catch (IOException e) {
            throw new HarnessException("cannot lock %s: %s".formatted(folder, e.getMessage()), e);
        }
    }

    /** Adds to the journal. */
    void note(String what, String subject, String detail) {
        synchronized (folder) {
            journal().add(new Entry(java.time.Instant.now().toString(), what, subject, detail));
        }
    }

    void note(String what, String subject) {
        note(what, subject, "");
    }

    /** Whether the journal has something. */
    boolean has(String what) {
        return entries().stream().anyMatch(entry -> entry.what().equals(what));
    }

    /** Whether the journal has something about a subject. */
    boolean has(String what, String subject) {
        return entries().stream()
                .anyMatch(entry -> entry.what().equals(what) && entry.subject().equals(subject));
    }

    /** Whether it was left over: no stage of it is being worked on, nobody left it standing, or its time is over. */
    public boolean isLeft(java.time.Instant now) {
        var entries = entries();
        var standing =
                !entries.isEmpty() && entries.get(entries.size() - 1).what().equals("standing");
        return !standing || facts.isExpired(now);
    }

    /** Says that it is left standing on purpose. */
    public void leaveStanding() {
        note("standing", facts.name());
    }

    /** Says that nothing of it is left. */
    public void end() {
        note("ended", facts.name());
    }

    /** Waits for Terraforms of the run that are still at work, as they were only interrupted when their harness was killed. */
    public void awaitIdle() throws InterruptedException {
        var deadline = System.nanoTime() + LONGEST.toNanos();
        while (isWorkedOn() && System.nanoTime() < deadline) {
            Thread.sleep(500);
        }
    }

    /** Each of them has files of the run in its command line. */
    private boolean isWorkedOn() {
        return ProcessHandle.allProcesses()
                .filter(process -> process.pid() != ProcessHandle.current().pid())
                .anyMatch(process -> process.info().commandLine().orElse("").contains(folder.toString()));
    }

    /** The stacks of which something may stand. */
    java.util.Set<String> begunStacks() {
        var begun = entries().stream()
                .filter(entry -> entry.what().equals("applying"))
                .map(Entry::subject)
                .collect(Collectors.toCollection(java.util.TreeSet::new));
        entries().stream()
                .filter(entry -> entry.what().equals("destroyed"))
                .forEach(entry -> begun.remove(entry.subject()));
        return begun;
    }

    /** What was noted, the newest last. */
    public List<Entry> entries() {
        return journal().all();
    }

    private JsonLines<Entry> journal() {
        return new JsonLines<>(
                folder.resolve("journal.jsonl"),
                Entry.class,
                MOST_ENTRIES,
                entry -> entry.what() != null && entry.subject() != null);
    }

    /** A folder of the run, made if missing, for its owner only. */
    Path folder(String name) {
        try {
            return OwnerOnly.folder(folder.resolve(name));
        } catch (IOException e) {
            throw new HarnessException("cannot write in %s: %s".formatted(folder, e.getMessage()), e);
        }
    }

    static String json(Object value) {
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("no JSON can be made of it", e);
        }
    }
}
