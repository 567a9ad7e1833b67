package sh.lfc.nv.emulator;

import java.util.List;
import java.util.Optional;
import sh.lfc.nv.emulator.call.Scope;
import sh.lfc.nv.emulator.services.ec2.Network;
import sh.lfc.nv.emulator.services.elasticache.CacheNetwork;

/** EC2's network, as ElastiCache asks for it. */
record CachesNetwork(Network network) implements CacheNetwork {

    @Override
    public Optional<Subnet> subnet(Scope scope, String id) {
        return network.subnet(scope, id).map(CachesNetwork::subnet);
    }

    private static Subnet subnet(Network.Subnet subnet) {
        return new Subnet(subnet.id(), subnet.vpcId(), subnet.zone());
    }

    @Override
    public List<Subnet> defaultSubnets(Scope scope) {
        return network.defaultSubnets(scope).stream().map(CachesNetwork::subnet).toList();
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
    public String attach(Scope scope, String subnetId, List<String> securityGroups, String clusterId) {
        return network.place(
                        scope,
                        new Network.Placement(
                                subnetId,
                                securityGroups,
                                "ElastiCache " + clusterId,
                                "amazon-elasticache",
                                "interface"))
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
