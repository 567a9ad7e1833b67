package sh.lfc.nv.emulator;

import java.util.List;
import java.util.Optional;
import sh.lfc.nv.emulator.call.Scope;
import sh.lfc.nv.emulator.services.ec2.Network;
import sh.lfc.nv.emulator.services.rds.InstanceNetwork;

/** EC2's network, as RDS asks for it. */
record DatabaseNetwork(Network network) implements InstanceNetwork {

    private static final List<String> ZONES = List.of("a", "b", "c");

    @Override
    public Optional<Subnet> subnet(Scope scope, String id) {
        return network.subnet(scope, id).map(DatabaseNetwork::subnet);
    }

    private static Subnet subnet(Network.Subnet subnet) {
        return new Subnet(subnet.id(), subnet.vpcId(), subnet.zone());
    }

    @Override
    public List<Subnet> defaultSubnets(Scope scope) {
        return network.defaultSubnets(scope).stream()
                .map(DatabaseNetwork::subnet)
                .toList();
    }

    @Override
    public List<String> zones(Scope scope) {
        return ZONES.stream().map(letter -> scope.region() + letter).toList();
    }

    @Override
    public boolean hasSecurityGroup(Scope scope, String vpcId, String groupId) {
        return network.hasSecurityGroup(scope, vpcId, groupId);
    }

    @Override
    public String defaultSecurityGroup(Scope scope, String vpcId) {
        return network.defaultSecurityGroup(scope, vpcId).orElseThrow().id();
    }

    @Override
    public String attach(Scope scope, String subnetId, List<String> securityGroups) {
        return network.place(
                        scope,
                        new Network.Placement(
                                subnetId, securityGroups, "RDSNetworkInterface", "amazon-rds", "interface"))
                .id();
    }

    @Override
    public void regroup(Scope scope, String interfaceId, List<String> securityGroups) {
        network.changeGroups(scope, interfaceId, securityGroups);
    }

    @Override
    public void detach(Scope scope, String interfaceId) {
        network.release(scope, interfaceId);
    }
}
