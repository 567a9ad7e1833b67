package sh.lfc.nv.harness.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** This project's own classes in another process, run by the same Java with the launcher's settings. */
public final class OwnJava {
    private OwnJava() {}

    /**
     * The command line.
     *
     * @param main the class to run
     * @param options further options of the virtual machine
     */
    public static List<String> command(Class<?> main, List<String> arguments, String... options) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx1g", "-XX:+UseSerialGC"));
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(arguments);
        return command;
    }
}
