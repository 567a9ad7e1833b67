package sh.lfc.nv.emulator.services.apigatewayv2;

import java.util.Optional;
import sh.lfc.nv.emulator.call.Scope;
import software.amazon.awssdk.services.apigatewayv2.model.Api;
import software.amazon.awssdk.services.apigatewayv2.model.Stage;

/**
 * A stage as a request reaches it.
 *
 * @param deployed what the stage serves; absent when nothing was deployed to it
 * @param host the host name of the request
 * @param path the path of the request, percent-encoded, without the part that led to the stage
 */
public record PublishedStage(Scope scope, Api api, Stage stage, Optional<Deployed> deployed, String host, String path) {

    /** {@code arn:aws:execute-api:region:account:api}, to which stage and more are added. */
    public String executionArn() {
        return scope.arn("execute-api", api.apiId());
    }
}
