package sh.lfc.nv.harness.bench.server;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import sh.lfc.nv.harness.HarnessException;

/** {@code moto_server}, when it is on the path. */
public final class MotoServer implements Peer {
    public static final String NAME = "moto_server";

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Optional<String> absence() {
        return program().isPresent() ? Optional.empty() : Optional.of("not installed");
    }

    /** Asks the Python beside it, since the program itself does not tell. */
    @Override
    public String version() throws InterruptedException {
        var python = program().orElseThrow().resolveSibling("python3");
        if (!Files.isExecutable(python)) {
            return NAME;
        }
        try {
            var process = new ProcessBuilder(
                            python.toString(), "-c", "import importlib.metadata as m; print(m.version('moto'))")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            var version = new String(process.getInputStream().readAllBytes()).strip();
            return process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) && process.exitValue() == 0
                    ? NAME + " " + version
                    : NAME;
        } catch (IOException e) {
            return NAME;
        }
    }

    @Override
    public Server start() {
        var port = Server.freePort();
        var command = List.of(program().orElseThrow().toString(), "-H", "127.0.0.1", "-p", String.valueOf(port));
        try {
            var process = new ProcessBuilder(command)
                    .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return new Server(NAME, URI.create("http://127.0.0.1:" + port), process).awaitAnswer(PATIENCE);
        } catch (IOException e) {
            throw new HarnessException("%s cannot be started: %s".formatted(NAME, e.getMessage()), e);
        }
    }

    private static Optional<Path> program() {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, NAME))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
