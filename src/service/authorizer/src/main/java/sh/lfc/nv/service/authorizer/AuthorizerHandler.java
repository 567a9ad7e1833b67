package sh.lfc.nv.service.authorizer;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.jr.stree.JrsValue;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.InstantSource;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sh.lfc.nv.service.aws.AwsClients;
import sh.lfc.nv.service.json.Json;
import sh.lfc.nv.service.log.RequestLog;
import sh.lfc.nv.service.secrets.CachedSecrets;
import sh.lfc.nv.service.secrets.SecretsManager;
import sh.lfc.nv.service.settings.Settings;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/**
 * The function's entry point: reads the authorizer event, answers {@code {"isAuthorized": …}}.
 *
 * <p>Environment: {@code CLIENT_SECRET}, the secret with the client's user name and password.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html">Control
 *     access to HTTP APIs with AWS Lambda authorizers</a>
 */
public final class AuthorizerHandler implements RequestStreamHandler {

    private static final Logger LOG = LoggerFactory.getLogger(AuthorizerHandler.class);
    private static final String HEADER = "authorization";

    private final Authorizer authorizer;

    /** Called by Lambda. */
    public AuthorizerHandler() {
        this(authorizer(Settings.ofEnvironment()));
    }

    AuthorizerHandler(Authorizer authorizer) {
        this.authorizer = authorizer;
    }

    private static Authorizer authorizer(Settings settings) {
        SecretsManager origin = new SecretsManager(AwsClients.build(SecretsManagerClient.builder()));
        return new Authorizer(new CachedSecrets(origin, InstantSource.system()), settings.required("CLIENT_SECRET"));
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        try (RequestLog ignored = RequestLog.of(context.getAwsRequestId())) {
            JrsValue event = Json.read(input);
            boolean allowed = authorizer.allows(header(event));
            LOG.atInfo()
                    .addKeyValue("allowed", allowed)
                    .addKeyValue("route", Json.text(event, "routeKey").orElse(""))
                    .log("Authorization decided");
            output.write(Json.bytes(Map.of("isAuthorized", allowed)));
        }
    }

    /** HTTP APIs send header names in lower case; other senders of the same event may not. */
    private static String header(JrsValue event) {
        JrsValue headers = event.path("headers");
        for (String name : Json.names(headers)) {
            if (HEADER.equalsIgnoreCase(name)) {
                return Json.text(headers, name).orElse(null);
            }
        }
        return null;
    }
}
