package sh.lfc.nv.service.canary;

import java.time.Duration;
import java.util.UUID;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sh.lfc.nv.service.aws.AwsClients;
import sh.lfc.nv.service.log.RequestLog;
import sh.lfc.nv.service.secrets.Credentials;
import sh.lfc.nv.service.secrets.SecretsManager;
import sh.lfc.nv.service.settings.Settings;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/**
 * The canary's entry point. Synthetics calls a method without parameters and takes an exception for a failed run; Lambda's
 * Java runtime can call it too.
 *
 * <p>Environment: {@code BASE_URL} of the service, {@code CLIENT_SECRET} with a client's user name and password,
 * {@code STORAGE_BUCKET}, and {@code OBJECT_PREFIX}, with which the names of its files begin.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Synthetics_WritingCanary_Java.html">Writing
 *     a canary script using the Java runtime</a>
 */
public final class CanaryHandler {

    private static final Logger LOG = LoggerFactory.getLogger(CanaryHandler.class);

    /** With time for cold starts on the way from the upload to the list. */
    private static final Duration PATIENCE = Duration.ofSeconds(45);

    private final Canary canary;
    private final String prefix;

    /** Called by Lambda. */
    public CanaryHandler() {
        this(Settings.ofEnvironment());
    }

    private CanaryHandler(Settings settings) {
        String clientSecret = settings.required("CLIENT_SECRET");
        prefix = settings.required("OBJECT_PREFIX");
        canary = new Canary(
                new Service(settings.required("BASE_URL")),
                () -> Credentials.of(
                        new SecretsManager(AwsClients.build(SecretsManagerClient.builder())), clientSecret),
                remover(settings.required("STORAGE_BUCKET")),
                PATIENCE);
    }

    /** Runs the checks once. */
    public void handleRequest() {
        String run = UUID.randomUUID().toString();
        try (RequestLog ignored = RequestLog.of(run)) {
            canary.run(prefix + run + ".txt");
            LOG.atInfo().log("Canary passed");
        }
    }

    private static Consumer<String> remover(String bucket) {
        return key -> {
            try (S3Client s3 = AwsClients.build(S3Client.builder())) {
                s3.deleteObject(request -> request.bucket(bucket).key(key));
            }
        };
    }
}
