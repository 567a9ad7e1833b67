package sh.lfc.nv.emulator.services.ec2;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import sh.lfc.nv.emulator.network.Cidr;
import software.amazon.awssdk.services.ec2.model.HostnameType;
import software.amazon.awssdk.services.ec2.model.NetworkAcl;
import software.amazon.awssdk.services.ec2.model.NetworkAclAssociation;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.SubnetState;

/** Subnets and the addresses in them ("Subnet CIDR blocks"). Whoever changes something holds the region's lock. */
final class Subnets {

    /** The network's address, the router, the DNS server, one in reserve, and the broadcast address. */
    private static final int RESERVED = 5;

    private static final int FIRST_FREE = 4;

    private Subnets() {}

    static List<Subnet> inVpc(Ec2Region region, String vpcId) {
        return region.subnets.all().stream()
                .filter(subnet -> subnet.vpcId().equals(vpcId))
                .toList();
    }

    /** Makes a subnet whose range was checked. */
    static Subnet create(Ec2Region region, VpcEntry vpc, Cidr range, Zones.Zone zone) {
        String id = region.id(ResourceKind.SUBNET);
        Subnet subnet = Subnet.builder()
                .subnetId(id)
                .subnetArn(region.arn("subnet/" + id))
                .ownerId(region.owner())
                .vpcId(vpc.id())
                .cidrBlock(range.toString())
                .availabilityZone(zone.name())
                .availabilityZoneId(zone.id())
                .state(SubnetState.AVAILABLE)
                .defaultForAz(false)
                .mapPublicIpOnLaunch(false)
                .mapCustomerOwnedIpOnLaunch(false)
                .assignIpv6AddressOnCreation(false)
                .enableDns64(false)
                .ipv6Native(false)
                .privateDnsNameOptionsOnLaunch(options -> options.hostnameType(HostnameType.IP_NAME)
                        .enableResourceNameDnsARecord(false)
                        .enableResourceNameDnsAAAARecord(false))
                .build();
        region.subnets.put(id, subnet);
        joinDefaultAcl(region, subnet);
        return subnet;
    }

    private static void joinDefaultAcl(Ec2Region region, Subnet subnet) {
        for (NetworkAcl acl : region.networkAcls.all()) {
            if (acl.isDefault() && acl.vpcId().equals(subnet.vpcId())) {
                NetworkAclAssociation association = NetworkAclAssociation.builder()
                        .networkAclAssociationId(region.id("aclassoc"))
                        .networkAclId(acl.networkAclId())
                        .subnetId(subnet.subnetId())
                        .build();
                region.networkAcls.put(acl.networkAclId(), NetworkAcls.with(acl, association));
            }
        }
    }

    /** The addresses of a subnet that are taken. */
    static Set<String> taken(Ec2Region region, String subnetId) {
        return region.interfaces.all().stream()
                .filter(each -> each.subnetId().equals(subnetId))
                .flatMap(each -> each.privateIpAddresses().stream())
                .map(address -> address.privateIpAddress())
                .collect(Collectors.toSet());
    }

    /** How many addresses are still to be had. */
    static int available(Ec2Region region, Subnet subnet) {
        long usable = Cidr.of(subnet.cidrBlock()).size() - RESERVED;
        return (int) (usable - taken(region, subnet.subnetId()).size());
    }

    /** The lowest address that is free. */
    static String freeAddress(Ec2Region region, Subnet subnet) {
        Cidr range = Cidr.of(subnet.cidrBlock());
        Set<String> taken = taken(region, subnet.subnetId());
        for (long place = FIRST_FREE; place < range.size() - 1; place++) {
            String address = range.address(place);
            if (!taken.contains(address)) {
                return address;
            }
        }
        throw sh.lfc.nv.emulator.call.AwsError.badRequest(
                "InsufficientFreeAddressesInSubnet",
                "The specified subnet does not have enough free addresses to satisfy the request.");
    }

    /** Whether an address may be asked for: in the subnet, and none of those that AWS keeps. */
    static boolean assignable(Subnet subnet, String address) {
        Cidr range = Cidr.of(subnet.cidrBlock());
        return Cidr.parse(address)
                .filter(range::contains)
                .map(one -> one.base() - range.base())
                .filter(place -> place >= FIRST_FREE && place < range.size() - 1)
                .isPresent();
    }
}
