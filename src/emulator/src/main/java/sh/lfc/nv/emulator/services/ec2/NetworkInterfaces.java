package sh.lfc.nv.emulator.services.ec2;

import java.util.List;
import sh.lfc.nv.emulator.call.AwsError;
import sh.lfc.nv.emulator.network.Cidr;
import software.amazon.awssdk.services.ec2.model.Address;
import software.amazon.awssdk.services.ec2.model.GroupIdentifier;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceAssociation;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceAttachment;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceStatus;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.Subnet;

/** How network interfaces come, change and go. Whoever changes something holds the region's lock. */
final class NetworkInterfaces {

    private static final int MOST_GROUPS = 5;

    private NetworkInterfaces() {}

    /**
     * What a new interface is to be.
     *
     * @param address the private address, or null for the next free one
     * @param groupIds the security groups; empty for the VPC's default one
     * @param type the interface type, for example {@code interface} or {@code nat_gateway}
     * @param requester the service that manages the interface, or null if the account does
     */
    record Wanted(
            Subnet subnet, String address, List<String> groupIds, String description, String type, String requester) {}

    static NetworkInterface create(Ec2Region region, Wanted wanted) {
        Subnet subnet = wanted.subnet();
        String address = wanted.address() == null ? Subnets.freeAddress(region, subnet) : wanted.address();
        checkAddress(region, subnet, address);
        boolean managed = wanted.requester() != null;
        String dnsName = "ip-" + address.replace('.', '-') + "."
                + VpcCreation.domainName(region.scope().region());
        NetworkInterface created = NetworkInterface.builder()
                .networkInterfaceId(region.id(ResourceKind.NETWORK_INTERFACE))
                .subnetId(subnet.subnetId())
                .vpcId(subnet.vpcId())
                .ownerId(region.owner())
                .availabilityZone(subnet.availabilityZone())
                .availabilityZoneId(subnet.availabilityZoneId())
                .description(wanted.description() == null ? "" : wanted.description())
                .groups(
                        wanted.type().equals("nat_gateway")
                                ? List.of()
                                : groups(region, subnet.vpcId(), wanted.groupIds()))
                .interfaceType(wanted.type())
                .macAddress(mac(Cidr.of(address)))
                .privateIpAddress(address)
                .privateDnsName(dnsName)
                .privateIpAddresses(
                        one -> one.primary(true).privateIpAddress(address).privateDnsName(dnsName))
                .requesterId(wanted.requester())
                .requesterManaged(managed)
                .sourceDestCheck(!wanted.type().equals("nat_gateway"))
                .status(managed ? NetworkInterfaceStatus.IN_USE : NetworkInterfaceStatus.AVAILABLE)
                .attachment(managed ? attachment(region) : null)
                .build();
        region.interfaces.put(created.networkInterfaceId(), created);
        return created;
    }

    /** To what a service attaches its interfaces is not the account's business. */
    private static NetworkInterfaceAttachment attachment(Ec2Region region) {
        return NetworkInterfaceAttachment.builder()
                .attachmentId(region.id("ela-attach"))
                .attachTime(region.now())
                .deviceIndex(1)
                .deleteOnTermination(false)
                .instanceOwnerId("amazon-aws")
                .status("attached")
                .build();
    }

    private static void checkAddress(Ec2Region region, Subnet subnet, String address) {
        if (!Subnets.assignable(subnet, address)) {
            throw Refusals.invalid("address", address, "Address does not fall within the subnet's address range");
        }
        if (Subnets.taken(region, subnet.subnetId()).contains(address)) {
            throw AwsError.badRequest("InvalidIPAddress.InUse", "Address " + address + " is in use.");
        }
    }

    /** A locally administered address that follows from the IP address. */
    private static String mac(Cidr address) {
        long bits = address.base();
        return "02:00:%02x:%02x:%02x:%02x".formatted(bits >> 24, bits >> 16 & 255, bits >> 8 & 255, bits & 255);
    }

    /** The security groups that are named, which must be of the VPC; the default one where none is. */
    static List<GroupIdentifier> groups(Ec2Region region, String vpcId, List<String> ids) {
        if (ids.isEmpty()) {
            return region.securityGroups.all().stream()
                    .filter(group ->
                            group.vpcId().equals(vpcId) && group.groupName().equals("default"))
                    .map(NetworkInterfaces::identifier)
                    .toList();
        }
        if (ids.size() > MOST_GROUPS) {
            throw AwsError.badRequest(
                    "SecurityGroupsPerInterfaceLimitExceeded",
                    "The maximum number of security groups per interface has been reached.");
        }
        return ids.stream()
                .distinct()
                .map(id -> {
                    SecurityGroup group = region.securityGroups.require("groupId", id);
                    if (!group.vpcId().equals(vpcId)) {
                        throw Refusals.invalid("You have specified two resources that belong to different networks.");
                    }
                    return identifier(group);
                })
                .toList();
    }

    private static GroupIdentifier identifier(SecurityGroup group) {
        return GroupIdentifier.builder()
                .groupId(group.groupId())
                .groupName(group.groupName())
                .build();
    }

    /** Gives an interface a public address, which takes the place of the one that it may have. */
    static Address associate(Ec2Region region, Address address, NetworkInterface target, String privateAddress) {
        String associationId = region.id("eipassoc");
        Address associated = address.toBuilder()
                .associationId(associationId)
                .networkInterfaceId(target.networkInterfaceId())
                .networkInterfaceOwnerId(target.ownerId())
                .privateIpAddress(privateAddress)
                .subnetId(target.subnetId())
                .build();
        region.addresses.put(associated.allocationId(), associated);
        NetworkInterfaceAssociation association = NetworkInterfaceAssociation.builder()
                .allocationId(address.allocationId())
                .associationId(associationId)
                .ipOwnerId(region.owner())
                .publicIp(address.publicIp())
                .publicDnsName(ElasticIps.dnsName(region, address.publicIp()))
                .build();
        region.interfaces.put(
                target.networkInterfaceId(),
                target.toBuilder()
                        .association(association)
                        .privateIpAddresses(target.privateIpAddresses().stream()
                                .map(one -> one.privateIpAddress().equals(privateAddress)
                                        ? one.toBuilder()
                                                .association(association)
                                                .build()
                                        : one)
                                .toList())
                        .build());
        return associated;
    }

    /** Takes a public address away from the interface that has it. */
    static void disassociate(Ec2Region region, Address address) {
        region.addresses.put(
                address.allocationId(),
                address.toBuilder()
                        .associationId(null)
                        .networkInterfaceId(null)
                        .networkInterfaceOwnerId(null)
                        .privateIpAddress(null)
                        .subnetId(null)
                        .build());
        region.interfaces
                .find(address.networkInterfaceId())
                .ifPresent(target -> region.interfaces.put(
                        target.networkInterfaceId(),
                        target.toBuilder()
                                .association((NetworkInterfaceAssociation) null)
                                .privateIpAddresses(target.privateIpAddresses().stream()
                                        .map(one -> one.toBuilder()
                                                .association((NetworkInterfaceAssociation) null)
                                                .build())
                                        .toList())
                                .build()));
    }

    /** Ends an interface; its addresses are free from now on. */
    static void remove(Ec2Region region, String id) {
        region.addresses.all().stream()
                .filter(address -> id.equals(address.networkInterfaceId()))
                .forEach(address -> disassociate(region, address));
        region.interfaces.remove(id);
        region.tags.forget(id);
    }
}
