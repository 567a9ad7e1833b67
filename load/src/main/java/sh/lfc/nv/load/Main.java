package sh.lfc.nv.load;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import sh.lfc.nv.load.results.Export;

/**
 * Runs a simulation and leaves its results: {@code java -cp … sh.lfc.nv.load.Main SIMULATION FOLDER}, for the harness and
 * for containers. How much and where to are the system properties that {@link Profile}, {@link Service}, {@link Shard} and
 * {@link Promises} read, and {@code LOAD_PASSWORD}.
 *
 * <p>In the folder there are then Gatling's report and the two files of {@link Export}. Exit code 0 when all promises
 * were kept, 2 when one was not, and 1 when the simulation could not run.
 */
public final class Main {
    private static final int FAILED = 1;

    private Main() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        System.exit(run(arguments));
    }

    private static int run(String... arguments) throws IOException, InterruptedException {
        if (arguments.length != 2) {
            System.err.println("usage: Main SIMULATION FOLDER");
            return FAILED;
        }
        try {
            var simulation = className(arguments[0]);
            // Gatling ends its process itself, so it has one of its own.
            var exitCode = child(command(simulation, arguments[1]));
            Export.newest(Path.of(arguments[1]), facts(arguments[0]), exitCode == 0);
            return exitCode;
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            return FAILED;
        }
    }

    private static Map<String, String> facts(String simulation) {
        var shard = Shard.chosen();
        return Map.of(
                "simulation",
                simulation,
                "run",
                Files.run(),
                "profile",
                Profile.chosen().kind().name().toLowerCase(Locale.ROOT),
                "target",
                Promises.target(),
                "shard",
                shard.count() == 1 ? "" : shard.index() + "/" + shard.count());
    }

    /** {@code upload-list-download} is {@code UploadListDownloadSimulation}. */
    private static String className(String name) {
        if (!name.matches("[a-z]+(-[a-z]+)*")) {
            throw new IllegalArgumentException("there is no simulation " + name);
        }
        var words = Arrays.stream(name.split("-"))
                .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                .collect(Collectors.joining());
        var simulation = Main.class.getPackageName() + "." + words + "Simulation";
        try {
            Class.forName(simulation, false, Main.class.getClassLoader());
            return simulation;
        } catch (ClassNotFoundException e) {
            throw new IllegalArgumentException("there is no simulation " + name, e);
        }
    }

    private static List<String> command(String simulation, String folder) {
        var command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(java.lang.management.ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                "io.gatling.app.Gatling",
                "-s",
                simulation,
                "-rf",
                folder));
        return command;
    }

    private static int child(List<String> command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command).inheritIO().start();
        var end = new Thread(process::destroy, "end-of-gatling");
        Runtime.getRuntime().addShutdownHook(end);
        try {
            return process.waitFor();
        } finally {
            process.destroy();
            Runtime.getRuntime().removeShutdownHook(end);
        }
    }
}
