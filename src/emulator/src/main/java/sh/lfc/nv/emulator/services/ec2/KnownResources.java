package sh.lfc.nv.emulator.services.ec2;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import sh.lfc.nv.emulator.call.Regional;
import sh.lfc.nv.emulator.call.Scope;

/**
 * What policies ask of EC2's resources: their ARNs, their tags and the VPC that they are in.
 *
 * <p>Safe for use by many threads.
 */
public final class KnownResources {

    private final Regional<Ec2Region> regions;

    KnownResources(Regional<Ec2Region> regions) {
        this.regions = regions;
    }

    /** The ARN of what an identifier names, whether it is there or not; empty for identifiers of no known kind. */
    public Optional<String> arn(Scope scope, String id) {
        return ResourceKind.of(id).map(kind -> scope.arn("ec2", kind.tagged() + "/" + id));
    }

    /** The ARN of the resource that an association or an attachment belongs to. */
    public Optional<String> arnOfAssociation(Scope scope, String association) {
        Ec2Region region = regions.of(scope);
        return Stream.of(
                        region.routeTables.all().stream()
                                .filter(table -> table.associations().stream()
                                        .anyMatch(each ->
                                                each.routeTableAssociationId().equals(association)))
                                .map(table -> table.routeTableId()),
                        region.networkAcls.all().stream()
                                .filter(acl -> acl.associations().stream()
                                        .anyMatch(each ->
                                                each.networkAclAssociationId().equals(association)))
                                .map(acl -> acl.networkAclId()),
                        region.addresses.all().stream()
                                .filter(address -> association.equals(address.associationId()))
                                .map(address -> address.allocationId()),
                        region.vpcs.all().stream()
                                .filter(entry -> entry.vpc().cidrBlockAssociationSet().stream()
                                        .anyMatch(each -> association.equals(each.associationId())))
                                .map(VpcEntry::id),
                        region.interfaces.all().stream()
                                .filter(each -> each.attachment() != null
                                        && association.equals(each.attachment().attachmentId()))
                                .map(each -> each.networkInterfaceId()))
                .flatMap(ids -> ids)
                .findFirst()
                .flatMap(id -> arn(scope, id));
    }

    /** The tags of a resource. */
    public Map<String, String> tags(Scope scope, String id) {
        return Map.copyOf(regions.of(scope).tags.of(id));
    }

    /** The tags of all resources of an account and region, by ARN. */
    public Map<String, Map<String, String>> tagged(Scope scope) {
        Map<String, Map<String, String>> found = new TreeMap<>();
        regions.of(scope).tags.all().forEach((id, tags) -> arn(scope, id).ifPresent(arn -> found.put(arn, tags)));
        return found;
    }

    /** The ARN of the VPC that a resource is in. */
    public Optional<String> vpc(Scope scope, String id) {
        Ec2Region region = regions.of(scope);
        return ResourceKind.of(id)
                .flatMap(kind -> switch (kind) {
                    case SUBNET -> region.subnets.find(id).map(subnet -> subnet.vpcId());
                    case SECURITY_GROUP -> region.securityGroups.find(id).map(group -> group.vpcId());
                    case ROUTE_TABLE -> region.routeTables.find(id).map(table -> table.vpcId());
                    case NETWORK_ACL -> region.networkAcls.find(id).map(acl -> acl.vpcId());
                    case NETWORK_INTERFACE -> region.interfaces.find(id).map(each -> each.vpcId());
                    default -> Optional.<String>empty();
                })
                .flatMap(vpc -> arn(scope, vpc));
    }
}
