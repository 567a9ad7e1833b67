package sh.lfc.nv.emulator.services.ec2;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import sh.lfc.nv.emulator.call.AwsError;
import sh.lfc.nv.emulator.call.Call;
import sh.lfc.nv.emulator.call.Regional;
import software.amazon.awssdk.services.ec2.model.AssignPrivateIpAddressesRequest;
import software.amazon.awssdk.services.ec2.model.AssignPrivateIpAddressesResponse;
import software.amazon.awssdk.services.ec2.model.CreateNetworkInterfaceRequest;
import software.amazon.awssdk.services.ec2.model.CreateNetworkInterfaceResponse;
import software.amazon.awssdk.services.ec2.model.DeleteNetworkInterfaceRequest;
import software.amazon.awssdk.services.ec2.model.DeleteNetworkInterfaceResponse;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkInterfaceAttributeRequest;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkInterfaceAttributeResponse;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkInterfacesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkInterfacesResponse;
import software.amazon.awssdk.services.ec2.model.DetachNetworkInterfaceRequest;
import software.amazon.awssdk.services.ec2.model.DetachNetworkInterfaceResponse;
import software.amazon.awssdk.services.ec2.model.ModifyNetworkInterfaceAttributeRequest;
import software.amazon.awssdk.services.ec2.model.ModifyNetworkInterfaceAttributeResponse;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceAssociation;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceAttachment;
import software.amazon.awssdk.services.ec2.model.NetworkInterfacePrivateIpAddress;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceStatus;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.UnassignPrivateIpAddressesRequest;
import software.amazon.awssdk.services.ec2.model.UnassignPrivateIpAddressesResponse;

/** The operations on network interfaces ("Elastic network interfaces"). Without instances none can be attached. */
final class NetworkInterfaceOperations extends Ec2Part {

    private static final Listing<NetworkInterface> LISTING = Listing.of(
                    ResourceKind.NETWORK_INTERFACE, NetworkInterface::networkInterfaceId)
            .by("network-interface-id", NetworkInterface::networkInterfaceId)
            .by("availability-zone", NetworkInterface::availabilityZone)
            .by("availability-zone-id", NetworkInterface::availabilityZoneId)
            .by("description", NetworkInterface::description)
            .byAny("group-id", each -> each.groups().stream().map(group -> group.groupId()))
            .byAny("group-name", each -> each.groups().stream().map(group -> group.groupName()))
            .by("interface-type", NetworkInterface::interfaceTypeAsString)
            .by("mac-address", NetworkInterface::macAddress)
            .by("owner-id", NetworkInterface::ownerId)
            .by("private-ip-address", NetworkInterface::privateIpAddress)
            .by("private-dns-name", NetworkInterface::privateDnsName)
            .byAny("addresses.private-ip-address", each -> addresses(each)
                    .map(NetworkInterfacePrivateIpAddress::privateIpAddress))
            .byAny("addresses.primary", each -> addresses(each).map(NetworkInterfacePrivateIpAddress::primary))
            .byAny("addresses.association.public-ip", each -> associations(each)
                    .map(NetworkInterfaceAssociation::publicIp))
            .byAny("addresses.association.owner-id", each -> associations(each)
                    .map(NetworkInterfaceAssociation::ipOwnerId))
            .byAny("association.allocation-id", each -> associations(each)
                    .map(NetworkInterfaceAssociation::allocationId))
            .byAny("association.association-id", each -> associations(each)
                    .map(NetworkInterfaceAssociation::associationId))
            .byAny("association.ip-owner-id", each -> associations(each).map(NetworkInterfaceAssociation::ipOwnerId))
            .byAny("association.public-ip", each -> associations(each).map(NetworkInterfaceAssociation::publicIp))
            .byAny("association.public-dns-name", each -> associations(each)
                    .map(NetworkInterfaceAssociation::publicDnsName))
            .byAny("attachment.attachment-id", each -> attachment(each).map(NetworkInterfaceAttachment::attachmentId))
            .byAny("attachment.attach-time", each -> attachment(each).map(NetworkInterfaceAttachment::attachTime))
            .byAny("attachment.delete-on-termination", each -> attachment(each)
                    .map(NetworkInterfaceAttachment::deleteOnTermination))
            .byAny("attachment.device-index", each -> attachment(each).map(NetworkInterfaceAttachment::deviceIndex))
            .byAny("attachment.instance-owner-id", each -> attachment(each)
                    .map(NetworkInterfaceAttachment::instanceOwnerId))
            .byAny("attachment.status", each -> attachment(each).map(NetworkInterfaceAttachment::statusAsString))
            .by("requester-id", NetworkInterface::requesterId)
            .by("requester-managed", NetworkInterface::requesterManaged)
            .by("source-dest-check", NetworkInterface::sourceDestCheck)
            .by("status", NetworkInterface::statusAsString)
            .by("subnet-id", NetworkInterface::subnetId)
            .by("vpc-id", NetworkInterface::vpcId)
            .never(
                    "attachment.instance-id",
                    "attachment.nat-gateway-id",
                    "ipv6-addresses.ipv6-address",
                    "operator.managed",
                    "operator.principal",
                    "private-dns-name-options-on-launch.hostname-type");

