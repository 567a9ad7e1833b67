package sh.lfc.nv.harness.process;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** This project's own classes in another process, run by the same Java with the settings of this process. */
public final class OwnJava {
    private static final List<String> LAUNCHERS = List.of("-X", "-Dharness.", "-Dslf4j.");

    private OwnJava() {}

    /** The Java that runs this, to run something else with; a command line begins with it. */
    public static List<String> program() {
        return List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    }

    /**
     * The command line.
     *
     * @param main the class to run
     * @param options further options of the virtual machine
     */
    public static List<String> command(Class<?> main, List<String> arguments, String... options) {
        var command = new ArrayList<>(program());
        // The launcher's; a debugger or an agent is of this process alone.
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> LAUNCHERS.stream().anyMatch(option::startsWith))
                .forEach(command::add);
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(arguments);
        return command;
    }
}
