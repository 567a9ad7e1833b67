package sh.lfc.nv.harness.bench.server;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import sh.lfc.nv.harness.HarnessException;
import sh.lfc.nv.harness.process.OwnJava;
import sh.lfc.nv.terraform.failure.ActionableException;
import sh.lfc.nv.terraform.process.Command;
import sh.lfc.nv.terraform.process.Environment;
import sh.lfc.nv.terraform.process.LineListener;
import sh.lfc.nv.terraform.process.Processes;

/**
 * Adobe S3Mock, from Maven Central. Its class path comes from a POM of its own, which Maven resolves when it is first
 * asked for: nothing of it gets into this build.
 */
public final class S3Mock implements Peer {
    public static final String NAME = "S3Mock";

    private static final Duration RESOLVING = Duration.ofMinutes(5);
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final String MAIN = "com.adobe.testing.s3mock.S3MockApplication";

    private final Path pom;
    private final Path folder;
    private Optional<String> classPath = Optional.empty();

    /**
     * @param pom the one that names it
     * @param folder for its class path and its objects
     */
    public S3Mock(Path pom, Path folder) {
        this.pom = pom;
        this.folder = folder;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Optional<String> absence() throws InterruptedException {
        return classPath().isPresent() ? Optional.empty() : Optional.of("not available");
    }

    @Override
    public String version() throws InterruptedException {
        return Arrays.stream(classPath().orElseThrow().split(File.pathSeparator))
                .map(jar -> Path.of(jar).getFileName().toString())
                .filter(jar -> jar.startsWith("s3mock-"))
                .map(jar -> NAME + " " + jar.substring("s3mock-".length(), jar.length() - ".jar".length()))
                .findFirst()
                .orElse(NAME);
    }

    @Override
    public Server start() throws InterruptedException {
        var port = Server.freePort();
        var command = new ArrayList<>(OwnJava.program());
        command.addAll(List.of(
                "-Xmx1g",
                "-cp",
                classPath().orElseThrow(),
                MAIN,
                "--server.port=0",
                "--http.port=" + port,
                "--com.adobe.testing.s3mock.store.root=" + objects()));
        try {
            var process = new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return new Server(NAME, URI.create("http://127.0.0.1:" + port), process).awaitAnswer(PATIENCE);
        } catch (IOException e) {
            throw new HarnessException("%s cannot be started: %s".formatted(NAME, e.getMessage()), e);
        }
    }

    /** It removes what lies there when it ends. */
    private Path objects() {
        try {
            return Files.createDirectories(folder.resolve("s3mock"));
        } catch (IOException e) {
            throw new HarnessException("cannot write in %s: %s".formatted(folder, e.getMessage()), e);
        }
    }

    /** As Maven resolves it, from the local repository where everything is there already. */
    private Optional<String> classPath() throws InterruptedException {
        if (classPath.isEmpty()) {
            var file = folder.resolve("s3mock-classpath");
            if (resolve(file, "--offline") || resolve(file, "--no-transfer-progress")) {
                classPath = read(file);
            }
        }
        return classPath;
    }

    private boolean resolve(Path file, String how) throws InterruptedException {
        var command = new Command(
                List.of(
                        "mvn",
                        "--batch-mode",
                        "--quiet",
                        how,
                        "--file",
                        pom.toString(),
                        "dependency:build-classpath",
                        "-Dmdep.outputFile=" + file.toAbsolutePath()),
                folder,
                Environment.inherited(),
                RESOLVING);
        try (var processes = new Processes()) {
            return processes.run(command, LineListener.NONE).exitCode() == 0;
        } catch (ActionableException e) {
            return false;
        }
    }

    private static Optional<String> read(Path file) {
        try {
            return Optional.of(Files.readString(file).strip());
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
