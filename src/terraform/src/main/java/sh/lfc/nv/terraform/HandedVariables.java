package sh.lfc.nv.terraform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import sh.lfc.nv.terraform.failure.ActionableException;

/**
 * Variables on their way to one command. Values go into a file that only this user can read and that is gone when the
 * command is: what is on a command line, everybody on the machine can see.
 */
record HandedVariables(List<String> arguments, List<Path> made) implements AutoCloseable {

    static HandedVariables to(Path directory, Variables variables) {
        var arguments = new ArrayList<String>();
        variables.files().forEach(file -> arguments.add("-var-file=" + file));
        if (variables.values().isEmpty()) {
            return new HandedVariables(arguments, List.of());
        }
        variables.values().keySet().stream().sorted().forEach(name -> requireDeclared(directory, name));
        try {
            // Readable for its owner alone, which is what Java makes of temporary files.
            var file = Files.createTempFile("terraform", ".tfvars.json");
            var handed = new HandedVariables(arguments, List.of(file));
            arguments.add("-var-file=" + file);
            try {
                Files.writeString(file, variables.json());
            } catch (IOException | RuntimeException e) {
                handed.close();
                throw e;
            }
            return handed;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write a file of variables", e);
        }
    }

    /** A value in a file for a variable that does not exist is only warned about; on a command line it is refused. */
    private static void requireDeclared(Path directory, String name) {
        var declaration = java.util.regex.Pattern.compile(
                "\\bvariable\\s*\"?" + java.util.regex.Pattern.quote(name) + "\"?\\s*\\{");
        try (Stream<Path> files = Files.list(directory)) {
            var sources = files.filter(HandedVariables::isSource).toList();
            for (var source : sources) {
                var json = source.toString().endsWith(".json");
                var text = Files.readString(source);
                if (json
                        ? text.contains('"' + name + '"')
                        : declaration.matcher(text).find()) {
                    return;
                }
            }
            if (!sources.isEmpty()) {
                throw new ActionableException("%s declares no variable \"%s\", for which there is a value"
                        .formatted(directory.getFileName(), name));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the configuration " + directory, e);
        }
    }

    private static boolean isSource(Path file) {
        var name = file.getFileName().toString();
        return Stream.of(".tf", ".tf.json", ".tofu", ".tofu.json").anyMatch(name::endsWith);
    }

    @Override
    public void close() {
        for (var file : made) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot remove the file of variables " + file, e);
            }
        }
    }
}
