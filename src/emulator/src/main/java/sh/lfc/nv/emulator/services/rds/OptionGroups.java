package sh.lfc.nv.emulator.services.rds;

import java.util.List;
import sh.lfc.nv.emulator.call.AwsError;
import sh.lfc.nv.emulator.call.AwsService;
import sh.lfc.nv.emulator.call.Call;
import software.amazon.awssdk.services.rds.model.DescribeOptionGroupsRequest;
import software.amazon.awssdk.services.rds.model.DescribeOptionGroupsResponse;
import software.amazon.awssdk.services.rds.model.OptionGroup;

/** Option groups: PostgreSQL has no options, so there is the default one only. */
final class OptionGroups implements AwsService {

    static final String DEFAULT = "default:postgres-14";

    @Override
    public String sdkPackage() {
        return "rds";
    }

    public DescribeOptionGroupsResponse describeOptionGroups(DescribeOptionGroupsRequest request, Call call) {
        if (request.optionGroupName() != null && !request.optionGroupName().equals(DEFAULT)) {
            throw new AwsError(
                    "OptionGroupNotFoundFault",
                    404,
                    "Specified OptionGroupName: " + request.optionGroupName() + " not found.");
        }
        boolean wanted = request.engineName() == null || request.engineName().equals(InstanceCreation.ENGINE);
        OptionGroup one = OptionGroup.builder()
                .optionGroupName(DEFAULT)
                .optionGroupDescription("Default option group for postgres 14")
                .engineName(InstanceCreation.ENGINE)
                .majorEngineVersion("14")
                .options(List.of())
                .allowsVpcAndNonVpcInstanceMemberships(true)
                .optionGroupArn(call.scope().arn("rds", "og:" + DEFAULT))
                .build();
        return DescribeOptionGroupsResponse.builder()
                .optionGroupsList(wanted ? List.of(one) : List.of())
                .build();
    }
}
