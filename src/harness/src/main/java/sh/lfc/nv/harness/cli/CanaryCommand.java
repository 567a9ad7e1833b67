package sh.lfc.nv.harness.cli;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;
import sh.lfc.nv.canary.aws.AwsAccess;
import sh.lfc.nv.canary.client.ClientCredentials;
import sh.lfc.nv.canary.http.HttpAccess;
import sh.lfc.nv.canary.run.CanaryRun;
import sh.lfc.nv.canary.run.Outcome;
import sh.lfc.nv.canary.system.LiveSystem;
import sh.lfc.nv.harness.HarnessException;
import sh.lfc.nv.harness.canary.Doorstep;
import sh.lfc.nv.harness.canary.RunMetrics;
import sh.lfc.nv.harness.canary.Watch;
import sh.lfc.nv.harness.checkout.Session;
import software.amazon.awssdk.services.s3.S3Client;

/** {@code ./harness canary}: the features that are safe on a live system, against any deployment of the service. */
@Command(
        name = "canary",
        description =
                "Runs the features tagged @canary against a deployment of the service, seen from outside only, once or"
                        + " again and again. Exit code 1 when one fails. Reports, a history and a status page are left in"
                        + " .harness/reports/canary; with AWS credentials, metrics are published to CloudWatch.",
        mixinStandardHelpOptions = true)
final class CanaryCommand implements Callable<Integer> {
    private static final Duration DEADLINE = Duration.ofMinutes(2);
    private static final int SCENARIOS_AT_A_TIME = 4;

    /** What a canary can look at. */
    enum Target {
        LIVE
    }

    @Option(
            names = "--url",
            required = true,
            description = "Where the service answers, such as https://nv-demo.nv.lfc.sh.")
    private URI url;

    @Option(names = "--user", required = true, description = "The client's user name.")
    private String user;

    @Mixin
    private PasswordOption password;

    @Option(
            names = "--every",
            paramLabel = "TIME",
            converter = Pause.class,
            description = "Run again and again, such as every 5m, until Ctrl-C; from 10s up to 24h.")
    private Duration every;

    @Option(
            names = "--tags",
            paramLabel = "EXPRESSION",
            defaultValue = "",
            description = "Only those of the scenarios with these tags. What is tagged @destructive is refused.")
    private String tags;

    @Option(
            names = "--storage",
            paramLabel = "BUCKET",
            description = "The bucket of the service's files, to take the run's own out of it with AWS credentials;"
                    + " without it they stay until they expire.")
    private String storage;

    @Option(
            names = "--target",
            defaultValue = "live",
            description = "Can only be live: nothing is applied, nothing is looked at from behind.")
    private Target target;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        var checkout = Main.checkout(spec);
        Doorstep.checkAddress(url);
        var credentials = new ClientCredentials(user, password.password());
        var session = Session.running(checkout)
                .filter(running -> running.service().map(URI::getHost).equals(Optional.ofNullable(url.getHost())))
                .map(Sessions::attach);
        // A domain of the embedded AWS is reached through it, every other one as DNS says.
        var http = session.map(embedded -> embedded.http()).orElseGet(() -> HttpAccess.ofThisProcess(url));
        new Doorstep(url, http).check();

        var out = spec.commandLine().getOut();
        var aws = session.map(embedded -> embedded.aws()).or(AwsAccess::found);
        if (aws.isEmpty()) {
            out.println(
                    "No AWS credentials: no metrics are published, and the run's own files stay until they expire.");
        }
        var bucket = Optional.ofNullable(storage)
                .filter(name -> !name.isBlank())
                .or(() -> session.map(embedded -> Hints.ENVIRONMENT + "-storage"));
        try (var remover = new Remover(aws, bucket)) {
            var folder = checkout.kept("reports").resolve("canary");
            var run = new CanaryRun(checkout.features().toString(), folder, DEADLINE, SCENARIOS_AT_A_TIME);
            var system = new LiveSystem(url, credentials, http, "canary-", remover);
            var watch = new Watch(url, () -> outcome(run, system), folder, aws.map(RunMetrics::new), out::println);
            var passed = every == null ? watch.once() : repeat(watch);
            return passed ? CommandLine.ExitCode.OK : Main.FAILED;
        }
    }

    private Outcome outcome(CanaryRun run, LiveSystem system) {
        try {
            return tags.isBlank() ? run.of(system) : run.of(system, tags);
        } catch (IllegalArgumentException e) {
            throw new HarnessException(e.getMessage(), e);
        }
    }

    /** Ctrl-C lets a run that has begun take its files away. */
    private boolean repeat(Watch watch) throws InterruptedException {
        try (var hook = ShutdownHook.running(watch::end)) {
            return watch.every(every);
        }
    }

    /** Takes files away past the service, where somebody may; elsewhere they stay. */
    private static final class Remover implements Consumer<String>, AutoCloseable {
        private final Optional<String> bucket;
        private final Optional<S3Client> s3;

        Remover(Optional<AwsAccess> aws, Optional<String> bucket) {
            this.bucket = bucket;
            this.s3 = bucket.isEmpty() ? Optional.empty() : aws.map(access -> access.client(S3Client.builder()));
        }

        @Override
        public void accept(String key) {
            s3.ifPresent(client -> client.deleteObject(
                    delete -> delete.bucket(bucket.orElseThrow()).key(key)));
        }

        @Override
        public void close() {
            s3.ifPresent(S3Client::close);
        }
    }

    /** A time such as {@code 5m}. */
    private static final class Pause implements ITypeConverter<Duration> {
        private static final Duration LEAST = Duration.ofSeconds(10);
        private static final Duration MOST = Duration.ofHours(24);

        @Override
        public Duration convert(String text) {
            if (text.matches("\\d{1,6}[smh]")) {
                var pause = Duration.parse("PT" + text);
                if (pause.compareTo(LEAST) >= 0 && pause.compareTo(MOST) <= 0) {
                    return pause;
                }
            }
            throw new TypeConversionException(
                    "\"%s\" is no time from 10s up to 24h, such as 30s, 5m or 1h".formatted(text));
        }
    }
}
