package sh.lfc.nv.emulator.services.ec2;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import sh.lfc.nv.emulator.call.AwsError;
import sh.lfc.nv.emulator.call.Call;
import sh.lfc.nv.emulator.call.Regional;
import sh.lfc.nv.emulator.network.Cidr;
import software.amazon.awssdk.services.ec2.model.Address;
import software.amazon.awssdk.services.ec2.model.AddressAttribute;
import software.amazon.awssdk.services.ec2.model.AllocateAddressRequest;
import software.amazon.awssdk.services.ec2.model.AllocateAddressResponse;
import software.amazon.awssdk.services.ec2.model.AssociateAddressRequest;
import software.amazon.awssdk.services.ec2.model.AssociateAddressResponse;
import software.amazon.awssdk.services.ec2.model.DescribeAddressesAttributeRequest;
import software.amazon.awssdk.services.ec2.model.DescribeAddressesAttributeResponse;
import software.amazon.awssdk.services.ec2.model.DescribeAddressesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeAddressesResponse;
import software.amazon.awssdk.services.ec2.model.DisassociateAddressRequest;
import software.amazon.awssdk.services.ec2.model.DisassociateAddressResponse;
import software.amazon.awssdk.services.ec2.model.DomainType;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.ReleaseAddressRequest;
import software.amazon.awssdk.services.ec2.model.ReleaseAddressResponse;
import software.amazon.awssdk.services.ec2.model.Tag;

/**
 * Elastic IP addresses ("Elastic IP addresses"), from a range that is reserved for documentation, so that none of them
 * is somebody's.
 */
final class ElasticIps extends Ec2Part {

    private static final Cidr POOL = Cidr.of("198.18.0.0/15");

    private static final Listing<Address> LISTING = Listing.of(ResourceKind.ELASTIC_IP, Address::allocationId)
            .by("allocation-id", Address::allocationId)
            .by("association-id", Address::associationId)
            .by("domain", Address::domainAsString)
            .by("network-border-group", Address::networkBorderGroup)
            .by("network-interface-id", Address::networkInterfaceId)
            .by("network-interface-owner-id", Address::networkInterfaceOwnerId)
            .by("private-ip-address", Address::privateIpAddress)
            .by("public-ip", Address::publicIp)
            .never("instance-id");

    ElasticIps(Regional<Ec2Region> regions) {
        super(regions);
    }

    static String dnsName(Ec2Region region, String publicIp) {
        String name = region.scope().region();
        return "ec2-" + publicIp.replace('.', '-') + "." + (name.equals("us-east-1") ? "compute-1" : name + ".compute")
                + ".amazonaws.com";
    }

    public AllocateAddressResponse allocateAddress(AllocateAddressRequest request, Call call) {
        Ec2Region region = region(call);
        List<Tag> tags = Tags.wanted(request.tagSpecifications(), ResourceKind.ELASTIC_IP);
        synchronized (region) {
            Address address = Address.builder()
                    .allocationId(region.id(ResourceKind.ELASTIC_IP))
                    .publicIp(free(region))
                    .domain(DomainType.VPC)
                    .publicIpv4Pool("amazon")
                    .networkBorderGroup(region.scope().region())
                    .build();
            region.addresses.put(address.allocationId(), address);
            region.tags.put(address.allocationId(), tags);
            return AllocateAddressResponse.builder()
                    .allocationId(address.allocationId())
                    .publicIp(address.publicIp())
                    .domain(address.domain())
                    .publicIpv4Pool(address.publicIpv4Pool())
                    .networkBorderGroup(address.networkBorderGroup())
                    .build();
        }
    }

    private static String free(Ec2Region region) {
        Set<String> taken =
                region.addresses.all().stream().map(Address::publicIp).collect(Collectors.toSet());
        for (long place = 1; place < POOL.size(); place++) {
            if (!taken.contains(POOL.address(place))) {
                return POOL.address(place);
            }
        }
        throw AwsError.badRequest("AddressLimitExceeded", "The maximum number of addresses has been reached.");
    }

