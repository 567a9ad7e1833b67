package sh.lfc.nv.harness.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import sh.lfc.nv.harness.HarnessException;
import sh.lfc.nv.harness.bench.client.ApiCall;
import sh.lfc.nv.harness.bench.client.ApiClient;
import sh.lfc.nv.harness.system.HttpApis;
import sh.lfc.nv.harness.target.EmbeddedTarget;
import software.amazon.awssdk.services.apigatewayv2.ApiGatewayV2Client;
import software.amazon.awssdk.services.apigatewayv2.model.RouteSettings;

/**
 * Lifts the limit that the service's HTTP API sets to its clients, until closed: what is asked is what the system can. The
 * call that changes a stage is a PATCH, which the HTTP client of the harness's SDK clients cannot send.
 */
final class Unthrottled implements AutoCloseable {
    private static final double RATE = 100_000;
    private static final int BURST = 100_000;

    private final URI endpoint;
    private final String stage;
    private final RouteSettings before;

    /** @param name the API's */
    Unthrottled(EmbeddedTarget target, String name) {
        endpoint = target.endpoint();
        var api = HttpApis.named(target.aws(), name)
                .orElseThrow(() -> new HarnessException("there is no HTTP API " + name))
                .apiId();
        try (var gateway = target.aws().client(ApiGatewayV2Client.builder())) {
            var there = gateway.getStages(get -> get.apiId(api)).items().get(0);
            stage = "/v2/apis/%s/stages/%s".formatted(api, there.stageName().replace("$", "%24"));
            before = there.defaultRouteSettings();
        }
        set(RATE, BURST);
    }

    private void set(double rate, int burst) {
        var body =
                """
                {"defaultRouteSettings": {"throttlingRateLimit": %s, "throttlingBurstLimit": %d,
                 "detailedMetricsEnabled": %s}}"""
                        .formatted(rate, burst, Boolean.TRUE.equals(before.detailedMetricsEnabled()));
        try (var client = new ApiClient(endpoint)) {
            client.call(ApiCall.rest("apigateway", "PATCH", stage, body));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        set(before.throttlingRateLimit(), before.throttlingBurstLimit());
    }
}
