package sh.lfc.nv.canary;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import sh.lfc.nv.canary.aws.AwsAccess;
import sh.lfc.nv.canary.client.ClientCredentials;
import sh.lfc.nv.canary.http.HttpAccess;
import sh.lfc.nv.canary.run.CanaryRun;
import sh.lfc.nv.canary.run.ScenarioResult;
import sh.lfc.nv.canary.system.LiveSystem;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/**
 * The entry point of the CloudWatch Synthetics canary. Synthetics calls a method without parameters and takes an
 * exception for a failed run.
 *
 * <p>The features are those that come along in the package. {@link Settings} says what the environment has to hold.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Synthetics_WritingCanary_Java.html">Writing
 *     a canary script using the Java runtime</a>
 */
public final class CanaryHandler {
    private static final int SCENARIOS_AT_A_TIME = 4;

    /** For a call of AWS with all its attempts: several of them have to fit behind the deadline. */
    private static final Duration AWS_CALL = Duration.ofSeconds(6);

    private final Settings settings;
    private final AwsAccess aws;
    private final HttpAccess http;

    /** Called by Synthetics. */
    public CanaryHandler() {
        this(Settings.of(System.getenv()));
    }

    private CanaryHandler(Settings settings) {
        this(
                settings,
                new AwsAccess(Optional.empty(), settings.region(), Optional.empty()),
                HttpAccess.ofThisProcess(settings.url()));
    }

    CanaryHandler(Settings settings, AwsAccess aws, HttpAccess http) {
        this.settings = settings;
        this.aws = aws;
        this.http = http;
    }

    /**
     * Runs the scenarios once.
     *
     * @throws CanaryFailedException for the first that failed
     */
    public void handleRequest() {
        try (var s3 = client(S3Client.builder())) {
            var system = new LiveSystem(
                    settings.url(),
                    credentials(),
                    http,
                    settings.objectPrefix(),
                    key -> s3.deleteObject(
                            delete -> delete.bucket(settings.storage()).key(key)));
            var folder = temporaryFolder();
            try {
                var outcome = new CanaryRun(CanaryRun.OWN_FEATURES, folder, settings.deadline(), SCENARIOS_AT_A_TIME)
                        .of(system);
                var failure =
                        outcome.firstFailure().flatMap(ScenarioResult::sentence).map(CanaryFailedException::new);
                leave(new Reports(settings.reports(), s3), folder, failure);
                failure.ifPresent(thrown -> {
                    throw thrown;
                });
            } finally {
                Reports.delete(folder);
            }
        }
    }

    /** That the reports could not be left is worth less than what they say. */
    private static void leave(Reports reports, Path folder, Optional<CanaryFailedException> failure) {
        try {
            System.out.println("Reports: " + reports.leave(folder));
        } catch (RuntimeException e) {
            if (failure.isEmpty()) {
                throw new CanaryFailedException("the reports could not be left: " + e.getMessage(), e);
            }
            failure.get().addSuppressed(e);
        }
    }

    private ClientCredentials credentials() {
        try (var secrets = client(SecretsManagerClient.builder())) {
            return ClientCredentials.ofSecret(secrets.getSecretValue(get -> get.secretId(settings.clientSecret()))
                    .secretString());
        }
    }

    private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(B builder) {
        return aws.client(builder.overrideConfiguration(each -> each.apiCallTimeout(AWS_CALL)));
    }

    private static Path temporaryFolder() {
        try {
            return Files.createTempDirectory("canary");
        } catch (IOException e) {
            throw new UncheckedIOException("there is no place for reports", e);
        }
    }
}
