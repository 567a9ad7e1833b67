package sh.lfc.nv.harness.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;
import sh.lfc.nv.harness.HarnessException;

/** The password of a client of a service that somebody else deployed. */
final class PasswordOption {
    @Option(
            names = "--password-from",
            paramLabel = "FILE",
            description =
                    "A file with the client's password; default: the environment variable HARNESS_PASSWORD. There is"
                            + " no option for the password itself: everybody on the machine could read it.")
    private Path file;

    String password() {
        try {
            return file == null
                    ? Optional.ofNullable(System.getenv("HARNESS_PASSWORD"))
                            .orElseThrow(() -> new HarnessException(
                                    "no password: name a file with --password-from, or set HARNESS_PASSWORD"))
                    : Files.readString(file).strip();
        } catch (IOException e) {
            throw new HarnessException("cannot read the password from %s: %s".formatted(file, e.getMessage()), e);
        }
    }
}
