package sh.lfc.nv.service.update;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sh.lfc.nv.service.aws.AwsClients;
import sh.lfc.nv.service.cache.Patience;
import sh.lfc.nv.service.cache.ReadThroughCache;
import sh.lfc.nv.service.cache.Redis;
import sh.lfc.nv.service.cache.RedisSettings;
import sh.lfc.nv.service.catalog.CachedCatalog;
import sh.lfc.nv.service.catalog.FileCatalog;
import sh.lfc.nv.service.json.Json;
import sh.lfc.nv.service.log.RequestLog;
import sh.lfc.nv.service.postgres.Database;
import sh.lfc.nv.service.postgres.PostgresSettings;
import sh.lfc.nv.service.secrets.CachedSecrets;
import sh.lfc.nv.service.secrets.SecretsManager;
import sh.lfc.nv.service.settings.Settings;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * The function's entry point: S3's event notifications come in, the answer counts what became of their records.
 *
 * <p>Environment: {@code POSTGRES_SECRET, POSTGRES_HOST, POSTGRES_PORT, POSTGRES_DATABASE, REDIS_HOST, REDIS_PORT,
 * REDIS_TLS, STORAGE_BUCKET, DEAD_LETTER_QUEUE_URL}.
 */
public final class PostgresUpdateHandler implements RequestStreamHandler {

    private static final Logger LOG = LoggerFactory.getLogger(PostgresUpdateHandler.class);

    /** This function stores nothing in the cache. */
    private static final Duration UNUSED = Duration.ofSeconds(1);

    private final CatalogUpdate update;

    /** Called by Lambda. */
    public PostgresUpdateHandler() {
        this(update(Settings.ofEnvironment()));
    }

    PostgresUpdateHandler(CatalogUpdate update) {
        this.update = update;
    }

    private static CatalogUpdate update(Settings settings) {
        Redis redis = new Redis(RedisSettings.of(settings), Patience.OF_WRITERS);
        String bucket = settings.required("STORAGE_BUCKET");
        String queueUrl = settings.required("DEAD_LETTER_QUEUE_URL");
        CachedSecrets secrets = new CachedSecrets(
                new SecretsManager(AwsClients.build(SecretsManagerClient.builder())), InstantSource.system());
        FileCatalog catalog = new FileCatalog(new Database(PostgresSettings.of(settings), secrets), bucket);
        return new CatalogUpdate(
                catalog,
                new CachedCatalog(catalog, new ReadThroughCache(redis, UNUSED)),
                new S3StoredObjects(AwsClients.build(S3Client.builder()), bucket),
                new SqsDeadLetters(() -> AwsClients.build(SqsClient.builder()), queueUrl));
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        try (RequestLog ignored = RequestLog.of(context.getAwsRequestId())) {
            CatalogUpdate.Result result = update.apply(Json.read(input), context.getAwsRequestId());
            LOG.atInfo()
                    .addKeyValue("applied", result.applied())
                    .addKeyValue("superseded", result.superseded())
                    .addKeyValue("rejected", result.rejected())
                    .log("Catalogue updated");
            output.write(Json.bytes(result.json()));
        }
    }
}
