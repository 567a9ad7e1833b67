package sh.lfc.nv.emulator;

import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import sh.lfc.nv.emulator.authorization.Ways;
import sh.lfc.nv.emulator.call.Call;
import sh.lfc.nv.emulator.call.Scope;
import sh.lfc.nv.emulator.network.Path;
import sh.lfc.nv.emulator.network.Reachability;
import sh.lfc.nv.emulator.services.ec2.Network;

/**
 * The VPC endpoints through which functions call AWS.
 *
 * <p>A request that a function has presigned is somebody else's call: it comes without an {@code Authorization} header,
 * and not through the function's VPC.
 *
 * @param paths known once all services are
 */
record FunctionWays(Supplier<NetworkPaths> paths, Network network) implements Ways {

    /** Services whose endpoints are not called as the SDK's packages. */
    private static final Map<String, String> ENDPOINTS =
            Map.of("cloudwatchlogs", "logs", "cloudwatch", "monitoring", "apigatewayv2", "apigateway");

    @Override
    public Optional<Way> of(Call call, String functionArn, String sdkPackage) {
        if (call.header("authorization").isEmpty()) {
            return Optional.empty();
        }
        Scope scope = Scope.ofArn(functionArn);
        String function = functionArn.split(":")[6];
        Path path = paths.get()
                .path(
                        scope,
                        paths.get().function(scope, function),
                        NetworkPaths.service(scope, ENDPOINTS.getOrDefault(sdkPackage, sdkPackage)),
                        NetworkPaths.httpsPort(),
                        Reachability.Flow.NEW);
        return path.endpoint().flatMap(endpoint -> network.vpcOfEndpoint(scope, endpoint)
                .flatMap(vpc -> network.endpointPolicy(scope, endpoint).map(policy -> new Way(vpc, endpoint, policy))));
    }
}
