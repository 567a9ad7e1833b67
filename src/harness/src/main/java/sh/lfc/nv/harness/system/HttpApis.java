package sh.lfc.nv.harness.system;

import java.util.Optional;
import sh.lfc.nv.canary.aws.AwsAccess;
import software.amazon.awssdk.services.apigatewayv2.ApiGatewayV2Client;
import software.amazon.awssdk.services.apigatewayv2.model.Api;

/** The HTTP APIs of an account. */
public final class HttpApis {
    private HttpApis() {}

    /** The one of this name, if there is one. */
    public static Optional<Api> named(AwsAccess aws, String name) {
        try (var gateway = aws.client(ApiGatewayV2Client.builder())) {
            return gateway.getApis(get -> {}).items().stream()
                    .filter(api -> api.name().equals(name))
                    .findFirst();
        }
    }
}
