package sh.lfc.nv.emulator.runtimes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Ends what an engine's processes leave behind when the first of them is killed: they are nobody's children any more,
 * but still work in the engine's own folder.
 */
public final class Orphans {

    private static final Duration GRACE = Duration.ofSeconds(2);

    private Orphans() {}

    /** Ends the processes that work in exactly this folder, where the machine tells which those are, as Linux does. */
    public static void end(Path folder) {
        Path real;
        try {
            real = folder.toRealPath();
        } catch (IOException e) {
            return; // nobody works in a folder that is gone
        }
        List<ProcessHandle> orphans = ProcessHandle.allProcesses()
                .filter(process -> worksIn(process, real))
                .toList();
        orphans.forEach(ProcessHandle::destroyForcibly);
        Ending.await(orphans, GRACE);
    }

    private static boolean worksIn(ProcessHandle process, Path folder) {
        try {
            return Files.readSymbolicLink(Path.of("/proc", Long.toString(process.pid()), "cwd"))
                    .equals(folder);
        } catch (IOException | UnsupportedOperationException e) {
            return false; // another user's, ended meanwhile, or no such machine
        }
    }
}
