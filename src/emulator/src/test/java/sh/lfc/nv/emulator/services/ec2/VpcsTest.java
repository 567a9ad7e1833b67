package sh.lfc.nv.emulator.services.ec2;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.AvailabilityZone;
import software.amazon.awssdk.services.ec2.model.DescribeSubnetsResponse;
import software.amazon.awssdk.services.ec2.model.NetworkAcl;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Route;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.Vpc;
import software.amazon.awssdk.services.ec2.model.VpcAttributeName;

class VpcsTest extends Ec2Test {

    @Test
    void anAccountHasADefaultVpcWithAPublicSubnetInEachZone() {
        Vpc vpc = ec2.describeVpcs(request -> request.filters(filter("is-default", "true")))
                .vpcs()
                .get(0);
        List<Subnet> subnets = ec2.describeSubnets(
                        request -> request.filters(filter("vpc-id", vpc.vpcId()), filter("default-for-az", "true")))
                .subnets();

        assertThat(vpc.cidrBlock()).isEqualTo("172.31.0.0/16");
        assertThat(subnets)
                .hasSize(6)
                .allSatisfy(subnet -> assertThat(subnet.mapPublicIpOnLaunch()).isTrue())
                .allSatisfy(
                        subnet -> assertThat(subnet.availableIpAddressCount()).isEqualTo(4091));
    }

    @Test
    void aVpcComesWithItsMainRouteTableItsNetworkAclAndItsSecurityGroup() {
        String id = vpc("10.1.0.0/16");

        List<Route> routes = ec2.describeRouteTables(
                        request -> request.filters(filter("vpc-id", id), filter("association.main", "true")))
                .routeTables()
                .get(0)
                .routes();
        NetworkAcl acl = ec2.describeNetworkAcls(
                        request -> request.filters(filter("vpc-id", id), filter("default", "true")))
                .networkAcls()
                .get(0);
        SecurityGroup group = ec2.describeSecurityGroups(
                        request -> request.filters(filter("vpc-id", id), filter("group-name", "default")))
                .securityGroups()
                .get(0);
        assertThat(routes).singleElement().satisfies(route -> {
            assertThat(route.destinationCidrBlock()).isEqualTo("10.1.0.0/16");
            assertThat(route.gatewayId()).isEqualTo("local");
        });
        assertThat(acl.entries()).extracting(entry -> entry.ruleNumber()).containsExactly(100, 32767, 100, 32767);
        assertThat(group.ipPermissions().get(0).userIdGroupPairs().get(0).groupId())
                .isEqualTo(group.groupId());
        assertThat(group.ipPermissionsEgress().get(0).ipRanges().get(0).cidrIp())
                .isEqualTo("0.0.0.0/0");
    }

    @Test
    void attributesOfAVpcChangeOneByOne() {
        String id = vpc("10.2.0.0/16");

        ec2.modifyVpcAttribute(request -> request.vpcId(id).enableDnsHostnames(value -> value.value(true)));

        assertThat(attribute(id, VpcAttributeName.ENABLE_DNS_HOSTNAMES)).isTrue();
        assertThat(attribute(id, VpcAttributeName.ENABLE_DNS_SUPPORT)).isTrue();
    }

    private Boolean attribute(String id, VpcAttributeName name) {
        var response = ec2.describeVpcAttribute(request -> request.vpcId(id).attribute(name));
        return name == VpcAttributeName.ENABLE_DNS_HOSTNAMES
                ? response.enableDnsHostnames().value()
                : response.enableDnsSupport().value();
    }

    @Test
    void rangesThatAVpcCannotHaveAreRefused() {
        refused("InvalidVpc.Range", "The CIDR '10.0.0.0/8' is invalid.", () -> vpc("10.0.0.0/8"));
        refused("InvalidParameterValue", "This is not a valid CIDR block.", () -> vpc("10.0.0.300/16"));
    }

    @Test
    void subnetsMustLieInTheirVpcAndMustNotOverlap() {
        String id = vpc("10.3.0.0/16");
        subnet(id, "10.3.0.0/20");

        refused("InvalidSubnet.Conflict", "conflicts with another subnet", () -> subnet(id, "10.3.8.0/24"));
        refused("InvalidSubnet.Range", () -> subnet(id, "10.4.0.0/24"));
        refused(
                "InvalidParameterValue",
                "us-east-1a, us-east-1b",
                () -> ec2.createSubnet(
                        request -> request.vpcId(id).cidrBlock("10.3.16.0/20").availabilityZone("us-east-1z")));
        refused("InvalidVpcID.NotFound", () -> subnet("vpc-0123456789abcdef0", "10.3.16.0/20"));
    }

    @Test
    void aSubnetMayLieInASecondRangeOfItsVpc() {
        String id = vpc("10.5.0.0/16");
        String association = ec2.associateVpcCidrBlock(
                        request -> request.vpcId(id).cidrBlock("10.6.0.0/16"))
                .cidrBlockAssociation()
                .associationId();

        String subnet = subnet(id, "10.6.1.0/24");

        refused(
                "InvalidCidrBlock.InUse",
                () -> ec2.disassociateVpcCidrBlock(request -> request.associationId(association)));
        ec2.deleteSubnet(request -> request.subnetId(subnet));
        ec2.disassociateVpcCidrBlock(request -> request.associationId(association));
        assertThat(ec2.describeVpcs(request -> request.vpcIds(id)).vpcs().get(0).cidrBlockAssociationSet())
                .hasSize(1);
    }

