package sh.lfc.nv.emulator.services.elasticache;

import java.util.List;
import sh.lfc.nv.emulator.call.AwsError;
import sh.lfc.nv.emulator.call.AwsService;
import sh.lfc.nv.emulator.call.Call;
import software.amazon.awssdk.services.elasticache.model.AuthenticationType;
import software.amazon.awssdk.services.elasticache.model.DescribeUserGroupsRequest;
import software.amazon.awssdk.services.elasticache.model.DescribeUserGroupsResponse;
import software.amazon.awssdk.services.elasticache.model.DescribeUsersRequest;
import software.amazon.awssdk.services.elasticache.model.DescribeUsersResponse;
import software.amazon.awssdk.services.elasticache.model.User;

/** The users that every account has, which is the one named default; there are no user groups. */
final class Users implements AwsService {

    private static final String DEFAULT = "default";

    @Override
    public String sdkPackage() {
        return "elasticache";
    }

    public DescribeUsersResponse describeUsers(DescribeUsersRequest request, Call call) {
        if (request.userId() != null && !request.userId().equals(DEFAULT)) {
            throw new AwsError("UserNotFound", 404, "User " + request.userId() + " not found.");
        }
        User user = User.builder()
                .userId(DEFAULT)
                .userName(DEFAULT)
                .status("active")
                .engine(EngineVersions.ENGINE)
                .minimumEngineVersion("6.0")
                .accessString("on ~* +@all")
                .userGroupIds(List.of())
                .authentication(authentication -> authentication.type(AuthenticationType.NO_PASSWORD))
                .arn(call.scope().arn("elasticache", "user:" + DEFAULT))
                .build();
        return DescribeUsersResponse.builder().users(user).build();
    }

    public DescribeUserGroupsResponse describeUserGroups(DescribeUserGroupsRequest request) {
        if (request.userGroupId() != null) {
            throw new AwsError("UserGroupNotFound", 404, "User group " + request.userGroupId() + " not found.");
        }
        return DescribeUserGroupsResponse.builder().userGroups(List.of()).build();
    }
}
