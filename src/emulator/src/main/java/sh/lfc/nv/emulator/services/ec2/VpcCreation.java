package sh.lfc.nv.emulator.services.ec2;

import java.util.List;
import sh.lfc.nv.emulator.network.Cidr;
import software.amazon.awssdk.services.ec2.model.DhcpConfiguration;
import software.amazon.awssdk.services.ec2.model.DhcpOptions;
import software.amazon.awssdk.services.ec2.model.InternetGateway;
import software.amazon.awssdk.services.ec2.model.NetworkAcl;
import software.amazon.awssdk.services.ec2.model.NetworkAclEntry;
import software.amazon.awssdk.services.ec2.model.Route;
import software.amazon.awssdk.services.ec2.model.RouteOrigin;
import software.amazon.awssdk.services.ec2.model.RouteState;
import software.amazon.awssdk.services.ec2.model.RouteTable;
import software.amazon.awssdk.services.ec2.model.RouteTableAssociation;
import software.amazon.awssdk.services.ec2.model.RouteTableAssociationStateCode;
import software.amazon.awssdk.services.ec2.model.RuleAction;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRule;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.Tenancy;
import software.amazon.awssdk.services.ec2.model.Vpc;
import software.amazon.awssdk.services.ec2.model.VpcCidrBlockAssociation;
import software.amazon.awssdk.services.ec2.model.VpcCidrBlockStateCode;
import software.amazon.awssdk.services.ec2.model.VpcState;

/**
 * What comes into being with a VPC: its main route table, its default network ACL and its default security group; and
 * the default VPC that each region of an account has ("Default VPCs"). The caller holds the region's lock.
 */
final class VpcCreation {

    static final int LAST_ACL_RULE = 32767;
    private static final int FIRST_ACL_RULE = 100;
    private static final String ANYWHERE = "0.0.0.0/0";
    private static final Cidr DEFAULT_RANGE = Cidr.of("172.31.0.0/16");
    private static final int DEFAULT_SUBNET_BITS = 20;

    private VpcCreation() {}

    /** Makes a VPC with its companions. */
    static VpcEntry create(Ec2Region region, Cidr range, Tenancy tenancy, boolean isDefault) {
        String id = region.id(ResourceKind.VPC);
        VpcEntry entry = new VpcEntry(
                Vpc.builder()
                        .vpcId(id)
                        .ownerId(region.owner())
                        .cidrBlock(range.toString())
                        .cidrBlockAssociationSet(association(region, range))
                        .dhcpOptionsId(defaultDhcpOptions(region).dhcpOptionsId())
                        .instanceTenancy(tenancy)
                        .isDefault(isDefault)
                        .state(VpcState.AVAILABLE)
                        .build(),
                true,
                isDefault,
                false);
        region.vpcs.put(id, entry);
        mainRouteTable(region, entry);
        defaultNetworkAcl(region, id);
        defaultSecurityGroup(region, id);
        return entry;
    }

    static VpcCidrBlockAssociation association(Ec2Region region, Cidr range) {
        return VpcCidrBlockAssociation.builder()
                .associationId(region.id("vpc-cidr-assoc"))
                .cidrBlock(range.toString())
                .cidrBlockState(state -> state.state(VpcCidrBlockStateCode.ASSOCIATED))
                .build();
    }

    /** The set of DHCP options that AWS gives each region; made when it is first needed. */
    static DhcpOptions defaultDhcpOptions(Ec2Region region) {
        String domain = domainName(region.scope().region());
        return region.dhcpOptions.all().stream().findFirst().orElseGet(() -> {
            DhcpOptions options = DhcpOptions.builder()
                    .dhcpOptionsId(region.id(ResourceKind.DHCP_OPTIONS))
                    .ownerId(region.owner())
                    .dhcpConfigurations(
                            configuration("domain-name", domain),
                            configuration("domain-name-servers", "AmazonProvidedDNS"))
                    .build();
            region.dhcpOptions.put(options.dhcpOptionsId(), options);
            return options;
        });
    }

    static String domainName(String region) {
        return region.equals("us-east-1") ? "ec2.internal" : region + ".compute.internal";
    }

    static DhcpConfiguration configuration(String key, String... values) {
        return DhcpConfiguration.builder()
                .key(key)
                .values(List.of(values).stream()
                        .map(value -> software.amazon.awssdk.services.ec2.model.AttributeValue.builder()
                                .value(value)
                                .build())
                        .toList())
                .build();
    }

    private static void mainRouteTable(Ec2Region region, VpcEntry vpc) {
        RouteTable table = routeTable(region, vpc);
        region.routeTables.put(
                table.routeTableId(),
                table.toBuilder()
                        .associations(RouteTableAssociation.builder()
                                .main(true)
                                .routeTableId(table.routeTableId())
                                .routeTableAssociationId(region.id("rtbassoc"))
                                .associationState(state -> state.state(RouteTableAssociationStateCode.ASSOCIATED))
                                .build())
                        .build());
    }