    public DescribeAddressesResponse describeAddresses(DescribeAddressesRequest request, Call call) {
        Ec2Region region = region(call);
        List<Address> all = region.addresses.all();
        for (String ip : request.publicIps()) {
            byIp(region, ip);
        }
        List<Address> selected = LISTING.select(all, request.allocationIds(), request.filters(), region.tags);
        return DescribeAddressesResponse.builder()
                .addresses(selected.stream()
                        .filter(address -> request.publicIps().isEmpty()
                                || request.publicIps().contains(address.publicIp()))
                        .map(address -> address.toBuilder()
                                .tags(region.tags.list(address.allocationId()))
                                .build())
                        .toList())
                .build();
    }

    private static Address byIp(Ec2Region region, String ip) {
        return region.addresses.all().stream()
                .filter(address -> address.publicIp().equals(ip))
                .findFirst()
                .orElseThrow(() -> AwsError.badRequest("InvalidAddress.NotFound", "Address '" + ip + "' not found."));
    }

    /** No address has a name of its own. */
    public DescribeAddressesAttributeResponse describeAddressesAttribute(
            DescribeAddressesAttributeRequest request, Call call) {
        Ec2Region region = region(call);
        return DescribeAddressesAttributeResponse.builder()
                .addresses(
                        LISTING.select(region.addresses.all(), request.allocationIds(), List.of(), region.tags).stream()
                                .map(address -> AddressAttribute.builder()
                                        .allocationId(address.allocationId())
                                        .publicIp(address.publicIp())
                                        .build())
                                .toList())
                .build();
    }

    public AssociateAddressResponse associateAddress(AssociateAddressRequest request, Call call) {
        Ec2Region region = region(call);
        synchronized (region) {
            Address address = request.allocationId() == null && request.publicIp() != null
                    ? byIp(region, request.publicIp())
                    : region.addresses.require("allocationId", request.allocationId());
            NetworkInterface target = region.interfaces.require("networkInterfaceId", request.networkInterfaceId());
            if (address.associationId() != null && !Boolean.TRUE.equals(request.allowReassociation())) {
                throw AwsError.badRequest(
                        "Resource.AlreadyAssociated",
                        "resource " + address.allocationId() + " is already associated with associate-id "
                                + address.associationId());
            }
            if (address.associationId() != null) {
                NetworkInterfaces.disassociate(region, address);
                target = region.interfaces.find(target.networkInterfaceId()).orElseThrow();
            }
            String privateAddress =
                    request.privateIpAddress() == null ? target.privateIpAddress() : request.privateIpAddress();
            return AssociateAddressResponse.builder()
                    .associationId(NetworkInterfaces.associate(region, address, target, privateAddress)
                            .associationId())
                    .build();
        }
    }

    public DisassociateAddressResponse disassociateAddress(DisassociateAddressRequest request, Call call) {
        Ec2Region region = region(call);
        synchronized (region) {
            Address address = request.associationId() == null
                    ? byIp(region, Refusals.required("associationId", request.publicIp()))
                    : region.addresses.all().stream()
                            .filter(each -> request.associationId().equals(each.associationId()))
                            .findFirst()
                            .orElseThrow(() -> AwsError.badRequest(
                                    "InvalidAssociationID.NotFound",
                                    "The association ID '" + request.associationId() + "' does not exist"));
            if (address.associationId() != null) {
                if (isManaged(region, address)) {
                    throw noPermission();
                }
                NetworkInterfaces.disassociate(region, address);
            }
        }
        return DisassociateAddressResponse.builder().build();
    }

    private static boolean isManaged(Ec2Region region, Address address) {
        return region.interfaces
                .find(address.networkInterfaceId())
                .filter(NetworkInterface::requesterManaged)
                .isPresent();
    }

    private static AwsError noPermission() {
        return AwsError.badRequest("AuthFailure", "You do not have permission to access the specified resource.");
    }

    public ReleaseAddressResponse releaseAddress(ReleaseAddressRequest request, Call call) {
        Ec2Region region = region(call);
        synchronized (region) {
            Address address = request.allocationId() == null && request.publicIp() != null
                    ? byIp(region, request.publicIp())
                    : region.addresses.require("allocationId", request.allocationId());
            if (address.associationId() != null) {
                throw isManaged(region, address)
                        ? noPermission()
                        : AwsError.badRequest(
                                "InvalidIPAddress.InUse", "Address " + address.publicIp() + " is in use.");
            }
            region.addresses.remove(address.allocationId());
            region.tags.forget(address.allocationId());
        }
        return ReleaseAddressResponse.builder().build();
    }
}
