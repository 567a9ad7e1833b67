package sh.lfc.nv.emulator.services.elasticache;

import java.util.List;
import java.util.Optional;
import sh.lfc.nv.emulator.call.Scope;

/** What ElastiCache needs of the network that nodes are placed in. */
public interface CacheNetwork {

    /**
     * A subnet.
     *
     * @param zone for example {@code us-east-1a}
     */
    record Subnet(String id, String vpcId, String zone) {}

    Optional<Subnet> subnet(Scope scope, String id);

    /** The subnets of the default VPC, in which groups without a subnet group are placed. */
    List<Subnet> defaultSubnets(Scope scope);

    /** Whether the VPC has this security group. */
    boolean hasSecurityGroup(Scope scope, String vpcId, String groupId);

    /** The group that nodes without a group are in. */
    String defaultSecurityGroup(Scope scope, String vpcId);

    /** Places a node's network interface in a subnet; answers its identifier. */
    String attach(Scope scope, String subnetId, List<String> securityGroups, String clusterId);

    /** Puts a network interface into other security groups. */
    void regroup(Scope scope, String interfaceId, List<String> securityGroups);

    /** Removes a network interface. */
    void detach(Scope scope, String interfaceId);
}
