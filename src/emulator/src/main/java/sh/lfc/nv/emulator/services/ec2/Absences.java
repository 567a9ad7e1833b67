package sh.lfc.nv.emulator.services.ec2;

import sh.lfc.nv.emulator.call.AwsError;
import sh.lfc.nv.emulator.call.Call;
import sh.lfc.nv.emulator.call.Regional;
import software.amazon.awssdk.services.ec2.model.DescribeEgressOnlyInternetGatewaysRequest;
import software.amazon.awssdk.services.ec2.model.DescribeEgressOnlyInternetGatewaysResponse;
import software.amazon.awssdk.services.ec2.model.DescribeFlowLogsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeFlowLogsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesResponse;
import software.amazon.awssdk.services.ec2.model.DescribeVpcPeeringConnectionsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVpcPeeringConnectionsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeVpnGatewaysRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVpnGatewaysResponse;

/** What clients ask for and there is none of here. */
final class Absences extends Ec2Part {

    Absences(Regional<Ec2Region> regions) {
        super(regions);
    }

    public DescribeInstancesResponse describeInstances(DescribeInstancesRequest request, Call call) {
        request.instanceIds().forEach(id -> {
            throw AwsError.badRequest("InvalidInstanceID.NotFound", "The instance ID '" + id + "' does not exist");
        });
        return DescribeInstancesResponse.builder()
                .reservations(java.util.List.of())
                .build();
    }

    public DescribeEgressOnlyInternetGatewaysResponse describeEgressOnlyInternetGateways(
            DescribeEgressOnlyInternetGatewaysRequest request, Call call) {
        return DescribeEgressOnlyInternetGatewaysResponse.builder().build();
    }

    public DescribeFlowLogsResponse describeFlowLogs(DescribeFlowLogsRequest request, Call call) {
        return DescribeFlowLogsResponse.builder().build();
    }

    public DescribeVpcPeeringConnectionsResponse describeVpcPeeringConnections(
            DescribeVpcPeeringConnectionsRequest request, Call call) {
        return DescribeVpcPeeringConnectionsResponse.builder().build();
    }

    public DescribeVpnGatewaysResponse describeVpnGateways(DescribeVpnGatewaysRequest request, Call call) {
        return DescribeVpnGatewaysResponse.builder().build();
    }
}
