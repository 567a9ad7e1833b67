package sh.lfc.nv.emulator.httpapi;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sh.lfc.nv.emulator.call.AwsError;
import sh.lfc.nv.emulator.services.apigatewayv2.FunctionUri;
import software.amazon.awssdk.services.apigatewayv2.model.Integration;
import software.amazon.awssdk.services.apigatewayv2.model.IntegrationType;

/** Hands requests to what routes lead to: functions, and HTTP servers on this machine. Safe for use by many threads. */
final class Integrations {

    private static final Logger log = LoggerFactory.getLogger(Integrations.class);
    /** Lambda's limit for events and answers. */
    private static final int MAX_PAYLOAD = 6 * 1024 * 1024;

    /** What API Gateway says where a function's policy does not let it in; the emulator's own log names the function. */
    private static final String FORBIDDEN =
            "The IAM role configured on the integration or API Gateway doesn't have permissions to call the integration."
                    + " Check the permissions and try again.";

    private final BoundedCalls functions;
    private final HttpProxy proxy = new HttpProxy();

    Integrations(BoundedCalls functions) {
        this.functions = functions;
    }

    /** The integration's answer, or what API Gateway says in its place. */
    ApiAnswer answer(Exchange exchange, Integration integration) {
        long started = System.nanoTime();
        ApiAnswer answer;
        try {
            answer = integration.integrationType() == IntegrationType.HTTP_PROXY
                    ? proxy.answer(exchange, integration)
                    : function(exchange, integration);
        } catch (TimeoutException e) {
            exchange.integrationError("Endpoint request timed out");
            answer = ApiAnswer.serviceUnavailable();
        } catch (IOException | FunctionResponse.Malformed e) {
            exchange.integrationError(e.getMessage());
            answer = ApiAnswer.internalServerError();
        } catch (RuntimeException e) {
            exchange.integrationError(
                    e instanceof AwsError refusal && refusal.code().equals("AccessDeniedException")
                            ? FORBIDDEN
                            : "The integration could not be invoked: " + e.getMessage());
            log.warn(
                    "api={} route={} integration failed: {}",
                    exchange.published().api().apiId(),
                    exchange.route().routeKey(),
                    e.toString());
            answer = ApiAnswer.internalServerError();
        }
        exchange.integrated(answer.status(), System.nanoTime() - started);
        return answer;
    }

    private ApiAnswer function(Exchange exchange, Integration integration)
            throws TimeoutException, FunctionResponse.Malformed {
        String format = integration.payloadFormatVersion();
        byte[] event = Events.integration(exchange, format);
        if (event.length > MAX_PAYLOAD) {
            exchange.integrationError("The event is larger than the " + MAX_PAYLOAD + " bytes that Lambda takes");
            return ApiAnswer.requestEntityTooLarge();
        }
        Functions.Answer answer = functions.invoke(
                FunctionUri.parse(integration.integrationUri()),
                event,
                exchange.routeSourceArn(),
                Duration.ofMillis(integration.timeoutInMillis()));
        if (answer.failed()) {
            exchange.integrationError("The Lambda function returned the following error: "
                    + new String(answer.payload(), StandardCharsets.UTF_8)
                    + ". Check your Lambda function code and try again.");
            return ApiAnswer.internalServerError();
        }
        if (answer.payload().length > MAX_PAYLOAD) {
            exchange.integrationError("The answer is larger than the " + MAX_PAYLOAD + " bytes that Lambda gives");
            return ApiAnswer.internalServerError();
        }
        return FunctionResponse.read(answer.payload(), format);
    }
}
