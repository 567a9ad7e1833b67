package sh.lfc.nv.emulator.runtimes;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Makes a command end when the emulator's process is gone, however that died.
 *
 * <p>On Linux the kernel does it (the parent-death signal, set by {@code setpriv}); elsewhere a shell stands between
 * that waits for the end of its standard input, which only the emulator holds open.
 */
final class ParentWatch {

    /** Runs "$@" and kills it when standard input ends; passes signals on and answers its exit code. */
    private static final String WATCHING_SHELL = "exec 3<&0; \"$@\" </dev/null 3<&- & child=$!;"
            + " trap 'kill -TERM $child' TERM; trap 'kill -INT $child' INT; trap 'kill -QUIT $child' QUIT;"
            + " { cat <&3 >/dev/null 2>&1; kill -%s $child; } 2>/dev/null & watch=$!; exec 3<&-;"
            + " wait $child; code=$?;"
            + " while kill -0 $child 2>/dev/null; do wait $child; code=$?; done;"
            + " kill $watch 2>/dev/null; exit $code";

    private final List<String> session;
    private final Optional<Path> setpriv;

    private ParentWatch(List<String> session, Optional<Path> setpriv) {
        this.session = session;
        this.setpriv = setpriv;
    }

    /** What this machine has. */
    static ParentWatch detect() {
        // A session of its own: Ctrl-C on the emulator's terminal is the emulator's to handle, not its children's.
        List<String> session = find("setsid").map(p -> List.of(p.toString())).orElse(List.of());
        Optional<Path> setpriv =
                find("setpriv").filter(tool -> succeeds(List.of(tool.toString(), "--pdeathsig", "KILL", "true")));
        return new ParentWatch(session, setpriv);
    }

    /** The variant for machines without {@code setpriv}. */
    static ParentWatch byShell() {
        return new ParentWatch(List.of(), Optional.empty());
    }

    List<String> wrap(Command command) {
        List<String> line = new ArrayList<>(session);
        if (setpriv.isPresent()) {
            line.addAll(List.of(
                    setpriv.get().toString(), "--pdeathsig", command.orphaned().name()));
        } else {
            line.addAll(List.of(
                    "/bin/sh",
                    "-c",
                    String.format(WATCHING_SHELL, command.orphaned().name()),
                    "sh"));
        }
        line.addAll(command.line());
        return line;
    }

    /** The program of this name on PATH or in the usual folders. */
    static Optional<Path> find(String program) {
        String path = System.getenv().getOrDefault("PATH", "");
        return Stream.concat(Stream.of(path.split(File.pathSeparator)), Stream.of("/usr/bin", "/bin", "/usr/sbin"))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Whether the command can be run and ends with 0. */
    static boolean succeeds(List<String> line) {
        try {
            Process process = new ProcessBuilder(line)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return false;
            }
            return process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
