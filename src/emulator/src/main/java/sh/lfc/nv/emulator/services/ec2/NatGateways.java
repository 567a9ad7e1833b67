package sh.lfc.nv.emulator.services.ec2;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import sh.lfc.nv.emulator.call.AwsError;
import sh.lfc.nv.emulator.call.Call;
import sh.lfc.nv.emulator.call.Platform;
import sh.lfc.nv.emulator.call.Regional;
import sh.lfc.nv.emulator.realism.Delay;
import software.amazon.awssdk.services.ec2.model.Address;
import software.amazon.awssdk.services.ec2.model.ConnectivityType;
import software.amazon.awssdk.services.ec2.model.CreateNatGatewayRequest;
import software.amazon.awssdk.services.ec2.model.CreateNatGatewayResponse;
import software.amazon.awssdk.services.ec2.model.DeleteNatGatewayRequest;
import software.amazon.awssdk.services.ec2.model.DeleteNatGatewayResponse;
import software.amazon.awssdk.services.ec2.model.DescribeNatGatewaysRequest;
import software.amazon.awssdk.services.ec2.model.DescribeNatGatewaysResponse;
import software.amazon.awssdk.services.ec2.model.NatGateway;
import software.amazon.awssdk.services.ec2.model.NatGatewayAddress;
import software.amazon.awssdk.services.ec2.model.NatGatewayAddressStatus;
import software.amazon.awssdk.services.ec2.model.NatGatewayState;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.Tag;

/**
 * NAT gateways ("NAT gateways"). The answers speak of pending and deleting, the next description of available and
 * deleted, unless things take their time: else nobody is made to wait for what takes AWS minutes. A deleted gateway is described for an hour more.
 */
final class NatGateways extends Ec2Part {

    private static final Duration DESCRIBED_WHEN_DELETED = Duration.ofHours(1);
    private static final String REQUESTER = "amazon-aws";

    private static final Listing<NatGateway> LISTING = Listing.of(ResourceKind.NAT_GATEWAY, NatGateway::natGatewayId)
            .by("nat-gateway-id", NatGateway::natGatewayId)
            .by("state", NatGateway::stateAsString)
            .by("subnet-id", NatGateway::subnetId)
            .by("vpc-id", NatGateway::vpcId);

    private final Platform platform;

    NatGateways(Regional<Ec2Region> regions, Platform platform) {
        super(regions);
        this.platform = platform;
    }

    public CreateNatGatewayResponse createNatGateway(CreateNatGatewayRequest request, Call call) {
        Ec2Region region = region(call);
        List<Tag> tags = Tags.wanted(request.tagSpecifications(), ResourceKind.NAT_GATEWAY);
        boolean isPublic = request.connectivityType() != ConnectivityType.PRIVATE;
        synchronized (region) {
            Subnet subnet = region.subnets.require("subnetId", request.subnetId());
            Address address = isPublic ? address(region, request) : null;
            String id = region.id(ResourceKind.NAT_GATEWAY);
            NatGateway.Builder gateway = NatGateway.builder()
                    .natGatewayId(id)
                    .subnetId(subnet.subnetId())
                    .vpcId(subnet.vpcId())
                    .connectivityType(isPublic ? ConnectivityType.PUBLIC : ConnectivityType.PRIVATE)
                    .createTime(call.time());
            if (isPublic && !hasInternet(region, subnet.vpcId())) {
                gateway.state(NatGatewayState.FAILED)
                        .failureCode("Gateway.NotAttached")
                        .failureMessage("Network " + subnet.vpcId() + " has no Internet gateway attached");
            } else {
                gateway.state(platform.delays().areNone() ? NatGatewayState.AVAILABLE : NatGatewayState.PENDING)
                        .natGatewayAddresses(mapped(region, id, subnet, address, request.privateIpAddress()));
            }
            region.natGateways.put(id, gateway.build());
            region.tags.put(id, tags);
            if (gateway.build().state() == NatGatewayState.PENDING) {
                platform.after(Delay.NAT_GATEWAY_CREATION, () -> comesUp(region, id));
            }
            return CreateNatGatewayResponse.builder()
                    .clientToken(request.clientToken())
                    .natGateway(described(region, gateway.build()).toBuilder()
                            .state(NatGatewayState.PENDING)
                            .build())
                    .build();
        }
    }

