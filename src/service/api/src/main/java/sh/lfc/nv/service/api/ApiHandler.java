package sh.lfc.nv.service.api;

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
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/**
 * The function's entry point: requests of the HTTP API come in, answers go out, one log line each.
 *
 * <p>Environment: {@code POSTGRES_SECRET, POSTGRES_HOST, POSTGRES_PORT, POSTGRES_DATABASE, REDIS_HOST, REDIS_PORT,
 * REDIS_TLS, CACHE_TTL_SECONDS, STORAGE_BUCKET, MAX_UPLOAD_BYTES, CLIENT_API_KEY_SECRET}.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html">
 *     Create AWS Lambda proxy integrations for HTTP APIs</a>
 */
public final class ApiHandler implements RequestStreamHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ApiHandler.class);
    private static final long USUAL_TTL_SECONDS = 300;
    private static final long USUAL_UPLOAD_BYTES = 4 * 1024 * 1024;

    private final Api api;

    /** Called by Lambda. */
    public ApiHandler() {
        this(api(Settings.ofEnvironment()));
    }

    ApiHandler(Api api) {
        this.api = api;
    }

    private static Api api(Settings settings) {
        // First, so that it connects while the rest is made.
        Redis redis = new Redis(RedisSettings.of(settings), Patience.OF_READERS);
        String bucket = settings.required("STORAGE_BUCKET");
        Duration lifetime = Duration.ofSeconds(settings.amount("CACHE_TTL_SECONDS", USUAL_TTL_SECONDS));
        long mostBytes = settings.amount("MAX_UPLOAD_BYTES", USUAL_UPLOAD_BYTES);
        SecretsManager origin = new SecretsManager(AwsClients.build(SecretsManagerClient.builder()));
        settings.optional("CLIENT_API_KEY_SECRET").ifPresent(secret -> RemoteKey.lookFor(secret, origin));
        CachedSecrets secrets = new CachedSecrets(origin, InstantSource.system());
        FileCatalog catalog = new FileCatalog(new Database(PostgresSettings.of(settings), secrets), bucket);
        CachedCatalog cached = new CachedCatalog(catalog, new ReadThroughCache(redis, lifetime));
        Storage storage = new S3Storage(bucket, S3Storage.Clients.of(settings));
        return new Api(new Listing(cached, bucket), new Upload(storage, mostBytes), new Download(cached, storage));
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        try (RequestLog ignored = RequestLog.of(context.getAwsRequestId())) {
            long start = System.nanoTime();
            Request request = Request.of(Json.read(input));
            Response response = api.answer(request);
            output.write(Json.bytes(response.payload()));
            LOG.atInfo()
                    .addKeyValue("apiRequestId", request.id())
                    .addKeyValue("method", request.method())
                    .addKeyValue("path", request.path())
                    .addKeyValue("status", response.status())
                    .addKeyValue("cache", response.headers().getOrDefault("X-Cache", "-"))
                    .addKeyValue("bytesIn", request.body().length)
                    .addKeyValue("bytesOut", response.body().length)
                    .addKeyValue("micros", (System.nanoTime() - start) / 1_000)
                    .log("Request answered");
        }
    }
}
