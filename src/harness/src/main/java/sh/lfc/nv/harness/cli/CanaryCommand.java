package sh.lfc.nv.harness.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import sh.lfc.nv.canary.client.ClientCredentials;
import sh.lfc.nv.canary.http.HttpAccess;
import sh.lfc.nv.canary.run.CanaryRun;
import sh.lfc.nv.canary.system.LiveSystem;
import sh.lfc.nv.harness.HarnessException;
import sh.lfc.nv.harness.checkout.Session;

/** {@code ./harness canary}: the features that are safe on a live system, against any deployment of the service. */
@Command(
        name = "canary",
        description =
                "Runs the features tagged @canary against a deployment of the service, seen from outside only. Exit"
                        + " code 1 when one fails.",
        mixinStandardHelpOptions = true)
final class CanaryCommand implements Callable<Integer> {
    @Option(
            names = "--url",
            required = true,
            description = "Where the service answers, such as https://nv-demo.nv.lfc.sh.")
    private URI url;

    @Option(names = "--user", required = true, description = "The client's user name.")
    private String user;

    @Option(
            names = "--password-from",
            paramLabel = "FILE",
            description =
                    "A file with the client's password; default: the environment variable HARNESS_PASSWORD. There is"
                            + " no option for the password itself: everybody on the machine could read it.")
    private Path passwordFile;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        var checkout = Main.checkout(spec);
        if (!"https".equals(url.getScheme()) || url.getHost() == null) {
            throw new HarnessException("--url must be an https address, not " + url);
        }
        var reports = checkout.kept("reports").resolve("canary");
        var system = new LiveSystem(url, new ClientCredentials(user, password()), access(), "canary-", key -> {});
        var outcome = new CanaryRun(checkout.features().toString(), reports, Duration.ofMinutes(2), 2).of(system);
        return outcome.passed() ? CommandLine.ExitCode.OK : Main.FAILED;
    }

    /** A domain of the embedded AWS is reached through it, every other one as DNS says. */
    private HttpAccess access() {
        var checkout = Main.checkout(spec);
        return Session.running(checkout)
                .filter(session -> session.service()
                        .map(URI::getHost)
                        .filter(url.getHost()::equals)
                        .isPresent())
                .map(session -> Sessions.attach(session).http())
                .orElseGet(() -> HttpAccess.ofThisProcess(url));
    }

    private String password() {
        try {
            return passwordFile == null
                    ? Optional.ofNullable(System.getenv("HARNESS_PASSWORD"))
                            .orElseThrow(() -> new HarnessException(
                                    "no password: name a file with --password-from, or set HARNESS_PASSWORD"))
                    : Files.readString(passwordFile).strip();
        } catch (IOException e) {
            throw new HarnessException(
                    "cannot read the password from %s: %s".formatted(passwordFile, e.getMessage()), e);
        }
    }
}
