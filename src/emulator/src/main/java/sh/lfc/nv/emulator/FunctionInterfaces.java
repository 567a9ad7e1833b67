package sh.lfc.nv.emulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import sh.lfc.nv.emulator.call.AwsError;
import sh.lfc.nv.emulator.call.Platform;
import sh.lfc.nv.emulator.call.Scope;
import sh.lfc.nv.emulator.realism.Delay;
import sh.lfc.nv.emulator.services.ec2.Network;
import sh.lfc.nv.emulator.services.lambda.FunctionNetworks;

/** Functions' network interfaces, one in each subnet: as long as one is there, its security groups cannot be deleted. */
final class FunctionInterfaces implements FunctionNetworks {

    private record Key(Scope scope, String function) {}

    private record Placed(List<String> subnetIds, List<String> groupIds, List<String> interfaceIds) {

        boolean in(List<String> subnets, List<String> groups) {
            return subnetIds.equals(subnets) && groupIds.equals(groups);
        }
    }

    private final Network network;
    private final Platform platform;
    private final Map<Key, Placed> placed = new ConcurrentHashMap<>();
    private volatile Left left = (scope, function) -> {};

    /** Told when a function is in no VPC any more, or is gone. */
    @FunctionalInterface
    interface Left {
        void left(Scope scope, String function);
    }

    FunctionInterfaces(Network network, Platform platform) {
        this.network = network;
        this.platform = platform;
    }

    @Override
    public String vpc(Scope scope, List<String> subnetIds, List<String> securityGroupIds) {
        String vpcId = null;
        for (String subnetId : subnetIds) {
            String own = network.subnet(scope, subnetId)
                    .orElseThrow(() -> AwsError.badRequest(
                            "InvalidSubnetID.NotFound", "The subnet ID '" + subnetId + "' does not exist"))
                    .vpcId();
            if (vpcId != null && !vpcId.equals(own)) {
                throw AwsError.badRequest(
                        "InvalidSubnetID.NotFound", "The subnet ID '" + subnetId + "' is in another VPC");
            }
            vpcId = own;
        }
        for (String groupId : securityGroupIds) {
            String in = vpcId;
            network.securityGroup(scope, groupId)
                    .filter(group -> group.vpcId().equals(in))
                    .orElseThrow(() -> AwsError.badRequest(
                            "InvalidGroup.NotFound", "The security group '" + groupId + "' does not exist"));
        }
        return vpcId;
    }

    @Override
    public void place(Scope scope, String functionName, List<String> subnetIds, List<String> securityGroupIds) {
        placed.compute(new Key(scope, functionName), (key, before) -> {
            if (before != null && before.in(subnetIds, securityGroupIds)) {
                return before;
            }
            remove(scope, before);
            List<String> interfaces = new ArrayList<>();
            for (String subnetId : subnetIds) {
                interfaces.add(network.place(
                                scope,
                                new Network.Placement(
                                        subnetId,
                                        securityGroupIds,
                                        "AWS Lambda VPC ENI-" + functionName + "-"
                                                + platform.ids().uuid(),
                                        "lambda.amazonaws.com",
                                        "lambda"))
                        .id());
            }
            return new Placed(List.copyOf(subnetIds), List.copyOf(securityGroupIds), interfaces);
        });
    }

    @Override
    public void release(Scope scope, String functionName) {
        remove(scope, placed.remove(new Key(scope, functionName)));
        left.left(scope, functionName);
    }

    void onLeft(Left told) {
        left = told;
    }

    /** A function's interfaces, one in each subnet; none when it is in no VPC. */
    List<Network.Interface> of(Scope scope, String functionName) {
        Placed found = placed.get(new Key(scope, functionName));
        return found == null
                ? List.of()
                : found.interfaceIds().stream()
                        .flatMap(id -> network.networkInterface(scope, id).stream())
                        .toList();
    }

    private void remove(Scope scope, Placed gone) {
        if (gone != null) {
            platform.later(Delay.FUNCTION_INTERFACE_DELETION, () -> gone.interfaceIds()
                    .forEach(id -> network.release(scope, id)));
        }
    }
}
