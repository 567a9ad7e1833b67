package sh.lfc.nv.harness.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;

/**
 * Looks every second at a process and its children, until closed: how much memory they have, how many files are open. On a
 * system without {@code /proc} nothing is seen.
 */
public final class Vitals implements AutoCloseable {
    private static final int LEAST_SAMPLES = 300;
    private static final double MEMORY_MAY_GROW = 0.10;
    private static final double FILES_MAY_GROW = 0.10;
    private static final long FEW_FILES = 20;

    private final long process;
    private final long begin = System.nanoTime();
    private final List<Sample> samples = new ArrayList<>();
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(task -> {
        var thread = new Thread(task, "vitals");
        thread.setDaemon(true);
        return thread;
    });

    private Vitals(long process) {
        this.process = process;
    }

    /**
     * What a look saw.
     *
     * @param seconds since the first one
     * @param memory of the process that is resident, in KiB
     * @param files that it has open, sockets among them
     * @param children how many it has, and theirs
     * @param childrenMemory theirs that is resident, in KiB
     */
    public record Sample(double seconds, long memory, long files, long children, long childrenMemory) {}

    /** Begins to look at a process. */
    public static Vitals of(long process) {
        var vitals = new Vitals(process);
        vitals.watch.scheduleAtFixedRate(vitals::look, 0, 1, TimeUnit.SECONDS);
        return vitals;
    }

    private void look() {
        var now = (System.nanoTime() - begin) / 1e9;
        var children = ProcessHandle.of(process).stream()
                .flatMap(ProcessHandle::descendants)
                .map(ProcessHandle::pid)
                .toList();
        memory(process)
                .ifPresent(memory -> add(new Sample(
                        now,
                        memory,
                        files(process),
                        children.size(),
                        children.stream()
                                .mapToLong(child -> memory(child).orElse(0L))
                                .sum())));
    }

    private synchronized void add(Sample sample) {
        samples.add(sample);
    }

    synchronized List<Sample> samples() {
        return List.copyOf(samples);
    }

    /** Empty when it is not there, or this system does not tell. */
    private static Optional<Long> memory(long process) {
        try (var lines = Files.lines(Path.of("/proc", String.valueOf(process), "status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .map(line -> Long.valueOf(line.replaceAll("\\D", "")))
                    .findFirst();
        } catch (IOException | java.io.UncheckedIOException e) {
            return Optional.empty();
        }
    }

    private static long files(long process) {
        try (var files = Files.list(Path.of("/proc", String.valueOf(process), "fd"))) {
            return files.count();
        } catch (IOException | java.io.UncheckedIOException e) {
            return 0;
        }
    }

    /**
     * What grew from the second quarter of a run to its last, by the middle of each; nothing is said of runs under five
     * minutes, in which everything is still warming up.
     */
    static List<String> growing(List<Sample> samples) {
        var wrong = new ArrayList<String>();
        if (samples.size() >= LEAST_SAMPLES) {
            var quarter = samples.size() / 4;
            var early = samples.subList(quarter, 2 * quarter);
            var late = samples.subList(3 * quarter, samples.size());
            var memory = middle(early, Sample::memory);
            var lateMemory = middle(late, Sample::memory);
            if (lateMemory > memory * (1 + MEMORY_MAY_GROW)) {
                wrong.add("memory grew from %d to %d MiB".formatted(memory / 1024, lateMemory / 1024));
            }
            var files = middle(early, Sample::files);
            var lateFiles = middle(late, Sample::files);
            if (lateFiles > files * (1 + FILES_MAY_GROW) + FEW_FILES) {
                wrong.add("open files grew from %d to %d".formatted(files, lateFiles));
            }
        }
        return wrong;
    }

    private static long middle(List<Sample> samples, ToLongFunction<Sample> what) {
        var sorted = samples.stream().mapToLong(what).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    @Override
    public void close() {
        watch.shutdownNow();
    }
}
