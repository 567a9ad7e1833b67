package sh.lfc.nv.emulator.services.rds;

import java.util.List;
import java.util.Optional;
import sh.lfc.nv.emulator.call.Scope;

/** What RDS needs of the network that instances are placed in. */
public interface InstanceNetwork {

    /**
     * A subnet.
     *
     * @param zone for example {@code us-east-1a}
     */
    record Subnet(String id, String vpcId, String zone) {}

    Optional<Subnet> subnet(Scope scope, String id);

    /** The subnets of the default VPC, which instances without a subnet group are placed in. */
    List<Subnet> defaultSubnets(Scope scope);

    /** The region's zones. */
    List<String> zones(Scope scope);

    /** Whether the VPC has this security group. */
    boolean hasSecurityGroup(Scope scope, String vpcId, String groupId);

    /** The group that instances without a group are in. */
    String defaultSecurityGroup(Scope scope, String vpcId);

    /** Places a network interface of an instance in a subnet; answers its identifier. */
    String attach(Scope scope, String subnetId, List<String> securityGroups);

    /** Puts a network interface into other security groups. */
    void regroup(Scope scope, String interfaceId, List<String> securityGroups);

    /** Removes a network interface. */
    void detach(Scope scope, String interfaceId);
}
