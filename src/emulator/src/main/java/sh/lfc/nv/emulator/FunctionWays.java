package sh.lfc.nv.emulator;

import java.util.Optional;
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
 */
record FunctionWays(NetworkPaths paths, Network network) implements Ways {

    @Override
    public Optional<Way> of(Call call, String functionArn, String sdkPackage) {
        if (call.header("authorization").isEmpty()) {
            return Optional.empty();
        }
        Scope scope = Scope.ofArn(functionArn);
        String function = functionArn.split(":")[6];
        Path path = paths.path(
                scope,
                paths.function(scope, function),
                NetworkPaths.service(scope, AwsEndpoints.service(sdkPackage)),
                NetworkPaths.httpsPort(),
                Reachability.Flow.NEW);
        return path.endpoint().flatMap(endpoint -> network.vpcOfEndpoint(scope, endpoint)
                .flatMap(vpc -> network.endpointPolicy(scope, endpoint).map(policy -> new Way(vpc, endpoint, policy))));
    }
}
