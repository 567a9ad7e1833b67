package sh.lfc.nv.emulator.services.iam;

import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.UnaryOperator;
import sh.lfc.nv.emulator.call.AwsError;
import sh.lfc.nv.emulator.call.AwsService;
import sh.lfc.nv.emulator.call.Call;
import sh.lfc.nv.emulator.call.Platform;
import sh.lfc.nv.emulator.paging.OffsetPage;
import sh.lfc.nv.emulator.validation.Constraints;
import software.amazon.awssdk.services.iam.model.CreateRoleRequest;
import software.amazon.awssdk.services.iam.model.CreateRoleResponse;
import software.amazon.awssdk.services.iam.model.DeleteRolePermissionsBoundaryRequest;
import software.amazon.awssdk.services.iam.model.DeleteRolePermissionsBoundaryResponse;
import software.amazon.awssdk.services.iam.model.DeleteRoleRequest;
import software.amazon.awssdk.services.iam.model.DeleteRoleResponse;
import software.amazon.awssdk.services.iam.model.GetRoleRequest;
import software.amazon.awssdk.services.iam.model.GetRoleResponse;
import software.amazon.awssdk.services.iam.model.ListRoleTagsRequest;
import software.amazon.awssdk.services.iam.model.ListRoleTagsResponse;
import software.amazon.awssdk.services.iam.model.ListRolesRequest;
import software.amazon.awssdk.services.iam.model.ListRolesResponse;
import software.amazon.awssdk.services.iam.model.PutRolePermissionsBoundaryRequest;
import software.amazon.awssdk.services.iam.model.PutRolePermissionsBoundaryResponse;
import software.amazon.awssdk.services.iam.model.Tag;
import software.amazon.awssdk.services.iam.model.TagRoleRequest;
import software.amazon.awssdk.services.iam.model.TagRoleResponse;
import software.amazon.awssdk.services.iam.model.UntagRoleRequest;
import software.amazon.awssdk.services.iam.model.UntagRoleResponse;
import software.amazon.awssdk.services.iam.model.UpdateAssumeRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.UpdateAssumeRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.UpdateRoleDescriptionRequest;
import software.amazon.awssdk.services.iam.model.UpdateRoleDescriptionResponse;
import software.amazon.awssdk.services.iam.model.UpdateRoleRequest;
import software.amazon.awssdk.services.iam.model.UpdateRoleResponse;

/** The operations on roles. */
final class RoleOperations implements AwsService {

    private static final int NAME_LENGTH = 64;
    private static final int LEAST_SESSION = 3600;
    private static final int MOST_SESSION = 43_200;

    private final Platform platform;
    private final IamAccounts accounts;

    RoleOperations(Platform platform, IamAccounts accounts) {
        this.platform = platform;
        this.accounts = accounts;
    }

    @Override
    public String sdkPackage() {
        return "iam";
    }

    public CreateRoleResponse createRole(CreateRoleRequest request, Call call) {
        checkSettings(request.description(), request.maxSessionDuration());
        Names.require("roleName", request.roleName(), NAME_LENGTH);
        Constraints.query()
                .required("assumeRolePolicyDocument", request.assumeRolePolicyDocument())
                .check();
        IamAccount account = accounts.of(call);
        String path = Names.path(request.path());
        if (path.startsWith("/aws-service-role/")) {
            throw AwsError.badRequest(
                    "ValidationError",
                    "The specified value for path is invalid. It is reserved for service-linked roles.");
        }
        Trust.check(account, request.assumeRolePolicyDocument());
        requirePolicy(account, request.permissionsBoundary());
        IamRole role = new IamRole(
                request.roleName(),
                path,
                "AROA" + platform.ids().base32(17),
                account.arn("role" + path + request.roleName()),
                call.time().truncatedTo(ChronoUnit.SECONDS),
                request.assumeRolePolicyDocument(),
                request.description(),
                request.maxSessionDuration() == null ? IamRole.DEFAULT_MAX_SESSION : request.maxSessionDuration(),
                request.permissionsBoundary(),
                Tags.of(request.tags()),
                PolicySet.NONE,
                null);
        return CreateRoleResponse.builder()
                .role(account.roles().add(role).shown(true))
                .build();
    }

    public GetRoleResponse getRole(GetRoleRequest request, Call call) {
        Names.require("roleName", request.roleName(), NAME_LENGTH);
        return GetRoleResponse.builder()
                .role(accounts.of(call).roles().get(request.roleName()).shown(true))
                .build();
    }

