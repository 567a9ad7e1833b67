package sh.lfc.nv.terraform.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * A program to run.
 *
 * @param arguments the program and its arguments, as the operating system takes them: no shell is involved
 * @param timeout how long it may run before it is ended
 */
public record Command(List<String> arguments, Path directory, Environment environment, Duration timeout) {
    public Command {
        arguments = List.copyOf(arguments);
    }

    /** The program and its first argument, enough to recognise it in a message. */
    public String title() {
        var program = Path.of(arguments.get(0)).getFileName().toString();
        return arguments.size() == 1 ? program : program + " " + arguments.get(1);
    }
}
