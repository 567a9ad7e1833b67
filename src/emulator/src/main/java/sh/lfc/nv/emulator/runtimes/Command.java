package sh.lfc.nv.emulator.runtimes;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A program to start as a child of the emulator.
 *
 * @param name what logs and threads call it, for example {@code postgres nv-demo-db}
 * @param line the program and its arguments. Other users of the machine can read it: never a secret
 * @param directory where it runs; null for the emulator's own working directory
 * @param environment its whole environment, but for {@code PATH}, which it has of the emulator unless given here
 * @param stop the signal that asks it to end
 * @param orphaned the signal that it gets when the emulator's process dies
 */
public record Command(
        String name, List<String> line, Path directory, Map<String, String> environment, Signal stop, Signal orphaned) {

    public Command {
        line = List.copyOf(line);
        environment = Map.copyOf(environment);
    }

    /** A command with an empty environment that ends on TERM. */
    public static Command of(String name, List<String> line) {
        return new Command(name, line, null, Map.of(), Signal.TERM, Signal.KILL);
    }

    public Command in(Path folder) {
        return new Command(name, line, folder, environment, stop, orphaned);
    }

    /** The same with further variables of the environment. */
    public Command with(Map<String, String> variables) {
        Map<String, String> all = new LinkedHashMap<>(environment);
        all.putAll(variables);
        return new Command(name, line, directory, all, stop, orphaned);
    }

    public Command endedBy(Signal asked, Signal whenOrphaned) {
        return new Command(name, line, directory, environment, asked, whenOrphaned);
    }

    /** Does not show the environment, which may hold secrets. */
    @Override
    public String toString() {
        return "Command[" + name + "]";
    }
}
