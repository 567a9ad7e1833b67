package sh.lfc.nv.harness.bench;

import sh.lfc.nv.canary.aws.AwsAccess;
import sh.lfc.nv.harness.HarnessException;
import software.amazon.awssdk.services.apigatewayv2.ApiGatewayV2Client;
import software.amazon.awssdk.services.apigatewayv2.model.RouteSettings;
import software.amazon.awssdk.services.apigatewayv2.model.Stage;

/** Lifts the limit that the service's HTTP API sets to its clients, until closed: what is asked is what the system can. */
final class Unthrottled implements AutoCloseable {
    private static final double RATE = 100_000;
    private static final int BURST = 100_000;

    private final ApiGatewayV2Client gateway;
    private final String api;
    private final Stage stage;

    /** @param name the API's */
    Unthrottled(AwsAccess aws, String name) {
        gateway = aws.client(ApiGatewayV2Client.builder());
        api = gateway.getApis(get -> {}).items().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new HarnessException("there is no HTTP API " + name))
                .apiId();
        stage = gateway.getStages(get -> get.apiId(api)).items().get(0);
        set(stage.defaultRouteSettings().toBuilder()
                .throttlingRateLimit(RATE)
                .throttlingBurstLimit(BURST)
                .build());
    }

    private void set(RouteSettings settings) {
        gateway.updateStage(
                update -> update.apiId(api).stageName(stage.stageName()).defaultRouteSettings(settings));
    }

    @Override
    public void close() {
        set(stage.defaultRouteSettings());
        gateway.close();
    }
}