    NetworkInterfaceOperations(Regional<Ec2Region> regions) {
        super(regions);
    }

    private static Stream<NetworkInterfacePrivateIpAddress> addresses(NetworkInterface each) {
        return each.privateIpAddresses().stream();
    }

    private static Stream<NetworkInterfaceAssociation> associations(NetworkInterface each) {
        return Stream.ofNullable(each.association());
    }

    private static Stream<NetworkInterfaceAttachment> attachment(NetworkInterface each) {
        return Stream.ofNullable(each.attachment());
    }

    public CreateNetworkInterfaceResponse createNetworkInterface(CreateNetworkInterfaceRequest request, Call call) {
        Ec2Region region = region(call);
        List<Tag> tags = Tags.wanted(request.tagSpecifications(), ResourceKind.NETWORK_INTERFACE);
        synchronized (region) {
            Subnet subnet = region.subnets.require("subnetId", request.subnetId());
            String address = request.privateIpAddresses().stream()
                    .filter(one -> Boolean.TRUE.equals(one.primary()))
                    .map(one -> one.privateIpAddress())
                    .findFirst()
                    .orElse(request.privateIpAddress());
            NetworkInterface created = NetworkInterfaces.create(
                    region,
                    new NetworkInterfaces.Wanted(
                            subnet, address, request.groups(), request.description(), "interface", null));
            region.tags.put(created.networkInterfaceId(), tags);
            return CreateNetworkInterfaceResponse.builder()
                    .networkInterface(described(region, created).toBuilder()
                            .status("pending")
                            .build())
                    .clientToken(request.clientToken())
                    .build();
        }
    }

    public DescribeNetworkInterfacesResponse describeNetworkInterfaces(
            DescribeNetworkInterfacesRequest request, Call call) {
        Ec2Region region = region(call);
        Listing.Page<NetworkInterface> page = LISTING.select(
                region.interfaces.all(),
                request.networkInterfaceIds(),
                request.filters(),
                region.tags,
                request.maxResults(),
                request.nextToken());
        return DescribeNetworkInterfacesResponse.builder()
                .networkInterfaces(page.items().stream()
                        .map(each -> described(region, each))
                        .toList())
                .nextToken(page.nextToken())
                .build();
    }

    private static NetworkInterface described(Ec2Region region, NetworkInterface each) {
        return each.toBuilder()
                .tagSet(region.tags.list(each.networkInterfaceId()))
                .build();
    }

    public DescribeNetworkInterfaceAttributeResponse describeNetworkInterfaceAttribute(
            DescribeNetworkInterfaceAttributeRequest request, Call call) {
        NetworkInterface found = region(call).interfaces.require("networkInterfaceId", request.networkInterfaceId());
        DescribeNetworkInterfaceAttributeResponse.Builder response =
                DescribeNetworkInterfaceAttributeResponse.builder().networkInterfaceId(found.networkInterfaceId());
        String attribute = Refusals.required("attribute", request.attributeAsString());
        switch (attribute) {
            case "description" -> response.description(value -> value.value(found.description()));
            case "groupSet" -> response.groups(found.groups());
            case "sourceDestCheck" -> response.sourceDestCheck(value -> value.value(found.sourceDestCheck()));
            case "attachment" -> response.attachment(found.attachment());
            case "associatePublicIpAddress" -> response.associatePublicIpAddress(false);
            default -> throw Refusals.invalid("attribute", attribute, "Unknown attribute.");
        }
        return response.build();
    }

    public ModifyNetworkInterfaceAttributeResponse modifyNetworkInterfaceAttribute(
            ModifyNetworkInterfaceAttributeRequest request, Call call) {
        Ec2Region region = region(call);
        synchronized (region) {
            NetworkInterface before = own(region, request.networkInterfaceId());
            NetworkInterface.Builder after = before.toBuilder();
            if (request.description() != null) {
                after.description(request.description().value());
            }
            if (request.sourceDestCheck() != null) {
                after.sourceDestCheck(request.sourceDestCheck().value());
            }
            if (request.hasGroups()) {
                after.groups(NetworkInterfaces.groups(region, before.vpcId(), request.groups()));
            }
            region.interfaces.put(before.networkInterfaceId(), after.build());
        }
        return ModifyNetworkInterfaceAttributeResponse.builder().build();
    }

