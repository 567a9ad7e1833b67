package sh.lfc.nv.emulator.services.iam;

import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import sh.lfc.nv.emulator.call.AwsService;
import sh.lfc.nv.emulator.call.Call;
import sh.lfc.nv.emulator.call.Platform;
import sh.lfc.nv.emulator.validation.Constraints;
import software.amazon.awssdk.services.iam.model.CreateServiceLinkedRoleRequest;
import software.amazon.awssdk.services.iam.model.CreateServiceLinkedRoleResponse;
import software.amazon.awssdk.services.iam.model.DeleteServiceLinkedRoleRequest;
import software.amazon.awssdk.services.iam.model.DeleteServiceLinkedRoleResponse;
import software.amazon.awssdk.services.iam.model.DeletionTaskStatusType;
import software.amazon.awssdk.services.iam.model.GetServiceLinkedRoleDeletionStatusRequest;
import software.amazon.awssdk.services.iam.model.GetServiceLinkedRoleDeletionStatusResponse;

/**
 * Roles that belong to a service of AWS ("Create a service-linked role").
 *
 * <p>Deletion is a task on AWS; here it is done when it is asked for.
 */
final class ServiceLinkedRoles implements AwsService {

    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("elasticache.amazonaws.com", "ElastiCache"),
            Map.entry("rds.amazonaws.com", "RDS"),
            Map.entry("ops.apigateway.amazonaws.com", "APIGateway"),
            Map.entry("autoscaling.amazonaws.com", "AutoScaling"),
            Map.entry("ecs.amazonaws.com", "ECS"),
            Map.entry("eks.amazonaws.com", "AmazonEKS"),
            Map.entry("elasticloadbalancing.amazonaws.com", "ElasticLoadBalancing"),
            Map.entry("replicator.lambda.amazonaws.com", "LambdaReplicator"),
            Map.entry("spot.amazonaws.com", "EC2Spot"),
            Map.entry("support.amazonaws.com", "Support"),
            Map.entry("organizations.amazonaws.com", "Organizations"),
            Map.entry("guardduty.amazonaws.com", "AmazonGuardDuty"));

    private final Platform platform;
    private final IamAccounts accounts;

    ServiceLinkedRoles(Platform platform, IamAccounts accounts) {
        this.platform = platform;
        this.accounts = accounts;
    }

    @Override
    public String sdkPackage() {
        return "iam";
    }

    public CreateServiceLinkedRoleResponse createServiceLinkedRole(CreateServiceLinkedRoleRequest request, Call call) {
        Constraints.query().required("aWSServiceName", request.awsServiceName()).check();
        String service = request.awsServiceName();
        if (!service.endsWith(".amazonaws.com")) {
            throw Refusal.invalid("Service role name is not valid for the service principal " + service);
        }
        IamAccount account = accounts.of(call);
        String suffix = request.customSuffix() == null ? "" : "_" + request.customSuffix();
        String name = name(service) + suffix;
        String path = path(service);
        if (account.roles().find(name).isPresent()) {
            throw Refusal.invalid(
                    "Service role name " + name + " has been taken in this account, please try a different suffix.");
        }
        IamRole role = account.roles()
                .add(new IamRole(
                        name,
                        path,
                        "AROA" + platform.ids().base32(17),
                        account.arn("role" + path + name),
                        call.time().truncatedTo(ChronoUnit.SECONDS),
                        "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"Service\":\""
                                + service + "\"},\"Action\":\"sts:AssumeRole\"}]}",
                        request.description(),
                        IamRole.DEFAULT_MAX_SESSION,
                        null,
                        Map.of(),
                        PolicySet.NONE,
                        service));
        return CreateServiceLinkedRoleResponse.builder().role(role.shown(true)).build();
    }

    public DeleteServiceLinkedRoleResponse deleteServiceLinkedRole(DeleteServiceLinkedRoleRequest request, Call call) {
        IamRole[] deleted = new IamRole[1];
        accounts.of(call).roles().remove(request.roleName(), role -> {
            if (role.linkedTo() == null) {
                throw Refusal.invalid("The role " + role.name() + " is not a service-linked role.");
            }
            deleted[0] = role;
        });
        return DeleteServiceLinkedRoleResponse.builder()
                .deletionTaskId("task" + deleted[0].path() + deleted[0].name() + "/"
                        + platform.ids().uuid())
                .build();
    }

    public GetServiceLinkedRoleDeletionStatusResponse getServiceLinkedRoleDeletionStatus(
            GetServiceLinkedRoleDeletionStatusRequest request) {
        return GetServiceLinkedRoleDeletionStatusResponse.builder()
                .status(DeletionTaskStatusType.SUCCEEDED)
                .build();
    }

    /** The ARN of a service's role, without a suffix. */
    static String arn(IamAccount account, String service) {
        return account.arn("role" + path(service) + name(service));
    }

    private static String path(String service) {
        return "/aws-service-role/" + service + "/";
    }

    private static String name(String service) {
        return "AWSServiceRoleFor" + NAMES.getOrDefault(service, derived(service));
    }

    private static String derived(String service) {
        String first = service.split("\\.", 2)[0];
        return first.isEmpty() ? "" : first.substring(0, 1).toUpperCase(Locale.ROOT) + first.substring(1);
    }
}