    public ListRolesResponse listRoles(ListRolesRequest request, Call call) {
        List<IamRole> roles = accounts.of(call).roles().all().stream()
                .filter(role -> Names.below(request.pathPrefix(), role.path()))
                .toList();
        OffsetPage<IamRole> page = Pages.of(roles, request.marker(), request.maxItems());
        return ListRolesResponse.builder()
                .roles(page.map(role -> role.shown(false)))
                .isTruncated(page.truncated())
                .marker(page.marker())
                .build();
    }

    public UpdateRoleResponse updateRole(UpdateRoleRequest request, Call call) {
        checkSettings(request.description(), request.maxSessionDuration());
        own(
                call,
                request.roleName(),
                role -> role.with(
                        request.description() == null ? role.description() : request.description(),
                        request.maxSessionDuration() == null ? role.maxSession() : request.maxSessionDuration()));
        return UpdateRoleResponse.builder().build();
    }

    public UpdateRoleDescriptionResponse updateRoleDescription(UpdateRoleDescriptionRequest request, Call call) {
        checkSettings(request.description(), null);
        IamRole changed = accounts.of(call)
                .roles()
                .change(request.roleName(), role -> role.with(request.description(), role.maxSession()));
        return UpdateRoleDescriptionResponse.builder().role(changed.shown(true)).build();
    }

    public UpdateAssumeRolePolicyResponse updateAssumeRolePolicy(UpdateAssumeRolePolicyRequest request, Call call) {
        Constraints.query().required("policyDocument", request.policyDocument()).check();
        IamAccount account = accounts.of(call);
        account.roles().get(request.roleName());
        Trust.check(account, request.policyDocument());
        own(call, request.roleName(), role -> role.withTrust(request.policyDocument()));
        return UpdateAssumeRolePolicyResponse.builder().build();
    }

    public DeleteRoleResponse deleteRole(DeleteRoleRequest request, Call call) {
        IamAccount account = accounts.of(call);
        synchronized (account) {
            account.roles().remove(request.roleName(), role -> {
                requireOwn(role);
                if (account.profiles().all().stream()
                        .anyMatch(profile -> role.name().equals(profile.role()))) {
                    throw Refusal.conflict("Cannot delete entity, must remove roles from instance profile first.");
                }
                role.policies().requireNone();
            });
        }
        return DeleteRoleResponse.builder().build();
    }

    public TagRoleResponse tagRole(TagRoleRequest request, Call call) {
        accounts.of(call)
                .roles()
                .change(request.roleName(), role -> role.withTags(Tags.added(role.tags(), request.tags())));
        return TagRoleResponse.builder().build();
    }

    public UntagRoleResponse untagRole(UntagRoleRequest request, Call call) {
        accounts.of(call)
                .roles()
                .change(request.roleName(), role -> role.withTags(Tags.removed(role.tags(), request.tagKeys())));
        return UntagRoleResponse.builder().build();
    }

    public ListRoleTagsResponse listRoleTags(ListRoleTagsRequest request, Call call) {
        IamRole role = accounts.of(call).roles().get(request.roleName());
        OffsetPage<Tag> page = Pages.of(Tags.shown(role.tags()), request.marker(), request.maxItems());
        return ListRoleTagsResponse.builder()
                .tags(page.items())
                .isTruncated(page.truncated())
                .marker(page.marker())
                .build();
    }

    public PutRolePermissionsBoundaryResponse putRolePermissionsBoundary(
            PutRolePermissionsBoundaryRequest request, Call call) {
        requirePolicy(accounts.of(call), request.permissionsBoundary());
        own(call, request.roleName(), role -> role.withBoundary(request.permissionsBoundary()));
        return PutRolePermissionsBoundaryResponse.builder().build();
    }

    public DeleteRolePermissionsBoundaryResponse deleteRolePermissionsBoundary(
            DeleteRolePermissionsBoundaryRequest request, Call call) {
        own(call, request.roleName(), role -> role.withBoundary(null));
        return DeleteRolePermissionsBoundaryResponse.builder().build();
    }

    private void own(Call call, String name, UnaryOperator<IamRole> change) {
        accounts.of(call).roles().change(name, role -> {
            requireOwn(role);
            return change.apply(role);
        });
    }

    private static void requireOwn(IamRole role) {
        if (role.linkedTo() != null) {
            throw Refusal.protectedRole(role.name());
        }
    }

    static void requirePolicy(IamAccount account, String boundary) {
        if (boundary != null && account.policy(boundary).isEmpty()) {
            throw Refusal.missing("Scope ARN: " + boundary + " does not exist or is not attachable.");
        }
    }

    private static void checkSettings(String description, Integer maxSession) {
        Constraints.query()
                .length("description", description, 0, 1000)
                .range("maxSessionDuration", maxSession, LEAST_SESSION, MOST_SESSION)
                .check();
    }
}