    private static void comesUp(Ec2Region region, String id) {
        synchronized (region) {
            region.natGateways
                    .find(id)
                    .filter(gateway -> gateway.state() == NatGatewayState.PENDING)
                    .ifPresent(gateway -> region.natGateways.put(
                            id,
                            gateway.toBuilder().state(NatGatewayState.AVAILABLE).build()));
        }
    }

    private static NatGatewayAddress mapped(
            Ec2Region region, String id, Subnet subnet, Address address, String privateAddress) {
        NetworkInterface own = NetworkInterfaces.create(
                region,
                new NetworkInterfaces.Wanted(
                        subnet,
                        privateAddress,
                        List.of(),
                        "Interface for NAT Gateway " + id,
                        "nat_gateway",
                        REQUESTER));
        NatGatewayAddress.Builder mapped = NatGatewayAddress.builder()
                .networkInterfaceId(own.networkInterfaceId())
                .privateIp(own.privateIpAddress())
                .isPrimary(true)
                .status(NatGatewayAddressStatus.SUCCEEDED);
        if (address != null) {
            mapped.allocationId(address.allocationId())
                    .publicIp(address.publicIp())
                    .associationId(NetworkInterfaces.associate(region, address, own, own.privateIpAddress())
                            .associationId());
        }
        return mapped.build();
    }

    private static Address address(Ec2Region region, CreateNatGatewayRequest request) {
        Address address = region.addresses.require("allocationId", request.allocationId());
        if (address.associationId() != null) {
            throw AwsError.badRequest(
                    "Resource.AlreadyAssociated",
                    "Elastic IP address [" + address.allocationId() + "] is already associated");
        }
        return address;
    }

    private static boolean hasInternet(Ec2Region region, String vpcId) {
        return region.internetGateways.all().stream()
                .flatMap(gateway -> gateway.attachments().stream())
                .anyMatch(attachment -> attachment.vpcId().equals(vpcId));
    }

    public DescribeNatGatewaysResponse describeNatGateways(DescribeNatGatewaysRequest request, Call call) {
        Ec2Region region = region(call);
        forgetOld(region, call.time());
        Listing.Page<NatGateway> page = LISTING.select(
                region.natGateways.all(),
                request.natGatewayIds(),
                request.filter(),
                region.tags,
                request.maxResults(),
                request.nextToken());
        return DescribeNatGatewaysResponse.builder()
                .natGateways(page.items().stream()
                        .map(gateway -> described(region, gateway))
                        .toList())
                .nextToken(page.nextToken())
                .build();
    }

    private static NatGateway described(Ec2Region region, NatGateway gateway) {
        return gateway.toBuilder()
                .tags(region.tags.list(gateway.natGatewayId()))
                .build();
    }

    private static void forgetOld(Ec2Region region, Instant now) {
        synchronized (region) {
            for (NatGateway gateway : region.natGateways.all()) {
                if (gateway.deleteTime() != null
                        && !now.isBefore(gateway.deleteTime().plus(DESCRIBED_WHEN_DELETED))) {
                    region.natGateways.remove(gateway.natGatewayId());
                    region.tags.forget(gateway.natGatewayId());
                }
            }
        }
    }

    public DeleteNatGatewayResponse deleteNatGateway(DeleteNatGatewayRequest request, Call call) {
        Ec2Region region = region(call);
        synchronized (region) {
            NatGateway gateway = region.natGateways.require("natGatewayId", request.natGatewayId());
            if (gateway.state() != NatGatewayState.DELETED && gateway.state() != NatGatewayState.DELETING) {
                if (platform.delays().areNone()) {
                    delete(region, gateway, call.time());
                } else {
                    region.natGateways.put(
                            gateway.natGatewayId(),
                            gateway.toBuilder().state(NatGatewayState.DELETING).build());
                    platform.after(Delay.NAT_GATEWAY_DELETION, () -> delete(region, gateway, region.now()));
                }
            }
            return DeleteNatGatewayResponse.builder()
                    .natGatewayId(gateway.natGatewayId())
                    .build();
        }
    }

    private static void delete(Ec2Region region, NatGateway gateway, Instant now) {
        synchronized (region) {
            gateway.natGatewayAddresses()
                    .forEach(address -> NetworkInterfaces.remove(region, address.networkInterfaceId()));
            region.natGateways.put(
                    gateway.natGatewayId(),
                    gateway.toBuilder()
                            .state(NatGatewayState.DELETED)
                            .deleteTime(now)
                            .build());
        }
    }
}
