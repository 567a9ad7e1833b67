package sh.lfc.nv.emulator.services.ec2;

import java.util.List;
import sh.lfc.nv.emulator.call.AwsError;
import sh.lfc.nv.emulator.call.Call;
import sh.lfc.nv.emulator.call.Regional;
import software.amazon.awssdk.services.ec2.model.AttachInternetGatewayRequest;
import software.amazon.awssdk.services.ec2.model.AttachInternetGatewayResponse;
import software.amazon.awssdk.services.ec2.model.CreateInternetGatewayRequest;
import software.amazon.awssdk.services.ec2.model.CreateInternetGatewayResponse;
import software.amazon.awssdk.services.ec2.model.DeleteInternetGatewayRequest;
import software.amazon.awssdk.services.ec2.model.DeleteInternetGatewayResponse;
import software.amazon.awssdk.services.ec2.model.DescribeInternetGatewaysRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInternetGatewaysResponse;
import software.amazon.awssdk.services.ec2.model.DetachInternetGatewayRequest;
import software.amazon.awssdk.services.ec2.model.DetachInternetGatewayResponse;
import software.amazon.awssdk.services.ec2.model.InternetGateway;
import software.amazon.awssdk.services.ec2.model.InternetGatewayAttachment;
import software.amazon.awssdk.services.ec2.model.Tag;

/** Internet gateways ("Enable internet access for a VPC using an internet gateway"). */
final class InternetGateways extends Ec2Part {

    private static final Listing<InternetGateway> LISTING = Listing.of(
                    ResourceKind.INTERNET_GATEWAY, InternetGateway::internetGatewayId)
            .by("internet-gateway-id", InternetGateway::internetGatewayId)
            .by("owner-id", InternetGateway::ownerId)
            .byAny("attachment.vpc-id", gateway -> gateway.attachments().stream()
                    .map(InternetGatewayAttachment::vpcId))
            .byAny("attachment.state", gateway -> gateway.attachments().stream()
                    .map(InternetGatewayAttachment::stateAsString));

    InternetGateways(Regional<Ec2Region> regions) {
        super(regions);
    }

    public CreateInternetGatewayResponse createInternetGateway(CreateInternetGatewayRequest request, Call call) {
        Ec2Region region = region(call);
        List<Tag> tags = Tags.wanted(request.tagSpecifications(), ResourceKind.INTERNET_GATEWAY);
        synchronized (region) {
            InternetGateway gateway = InternetGateway.builder()
                    .internetGatewayId(region.id(ResourceKind.INTERNET_GATEWAY))
                    .ownerId(region.owner())
                    .attachments(List.of())
                    .build();
            region.internetGateways.put(gateway.internetGatewayId(), gateway);
            region.tags.put(gateway.internetGatewayId(), tags);
            return CreateInternetGatewayResponse.builder()
                    .internetGateway(described(region, gateway))
                    .build();
        }
    }

    public DescribeInternetGatewaysResponse describeInternetGateways(
            DescribeInternetGatewaysRequest request, Call call) {
        Ec2Region region = region(call);
        Listing.Page<InternetGateway> page = LISTING.select(
                region.internetGateways.all(),
                request.internetGatewayIds(),
                request.filters(),
                region.tags,
                request.maxResults(),
                request.nextToken());
        return DescribeInternetGatewaysResponse.builder()
                .internetGateways(page.items().stream()
                        .map(gateway -> described(region, gateway))
                        .toList())
                .nextToken(page.nextToken())
                .build();
    }

    private static InternetGateway described(Ec2Region region, InternetGateway gateway) {
        return gateway.toBuilder()
                .tags(region.tags.list(gateway.internetGatewayId()))
                .build();
    }

    public AttachInternetGatewayResponse attachInternetGateway(AttachInternetGatewayRequest request, Call call) {
        Ec2Region region = region(call);
        synchronized (region) {
            InternetGateway gateway = region.internetGateways.require("internetGatewayId", request.internetGatewayId());
            String vpcId = region.vpcs.require("vpcId", request.vpcId()).id();
            String id = gateway.internetGatewayId();
            if (!gateway.attachments().isEmpty()) {
                throw AwsError.badRequest(
                        "Resource.AlreadyAssociated",
                        "resource " + id + " is already attached to network "
                                + gateway.attachments().get(0).vpcId());
            }
            if (region.internetGateways.all().stream()
                    .flatMap(other -> other.attachments().stream())
                    .anyMatch(attachment -> attachment.vpcId().equals(vpcId))) {
                throw Refusals.invalid("Network " + vpcId + " already has an internet gateway attached");
            }
            region.internetGateways.put(
                    id,
                    gateway.toBuilder()
                            .attachments(attachment -> attachment.vpcId(vpcId).state("available"))
                            .build());
        }
        return AttachInternetGatewayResponse.builder().build();
    }

    public DetachInternetGatewayResponse detachInternetGateway(DetachInternetGatewayRequest request, Call call) {
        Ec2Region region = region(call);
        synchronized (region) {
            InternetGateway gateway = region.internetGateways.require("internetGatewayId", request.internetGatewayId());
            String vpcId = region.vpcs.require("vpcId", request.vpcId()).id();
            if (gateway.attachments().stream()
                    .noneMatch(attachment -> attachment.vpcId().equals(vpcId))) {
                throw AwsError.badRequest(
                        "Gateway.NotAttached",
                        "resource " + gateway.internetGatewayId() + " is not attached to network " + vpcId);
            }
            if (region.interfaces.all().stream()
                    .anyMatch(each -> each.vpcId().equals(vpcId) && each.association() != null)) {
                throw Refusals.dependency("Network " + vpcId + " has some mapped public address(es). "
                        + "Please unmap those public address(es) before detaching the gateway.");
            }
            region.internetGateways.put(
                    gateway.internetGatewayId(),
                    gateway.toBuilder().attachments(List.of()).build());
        }
        return DetachInternetGatewayResponse.builder().build();
    }

    public DeleteInternetGatewayResponse deleteInternetGateway(DeleteInternetGatewayRequest request, Call call) {
        Ec2Region region = region(call);
        synchronized (region) {
            InternetGateway gateway = region.internetGateways.require("internetGatewayId", request.internetGatewayId());
            if (!gateway.attachments().isEmpty()) {
                throw Refusals.dependencies("internetGateway", gateway.internetGatewayId());
            }
            region.internetGateways.remove(gateway.internetGatewayId());
            region.tags.forget(gateway.internetGatewayId());
        }
        return DeleteInternetGatewayResponse.builder().build();
    }
}
