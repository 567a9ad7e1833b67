package sh.lfc.nv.service.init;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sh.lfc.nv.service.aws.AwsClients;
import sh.lfc.nv.service.json.Json;
import sh.lfc.nv.service.log.RequestLog;
import sh.lfc.nv.service.postgres.PostgresSettings;
import sh.lfc.nv.service.secrets.SecretsManager;
import sh.lfc.nv.service.settings.Settings;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/**
 * The function's entry point: {@code {"name": "init"}} migrates the database and answers with what was applied.
 *
 * <p>Environment: {@code POSTGRES_SECRET, POSTGRES_HOST, POSTGRES_PORT, POSTGRES_DATABASE}. The secret is read at each
 * run: runs are rare, and a database that was made anew has a new password.
 */
public final class PostgresInitHandler implements RequestStreamHandler {

    private static final Logger LOG = LoggerFactory.getLogger(PostgresInitHandler.class);
    private static final String TASK = "init";

    private final Migration migration;

    /** Called by Lambda. */
    public PostgresInitHandler() {
        this(new Migration(
                PostgresSettings.of(Settings.ofEnvironment()),
                new SecretsManager(AwsClients.build(SecretsManagerClient.builder()))));
    }

    PostgresInitHandler(Migration migration) {
        this.migration = migration;
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        try (RequestLog ignored = RequestLog.of(context.getAwsRequestId())) {
            String task = Json.text(Json.read(input), "name").orElse("");
            if (!TASK.equals(task)) {
                throw new IllegalArgumentException("Unknown task '" + task + "'; expected {\"name\": \"init\"}");
            }
            Migration.Result result = migration.run();
            LOG.atInfo()
                    .addKeyValue("schemaVersion", result.version())
                    .addKeyValue("applied", result.applied().size())
                    .log("Database migrated");
            output.write(Json.bytes(result.json()));
        }
    }
}
