package sh.lfc.nv.harness.cli;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Option;
import sh.lfc.nv.canary.aws.AwsAccess;
import sh.lfc.nv.harness.HarnessException;
import sh.lfc.nv.harness.RefusedException;
import sh.lfc.nv.harness.checkout.Checkout;
import sh.lfc.nv.harness.checkout.Session;
import sh.lfc.nv.harness.sandbox.Caller;
import sh.lfc.nv.harness.sandbox.Settings;

/** Which account of AWS, and whether it is one to work in. */
final class AccountOptions {
    @Option(
            names = "--endpoint",
            paramLabel = "URL",
            description = "What answers in AWS's place, such as ./harness emulator --realistic; default:"
                    + " AWS_ENDPOINT_URL, else AWS itself.")
    private URI endpoint;

    @Option(
            names = "--ca-bundle",
            paramLabel = "FILE",
            description = "Whose certificates the domains behind --endpoint have, in PEM; default: those of this"
                    + " checkout's own embedded AWS, else AWS_CA_BUNDLE.")
    private Path caBundle;

    @Option(
            names = "--settings",
            paramLabel = "FILE",
            description =
                    "What may be done in which accounts; default: nv-demo/sandbox.yaml in the user's configuration.")
    private Path settings;

    /** The names of options that were given. */
    List<String> given() {
        var names = new ArrayList<String>();
        if (endpoint != null) {
            names.add("--endpoint");
        }
        if (caBundle != null) {
            names.add("--ca-bundle");
        }
        if (settings != null) {
            names.add("--settings");
        }
        return names;
    }

    /** What the user allows. */
    Settings settings() {
        return Settings.read(settings == null ? Settings.usualFile() : settings);
    }

    /** How AWS is reached, with the credentials that the SDK finds. */
    AwsAccess aws() {
        return new AwsAccess(endpoint(), AwsAccess.usualRegion(), Optional.empty());
    }

    /** What the command line names to stand in for AWS. */
    Optional<URI> named() {
        return Optional.ofNullable(endpoint).map(AccountOptions::checked);
    }

    private Optional<URI> endpoint() {
        return Optional.ofNullable(endpoint)
                .or(() -> Optional.ofNullable(System.getenv("AWS_ENDPOINT_URL"))
                        .filter(url -> !url.isBlank())
                        .map(URI::create))
                .map(AccountOptions::checked);
    }

    private static URI checked(URI url) {
        var scheme = url.getScheme();
        if (!("http".equals(scheme) || "https".equals(scheme)) || url.getHost() == null || url.getPort() < 0) {
            throw new RefusedException(
                    RefusedException.Reason.ENDPOINT,
                    "an endpoint is an address with its port, such as http://127.0.0.1:4566, not " + url);
        }
        return url;
    }

    /** Who calls, in an account that is allowed. */
    Caller caller(AwsAccess aws, Settings settings) {
        var caller = Caller.ask(aws);
        settings.requireAllowed(caller.account());
        return caller;
    }

    /** Whose certificates the endpoint's domains have; empty for AWS itself. */
    Optional<Path> authorities(Checkout checkout) {
        return endpoint().map(url -> authoritiesOf(checkout, Optional.of(url))
                .orElseThrow(() -> new HarnessException(
                        "nobody says whose certificates the domains behind %s have: name the file with --ca-bundle"
                                .formatted(url))));
    }

    /** Whose certificates the domains behind an endpoint have, where somebody says so. */
    Optional<Path> authoritiesOf(Checkout checkout, Optional<URI> endpoint) {
        return Stream.of(
                        Optional.ofNullable(caBundle),
                        Session.running(checkout)
                                .filter(session -> endpoint.map(URI::toString).equals(Optional.of(session.endpoint())))
                                .map(session -> Path.of(session.caCertificate())),
                        Optional.ofNullable(System.getenv("AWS_CA_BUNDLE")).map(Path::of))
                .flatMap(Optional::stream)
                .filter(AccountOptions::isThere)
                .findFirst();
    }

    private static boolean isThere(Path file) {
        if (!Files.isReadable(file)) {
            throw new HarnessException("cannot read the certificates in " + file);
        }
        return true;
    }
}
