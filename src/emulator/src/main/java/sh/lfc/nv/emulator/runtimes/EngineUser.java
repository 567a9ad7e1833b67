package sh.lfc.nv.emulator.runtimes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * As whom engines run that refuse to run as root, as PostgreSQL does: as whoever runs the emulator, unless that is
 * root.
 */
public final class EngineUser {

    private static final String NOBODY = "65534";

    private enum Way {
        /** The emulator's user. */
        SAME,
        /** Root that has become nobody in a user namespace: it still owns root's files. */
        NAMESPACE,
        /** Another user, where there are no user namespaces. */
        NOBODY
    }

    private final Way way;

    private EngineUser(Way way) {
        this.way = way;
    }

    /**
     * The way that this machine offers.
     *
     * @throws IOException when the emulator runs as root and cannot become anybody else
     */
    public static EngineUser detect() throws IOException {
        if (!isRoot()) {
            return new EngineUser(Way.SAME);
        }
        if (ParentWatch.succeeds(List.of("unshare", "-U", "true"))) {
            return new EngineUser(Way.NAMESPACE);
        }
        return nobody();
    }

    /** The way for root without user namespaces. */
    public static EngineUser nobody() throws IOException {
        if (!ParentWatch.succeeds(changedUser("KILL", List.of("true")))) {
            throw new IOException("PostgreSQL does not run as root, and there is neither unshare nor setpriv to change"
                    + " the user: start as an ordinary user, or install util-linux");
        }
        return new EngineUser(Way.NOBODY);
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"))
                || ProcessHandle.current().info().user().filter("root"::equals).isPresent();
    }

    /** The command line that runs this one as the engine's user. */
    public List<String> line(List<String> line, Signal orphaned) {
        return switch (way) {
            case SAME -> line;
            case NAMESPACE -> concat(List.of("unshare", "-U"), line);
            case NOBODY -> changedUser(orphaned.name(), line); // a change of user forgets the parent-death signal
        };
    }

    private static List<String> changedUser(String orphaned, List<String> line) {
        return concat(
                List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups", "--pdeathsig", orphaned),
                line);
    }

    private static List<String> concat(List<String> first, List<String> second) {
        return java.util.stream.Stream.concat(first.stream(), second.stream()).toList();
    }

    /** Where programs are kept so that the engine's user can run them. */
    public Path programs() throws IOException {
        Path folder = way == Way.NOBODY ? Folders.sharedTemporary("nv-demo-engines") : Folders.cache();
        return Files.createDirectories(folder.resolve("engines"));
    }

    /**
     * A new folder for an engine's data that the engine's user can reach.
     *
     * @param preferred where it is made unless its parents are closed to the engine's user
     */
    public Path data(Path preferred, ChildProcesses processes) throws IOException {
        if (way != Way.NOBODY) {
            Files.createDirectories(preferred);
            Path folder = Files.createTempDirectory(preferred, "engine-");
            return folder;
        }
        Path folder = Files.createTempDirectory("nv-emulator-engine-");
        processes.owns(folder);
        Folders.permit(folder, "rwx--x--x");
        return folder;
    }

    /** Gives a file or a folder with all that is in it to the engine's user. */
    public void give(Path path) throws IOException {
        if (way != Way.NOBODY) {
            return;
        }
        Process chown = new ProcessBuilder("chown", "-R", "-P", NOBODY + ":" + NOBODY, path.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            if (!chown.waitFor(30, TimeUnit.SECONDS) || chown.exitValue() != 0) {
                throw new IOException("cannot give " + path + " to the user " + NOBODY);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
