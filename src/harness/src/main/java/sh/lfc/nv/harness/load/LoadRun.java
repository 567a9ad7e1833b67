package sh.lfc.nv.harness.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import sh.lfc.nv.harness.HarnessException;
import sh.lfc.nv.terraform.process.Command;
import sh.lfc.nv.terraform.process.Environment;
import sh.lfc.nv.terraform.process.Finished;
import sh.lfc.nv.terraform.process.Processes;

/** Makes a load, in one process or in several that share it. */
public final class LoadRun {
    private static final int PROMISE_BROKEN = 2;
    private static final Duration LONGEST = Duration.ofHours(3);

    private final Path checkout;
    private final Processes processes;

    /** @param checkout where the simulations lie, built, in the folder {@code load} */
    public LoadRun(Path checkout, Processes processes) {
        this.checkout = checkout;
        this.processes = processes;
    }

    /**
     * Makes it, and waits for its end.
     *
     * @param folder where the results go
     * @param told is told how it is getting on, a line each
     * @throws HarnessException when it could not be made; a broken promise is a result
     */
    public void make(Load load, Path folder, Consumer<String> told) throws InterruptedException {
        var threads = Executors.newFixedThreadPool(load.processes());
        try {
            CompletionService<Finished> shards = new ExecutorCompletionService<>(threads);
            var progress = new Progress(load.processes(), told);
            for (var index = 0; index < load.processes(); index++) {
                var shard = index;
                shards.submit(() ->
                        processes.run(command(load, shard, folder), (stream, line) -> progress.line(shard, line)));
            }
            for (var shard = 0; shard < load.processes(); shard++) {
                var finished = shards.take().get();
                if (finished.exitCode() != 0 && finished.exitCode() != PROMISE_BROKEN) {
                    throw new HarnessException("the load could not be made: " + reason(finished));
                }
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof HarnessException known
                    ? known
                    : new HarnessException(
                            "the load could not be made: " + e.getCause().getMessage(), e);
        } finally {
            threads.shutdownNow();
        }
    }

    /** What it said last. */
    private static String reason(Finished finished) {
        var said = new ArrayList<>(finished.output());
        said.addAll(finished.errors());
        said.removeIf(line -> line.isBlank() || line.startsWith("\tat ") || line.startsWith("WARNING:"));
        return said.isEmpty() ? "exit code " + finished.exitCode() : said.get(said.size() - 1);
    }

    private Command command(Load load, int shard, Path folder) {
        var module = checkout.resolve("load").resolve("target");
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "-Durl=" + load.url(),
                "-Duser=" + load.client().username(),
                "-Drun=" + load.run(),
                "-Dprofile=" + load.profile(),
                "-Dtarget=" + load.target()));
        if (load.processes() > 1) {
            command.add("-Dshard=%d/%d".formatted(shard, load.processes()));
        }
        load.settings().forEach((name, value) -> command.add("-D%s=%s".formatted(name, value)));
        load.proxy().ifPresent(proxy -> command.add("-Dproxy=" + proxy.getHostString() + ":" + proxy.getPort()));
        command.addAll(List.of(
                "-cp",
                module.resolve("classes") + ":" + classPath(module),
                "sh.lfc.nv.load.Main",
                load.simulation(),
                folder.resolve("gatling-" + shard).toString()));
        return new Command(
                command,
                checkout,
                Environment.inherited().with("LOAD_PASSWORD", load.client().password()),
                LONGEST);
    }

    private static String classPath(Path module) {
        try {
            return Files.readString(module.resolve("classpath"));
        } catch (IOException e) {
            throw new HarnessException("the simulations are not built: run mvn package", e);
        }
    }

    /** The folders with the results of all processes, wherever they lie in these. */
    public static List<Path> results(List<Path> folders) {
        var results = new ArrayList<Path>();
        for (var folder : folders) {
            try (var files = Files.walk(folder)) {
                files.filter(file -> file.getFileName().toString().equals("run.json"))
                        .map(Path::getParent)
                        .sorted()
                        .forEach(results::add);
            } catch (IOException e) {
                throw new HarnessException("cannot look into %s: %s".formatted(folder, e.getMessage()), e);
            }
        }
        if (results.isEmpty()) {
            throw new HarnessException("there is no run in " + folders);
        }
        return results;
    }

    /** Gatling's report of a run, if there is one. */
    public static Optional<Path> report(Path results) {
        return Optional.of(results.resolve("index.html")).filter(Files::isRegularFile);
    }
}
