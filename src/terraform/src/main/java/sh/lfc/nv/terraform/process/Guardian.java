package sh.lfc.nv.terraform.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a command line begins with so that the program is this process's alone: Ctrl-C in a terminal does not reach it, as a
 * second interrupt makes Terraform drop what it is doing; and it is told to end when this process ends without having
 * ended it. Both are tools of util-linux; where they are not to be found the program is started as it is.
 */
final class Guardian {
    private static final List<String> PREFIX = prefix();

    private Guardian() {}

    /** The same command, guarded; a program that cannot be found is left for the start to complain of. */
    static List<String> guarded(List<String> command) {
        var program = find(command.get(0));
        if (program.isEmpty()) {
            return command;
        }
        var guarded = new ArrayList<>(PREFIX);
        guarded.add(program.get().toString());
        guarded.addAll(command.subList(1, command.size()));
        return guarded;
    }

    private static List<String> prefix() {
        var session = find("setsid");
        var death = find("setpriv");
        return System.getProperty("os.name").equals("Linux") && session.isPresent() && death.isPresent()
                ? List.of(session.get().toString(), death.get().toString(), "--pdeathsig", "TERM", "--")
                : List.of();
    }

    private static Optional<Path> find(String program) {
        if (program.contains("/")) {
            return Optional.of(Path.of(program)).filter(Files::isExecutable);
        }
        var path = System.getenv("PATH");
        return path == null
                ? Optional.empty()
                : Stream.of(path.split(":"))
                        .map(folder -> Path.of(folder, program))
                        .filter(Files::isExecutable)
                        .findFirst();
    }
}
