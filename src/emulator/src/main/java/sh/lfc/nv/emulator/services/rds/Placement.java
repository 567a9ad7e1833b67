package sh.lfc.nv.emulator.services.rds;

import java.util.List;
import java.util.Optional;
import sh.lfc.nv.emulator.call.Scope;
import software.amazon.awssdk.services.rds.model.AvailabilityZone;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.DBSubnetGroup;
import software.amazon.awssdk.services.rds.model.Subnet;

/**
 * Where an instance is to be.
 *
 * @param group its subnet group
 * @param subnet the subnet of its network interface
 * @param zone the subnet's
 * @param standby the zone of the standby; empty without one
 * @param securityGroups the groups that its network interface is in
 */
record Placement(
        DBSubnetGroup group, String subnet, String zone, Optional<String> standby, List<String> securityGroups) {

    /**
     * Decides the place, or refuses.
     *
     * @param groupName null for the default VPC's subnets
     * @param zone null for any
     * @param securityGroups empty for the VPC's default group
     */
    static Placement decide(
            RdsRegion region,
            InstanceNetwork network,
            String groupName,
            String zone,
            boolean multiZone,
            List<String> securityGroups) {
        DBSubnetGroup group = groupName == null ? defaultGroup(region.scope, network) : region.subnetGroup(groupName);
        List<String> zones = zones(group);
        if (zone != null && !zone.matches(region.scope.region() + "[a-z]")) {
            throw RdsErrors.value("The availability zone '" + zone + "' is not valid.");
        }
        Subnet subnet = group.subnets().stream()
                .filter(candidate -> zone == null
                        || candidate.subnetAvailabilityZone().name().equals(zone))
                .findFirst()
                .orElseThrow(() -> RdsErrors.combination("The DB instance and EC2 security group are in different VPCs."
                        + " No subnet of " + group.dbSubnetGroupName() + " is in " + zone + "."));
        String chosen = subnet.subnetAvailabilityZone().name();
        Optional<String> standby = multiZone
                ? zones.stream().filter(other -> !other.equals(chosen)).findFirst()
                : Optional.empty();
        return new Placement(
                group,
                subnet.subnetIdentifier(),
                chosen,
                standby,
                checked(region.scope, network, group.vpcId(), securityGroups));
    }

    /** The groups, or the VPC's default group where none is named. */
    static List<String> checked(Scope scope, InstanceNetwork network, String vpcId, List<String> securityGroups) {
        for (String group : securityGroups) {
            if (!network.hasSecurityGroup(scope, vpcId, group)) {
                throw RdsErrors.value("Invalid security group , groupId= " + group + ", groupName=.");
            }
        }
        return securityGroups.isEmpty() ? List.of(network.defaultSecurityGroup(scope, vpcId)) : securityGroups;
    }

    private static DBSubnetGroup defaultGroup(Scope scope, InstanceNetwork network) {
        List<InstanceNetwork.Subnet> subnets = network.defaultSubnets(scope);
        if (subnets.isEmpty()) {
            throw RdsErrors.combination("No default subnet detected in VPC. Please contact AWS Support to recreate the"
                    + " default Subnets.");
        }
        return SubnetGroups.group(scope, "default", "default", subnets);
    }

    private static List<String> zones(DBSubnetGroup group) {
        return group.subnets().stream()
                .map(Subnet::subnetAvailabilityZone)
                .map(AvailabilityZone::name)
                .distinct()
                .sorted()
                .toList();
    }

    /** The zone in which a standby of the instance would be. */
    static String standby(DBInstance instance) {
        return zones(instance.dbSubnetGroup()).stream()
                .filter(zone -> !zone.equals(instance.availabilityZone()))
                .findFirst()
                .orElse(null);
    }
}