    /** An interface that the account itself manages. */
    private static NetworkInterface own(Ec2Region region, String id) {
        NetworkInterface found = region.interfaces.require("networkInterfaceId", id);
        if (found.requesterManaged()) {
            throw AwsError.badRequest("AuthFailure", "You do not have permission to access the specified resource.");
        }
        return found;
    }

    public DeleteNetworkInterfaceResponse deleteNetworkInterface(DeleteNetworkInterfaceRequest request, Call call) {
        Ec2Region region = region(call);
        synchronized (region) {
            NetworkInterface found = region.interfaces.require("networkInterfaceId", request.networkInterfaceId());
            String id = found.networkInterfaceId();
            if (found.status() == NetworkInterfaceStatus.IN_USE) {
                throw Refusals.invalid("Network interface '" + id + "' is currently in use.");
            }
            NetworkInterfaces.remove(region, id);
        }
        return DeleteNetworkInterfaceResponse.builder().build();
    }

    public DetachNetworkInterfaceResponse detachNetworkInterface(DetachNetworkInterfaceRequest request, Call call) {
        String id = Refusals.required("attachmentId", request.attachmentId());
        if (region(call).interfaces.all().stream()
                .flatMap(NetworkInterfaceOperations::attachment)
                .anyMatch(attachment -> attachment.attachmentId().equals(id))) {
            throw Refusals.notPermitted("You are not allowed to manage 'ela-attach' attachments.");
        }
        throw AwsError.badRequest("InvalidAttachmentID.NotFound", "The attachment ID '" + id + "' does not exist");
    }

    public AssignPrivateIpAddressesResponse assignPrivateIpAddresses(
            AssignPrivateIpAddressesRequest request, Call call) {
        Ec2Region region = region(call);
        synchronized (region) {
            NetworkInterface before = own(region, request.networkInterfaceId());
            Subnet subnet = region.subnets.find(before.subnetId()).orElseThrow();
            List<String> added = new ArrayList<>();
            int count = request.secondaryPrivateIpAddressCount() == null
                    ? request.privateIpAddresses().size()
                    : request.secondaryPrivateIpAddressCount();
            NetworkInterface after = before;
            for (int i = 0; i < count; i++) {
                String address = request.privateIpAddresses().size() > i
                        ? request.privateIpAddresses().get(i)
                        : Subnets.freeAddress(region, subnet);
                if (!Subnets.assignable(subnet, address)) {
                    throw Refusals.invalid(
                            "address", address, "Address does not fall within the subnet's address range");
                }
                if (Subnets.taken(region, subnet.subnetId()).contains(address)) {
                    throw AwsError.badRequest("InvalidIPAddress.InUse", "Address " + address + " is in use.");
                }
                List<NetworkInterfacePrivateIpAddress> more = new ArrayList<>(after.privateIpAddresses());
                more.add(NetworkInterfacePrivateIpAddress.builder()
                        .primary(false)
                        .privateIpAddress(address)
                        .build());
                after = after.toBuilder().privateIpAddresses(more).build();
                region.interfaces.put(after.networkInterfaceId(), after);
                added.add(address);
            }
            return AssignPrivateIpAddressesResponse.builder()
                    .networkInterfaceId(after.networkInterfaceId())
                    .assignedPrivateIpAddresses(added.stream()
                            .map(address -> software.amazon.awssdk.services.ec2.model.AssignedPrivateIpAddress.builder()
                                    .privateIpAddress(address)
                                    .build())
                            .toList())
                    .build();
        }
    }

    public UnassignPrivateIpAddressesResponse unassignPrivateIpAddresses(
            UnassignPrivateIpAddressesRequest request, Call call) {
        Ec2Region region = region(call);
        synchronized (region) {
            NetworkInterface before = own(region, request.networkInterfaceId());
            for (String address : request.privateIpAddresses()) {
                if (addresses(before)
                        .noneMatch(
                                one -> !one.primary() && one.privateIpAddress().equals(address))) {
                    throw Refusals.invalid("Some of the specified addresses are not assigned to interface "
                            + before.networkInterfaceId());
                }
            }
            region.interfaces.put(
                    before.networkInterfaceId(),
                    before.toBuilder()
                            .privateIpAddresses(addresses(before)
                                    .filter(one -> !request.privateIpAddresses().contains(one.privateIpAddress()))
                                    .toList())
                            .build());
        }
        return UnassignPrivateIpAddressesResponse.builder().build();
    }
}