    @Test
    void aVpcInUseIsNotDeleted() {
        String id = vpc("10.7.0.0/16");
        String subnet = subnet(id, "10.7.0.0/24");

        refused(
                "DependencyViolation",
                "The vpc '" + id + "' has dependencies and cannot be deleted.",
                () -> ec2.deleteVpc(request -> request.vpcId(id)));
        ec2.deleteSubnet(request -> request.subnetId(subnet));
        ec2.deleteVpc(request -> request.vpcId(id));

        refused(
                "InvalidVpcID.NotFound",
                "The vpc ID '" + id + "' does not exist",
                () -> ec2.describeVpcs(request -> request.vpcIds(id)));
        assertThat(ec2.describeSecurityGroups(request -> request.filters(filter("vpc-id", id)))
                        .securityGroups())
                .isEmpty();
    }

    @Test
    void filtersSelectByTagsAndWildcards() {
        String id = ec2.createVpc(request -> request.cidrBlock("10.8.0.0/16")
                        .tagSpecifications(tagged(ResourceType.VPC, "Name", "filtered-vpc")))
                .vpc()
                .vpcId();

        assertThat(ids("tag:Name", "filtered-vpc")).containsExactly(id);
        assertThat(ids("tag:Name", "filtered*")).containsExactly(id);
        assertThat(ids("tag:Name", "Filtered-vpc")).isEmpty();
        assertThat(ids("tag:Name", "filtered-vp\\*")).isEmpty();
        assertThat(ids("tag-key", "Name")).contains(id);
        refused("InvalidParameterValue", "The filter 'colour' is invalid", () -> ids("colour", "blue"));
    }

    private List<String> ids(String name, String value) {
        return ec2.describeVpcs(request -> request.filters(filter(name, value))).vpcs().stream()
                .map(Vpc::vpcId)
                .toList();
    }

    @Test
    void listingsComeInPages() {
        String id = vpc("10.9.0.0/16");
        for (int i = 0; i < 7; i++) {
            subnet(id, "10.9." + i + ".0/24");
        }

        DescribeSubnetsResponse first = ec2.describeSubnets(
                request -> request.filters(filter("vpc-id", id)).maxResults(5));
        DescribeSubnetsResponse second = ec2.describeSubnets(
                request -> request.filters(filter("vpc-id", id)).maxResults(5).nextToken(first.nextToken()));

        assertThat(first.subnets()).hasSize(5);
        assertThat(second.subnets()).hasSize(2).doesNotContainAnyElementsOf(first.subnets());
        assertThat(second.nextToken()).isNull();
        refused("InvalidParameterValue", () -> ec2.describeSubnets(request -> request.maxResults(1)));
    }

    @Test
    void tagsComeAndGo() {
        String id = vpc("10.10.0.0/16");

        ec2.createTags(request -> request.resources(id).tags(tag("a", "1"), tag("b", "2")));
        ec2.deleteTags(request -> request.resources(id).tags(tag("a", "other"), tag("b", null)));

        assertThat(ec2.describeTags(request -> request.filters(filter("resource-id", id))).tags().stream()
                        .collect(Collectors.toMap(tag -> tag.key(), tag -> tag.value())))
                .containsOnlyKeys("a");
        assertThat(ec2.describeTags(request -> request.filters(filter("resource-id", id), filter("tag:a", "1")))
                        .tags())
                .hasSize(1);
        refused(
                "InvalidParameterValue",
                () -> ec2.createTags(request -> request.resources(id).tags(tag("aws:a", "1"))));
        refused(
                "InvalidVpcID.NotFound",
                () -> ec2.createTags(
                        request -> request.resources("vpc-0123456789abcdef0").tags(tag("a", "1"))));
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }

    @Test
    void dhcpOptionsInUseAreNotDeleted() {
        String id = vpc("10.11.0.0/16");
        String options = ec2.createDhcpOptions(request ->
                        request.dhcpConfigurations(one -> one.key("domain-name").values("nv.test")))
                .dhcpOptions()
                .dhcpOptionsId();
        ec2.associateDhcpOptions(request -> request.vpcId(id).dhcpOptionsId(options));

        refused("DependencyViolation", () -> ec2.deleteDhcpOptions(request -> request.dhcpOptionsId(options)));
        ec2.associateDhcpOptions(request -> request.vpcId(id).dhcpOptionsId("default"));
        ec2.deleteDhcpOptions(request -> request.dhcpOptionsId(options));

        refused(
                "InvalidDhcpOptionID.NotFound",
                () -> ec2.describeDhcpOptions(request -> request.dhcpOptionsIds(options)));
    }

    @Test
    void zonesAreThoseOfTheRegion() {
        List<AvailabilityZone> zones = ec2.describeAvailabilityZones(request ->
                        request.filters(filter("opt-in-status", "opt-in-not-required"), filter("state", "available")))
                .availabilityZones();

        assertThat(zones)
                .extracting(AvailabilityZone::zoneName)
                .containsExactly("us-east-1a", "us-east-1b", "us-east-1c", "us-east-1d", "us-east-1e", "us-east-1f");
        assertThat(zones).extracting(AvailabilityZone::zoneId).doesNotHaveDuplicates();
    }
}