    /** A new route table, which knows the VPC's own ranges only. */
    static RouteTable routeTable(Ec2Region region, VpcEntry vpc) {
        return RouteTable.builder()
                .routeTableId(region.id(ResourceKind.ROUTE_TABLE))
                .vpcId(vpc.id())
                .ownerId(region.owner())
                .routes(vpc.ranges().stream().map(VpcCreation::localRoute).toList())
                .build();
    }

    static Route localRoute(Cidr range) {
        return Route.builder()
                .destinationCidrBlock(range.toString())
                .gatewayId("local")
                .origin(RouteOrigin.CREATE_ROUTE_TABLE)
                .state(RouteState.ACTIVE)
                .build();
    }

    private static void defaultNetworkAcl(Ec2Region region, String vpcId) {
        String id = region.id(ResourceKind.NETWORK_ACL);
        region.networkAcls.put(
                id,
                NetworkAcl.builder()
                        .networkAclId(id)
                        .vpcId(vpcId)
                        .ownerId(region.owner())
                        .isDefault(true)
                        .entries(
                                entry(true, FIRST_ACL_RULE, RuleAction.ALLOW),
                                entry(true, LAST_ACL_RULE, RuleAction.DENY),
                                entry(false, FIRST_ACL_RULE, RuleAction.ALLOW),
                                entry(false, LAST_ACL_RULE, RuleAction.DENY))
                        .build());
    }

    static NetworkAclEntry entry(boolean egress, int number, RuleAction action) {
        return NetworkAclEntry.builder()
                .egress(egress)
                .ruleNumber(number)
                .protocol("-1")
                .cidrBlock(ANYWHERE)
                .ruleAction(action)
                .build();
    }

    private static void defaultSecurityGroup(Ec2Region region, String vpcId) {
        SecurityGroup group = securityGroup(region, vpcId, "default", "default VPC security group");
        SecurityGroupRule fromItself = SecurityGroupRules.rule(region, group.groupId(), false)
                .ipProtocol("-1")
                .referencedGroupInfo(info -> info.groupId(group.groupId()).userId(region.owner()))
                .build();
        region.rules.put(fromItself.securityGroupRuleId(), fromItself);
    }

    /** A new security group, from which everything may leave. */
    static SecurityGroup securityGroup(Ec2Region region, String vpcId, String name, String description) {
        String id = region.id(ResourceKind.SECURITY_GROUP);
        SecurityGroup group = SecurityGroup.builder()
                .groupId(id)
                .groupName(name)
                .description(description)
                .vpcId(vpcId)
                .ownerId(region.owner())
                .securityGroupArn(region.arn("security-group/" + id))
                .build();
        region.securityGroups.put(id, group);
        SecurityGroupRule everywhere = SecurityGroupRules.rule(region, id, true)
                .ipProtocol("-1")
                .cidrIpv4(ANYWHERE)
                .build();
        region.rules.put(everywhere.securityGroupRuleId(), everywhere);
        return group;
    }

    /** Makes the default VPC: a public subnet in each zone. */
    static VpcEntry createDefault(Ec2Region region) {
        VpcEntry vpc = create(region, DEFAULT_RANGE, Tenancy.DEFAULT, true);
        InternetGateway gateway = InternetGateway.builder()
                .internetGatewayId(region.id(ResourceKind.INTERNET_GATEWAY))
                .ownerId(region.owner())
                .attachments(attachment -> attachment.vpcId(vpc.id()).state("available"))
                .build();
        region.internetGateways.put(gateway.internetGatewayId(), gateway);
        RouteTable main = RouteTables.main(region, vpc.id());
        RouteTables.addRoute(
                region,
                main.routeTableId(),
                Route.builder()
                        .destinationCidrBlock(ANYWHERE)
                        .gatewayId(gateway.internetGatewayId())
                        .origin(RouteOrigin.CREATE_ROUTE)
                        .state(RouteState.ACTIVE)
                        .build());
        region.zones().zones().forEach(zone -> createDefaultSubnet(region, vpc, zone));
        return vpc;
    }

    /** Makes the default subnet of a zone: the first /20 of the default VPC that is free. */
    static Subnet createDefaultSubnet(Ec2Region region, VpcEntry vpc, Zones.Zone zone) {
        Cidr range = Cidr.of(vpc.vpc().cidrBlock());
        for (long base = range.base(); base < range.base() + range.size(); ) {
            Cidr candidate = new Cidr(base, DEFAULT_SUBNET_BITS);
            if (Subnets.inVpc(region, vpc.id()).stream()
                    .noneMatch(subnet -> Cidr.of(subnet.cidrBlock()).overlaps(candidate))) {
                Subnet subnet = Subnets.create(region, vpc, candidate, zone).toBuilder()
                        .defaultForAz(true)
                        .mapPublicIpOnLaunch(true)
                        .build();
                region.subnets.put(subnet.subnetId(), subnet);
                return subnet;
            }
            base += candidate.size();
        }
        throw Refusals.invalid("The default VPC has no room for another default subnet.");
    }
}
