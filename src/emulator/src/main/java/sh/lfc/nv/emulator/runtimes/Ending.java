package sh.lfc.nv.emulator.runtimes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** Waits for processes that were asked to end, and ends those that do not. */
final class Ending {

    private static final Duration AFTER_KILL = Duration.ofSeconds(3);
    private static final long PAUSE_MILLIS = 5;

    private Ending() {}

    /** Gives all of them so much time, then kills; answers when they are gone. */
    static void await(Collection<ProcessHandle> processes, Duration grace) {
        await(processes, List.of(), grace);
    }

    /**
     * Gives the processes so much time, then kills them and what they started; answers when all are gone.
     *
     * @param started what was not asked: it has no time of its own beyond that of those who started it
     */
    static void await(Collection<ProcessHandle> processes, Collection<ProcessHandle> started, Duration grace) {
        gone(processes, grace);
        List<ProcessHandle> left = Stream.concat(processes.stream(), started.stream())
                .filter(ProcessHandle::isAlive)
                .toList();
        left.forEach(ProcessHandle::destroyForcibly);
        gone(left, AFTER_KILL);
    }

    /** {@link ProcessHandle#onExit()} looks at processes that are not this one's children once a second only. */
    private static void gone(Collection<ProcessHandle> processes, Duration within) {
        long end = System.nanoTime() + within.toNanos();
        try {
            while (processes.stream().anyMatch(Ending::runs) && System.nanoTime() < end) {
                Thread.sleep(PAUSE_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether it has not ended; one that has and that nobody took note of yet, as in many containers, is no matter. */
    private static boolean runs(ProcessHandle process) {
        if (!process.isAlive()) {
            return false;
        }
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
            return !stat.substring(stat.lastIndexOf(')') + 1).strip().startsWith("Z");
        } catch (NoSuchFileException e) {
            return process.isAlive(); // ended meanwhile, or a machine without /proc
        } catch (IOException e) {
            return true;
        }
    }
}
