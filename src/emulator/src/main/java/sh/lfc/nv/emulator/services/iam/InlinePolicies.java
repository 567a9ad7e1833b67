package sh.lfc.nv.emulator.services.iam;

import java.util.List;
import sh.lfc.nv.emulator.call.AwsService;
import sh.lfc.nv.emulator.call.Call;
import sh.lfc.nv.emulator.paging.OffsetPage;
import sh.lfc.nv.emulator.policy.PolicyKind;
import sh.lfc.nv.emulator.validation.Constraints;
import software.amazon.awssdk.services.iam.model.DeleteGroupPolicyRequest;
import software.amazon.awssdk.services.iam.model.DeleteGroupPolicyResponse;
import software.amazon.awssdk.services.iam.model.DeleteRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.DeleteRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.DeleteUserPolicyRequest;
import software.amazon.awssdk.services.iam.model.DeleteUserPolicyResponse;
import software.amazon.awssdk.services.iam.model.GetGroupPolicyRequest;
import software.amazon.awssdk.services.iam.model.GetGroupPolicyResponse;
import software.amazon.awssdk.services.iam.model.GetRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.GetRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.GetUserPolicyRequest;
import software.amazon.awssdk.services.iam.model.GetUserPolicyResponse;
import software.amazon.awssdk.services.iam.model.ListGroupPoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListGroupPoliciesResponse;
import software.amazon.awssdk.services.iam.model.ListRolePoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListRolePoliciesResponse;
import software.amazon.awssdk.services.iam.model.ListUserPoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListUserPoliciesResponse;
import software.amazon.awssdk.services.iam.model.PutGroupPolicyRequest;
import software.amazon.awssdk.services.iam.model.PutGroupPolicyResponse;
import software.amazon.awssdk.services.iam.model.PutRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.PutRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.PutUserPolicyRequest;
import software.amazon.awssdk.services.iam.model.PutUserPolicyResponse;

/** The operations on policies that are part of one role, user or group. */
final class InlinePolicies implements AwsService {

    private static final int NAME_LENGTH = 128;
    private static final int ROLE_QUOTA = 10_240;
    private static final int USER_QUOTA = 2048;
    private static final int GROUP_QUOTA = 5120;

    private final IamAccounts accounts;

    InlinePolicies(IamAccounts accounts) {
        this.accounts = accounts;
    }

    @Override
    public String sdkPackage() {
        return "iam";
    }

    // Roles

    public PutRolePolicyResponse putRolePolicy(PutRolePolicyRequest request, Call call) {
        accounts.of(call).roles().change(request.roleName(), role -> {
            if (role.linkedTo() != null) {
                throw Refusal.protectedRole(role.name());
            }
            return role.with(put(role, "role", request.policyName(), request.policyDocument(), ROLE_QUOTA));
        });
        return PutRolePolicyResponse.builder().build();
    }

    public GetRolePolicyResponse getRolePolicy(GetRolePolicyRequest request, Call call) {
        IamRole role = accounts.of(call).roles().get(request.roleName());
        return GetRolePolicyResponse.builder()
                .roleName(role.name())
                .policyName(request.policyName())
                .policyDocument(document(role, "role", request.policyName()))
                .build();
    }

    public DeleteRolePolicyResponse deleteRolePolicy(DeleteRolePolicyRequest request, Call call) {
        accounts.of(call)
                .roles()
                .change(request.roleName(), role -> role.with(without(role, "role", request.policyName())));
        return DeleteRolePolicyResponse.builder().build();
    }

    public ListRolePoliciesResponse listRolePolicies(ListRolePoliciesRequest request, Call call) {
        OffsetPage<String> page =
                names(accounts.of(call).roles().get(request.roleName()), request.marker(), request.maxItems());
        return ListRolePoliciesResponse.builder()
                .policyNames(page.items())
                .isTruncated(page.truncated())
                .marker(page.marker())
                .build();
    }

    // Users

    public PutUserPolicyResponse putUserPolicy(PutUserPolicyRequest request, Call call) {
        accounts.of(call)
                .users()
                .change(
                        request.userName(),
                        user -> user.with(
                                put(user, "user", request.policyName(), request.policyDocument(), USER_QUOTA)));
        return PutUserPolicyResponse.builder().build();
    }

    public GetUserPolicyResponse getUserPolicy(GetUserPolicyRequest request, Call call) {
        IamUser user = accounts.of(call).users().get(request.userName());
        return GetUserPolicyResponse.builder()
                .userName(user.name())
                .policyName(request.policyName())
                .policyDocument(document(user, "user", request.policyName()))
                .build();
    }

    public DeleteUserPolicyResponse deleteUserPolicy(DeleteUserPolicyRequest request, Call call) {
        accounts.of(call)
                .users()
                .change(request.userName(), user -> user.with(without(user, "user", request.policyName())));
        return DeleteUserPolicyResponse.builder().build();
    }

    public ListUserPoliciesResponse listUserPolicies(ListUserPoliciesRequest request, Call call) {
        OffsetPage<String> page =
                names(accounts.of(call).users().get(request.userName()), request.marker(), request.maxItems());
        return ListUserPoliciesResponse.builder()
                .policyNames(page.items())
                .isTruncated(page.truncated())
                .marker(page.marker())
                .build();
    }

    // Groups

    public PutGroupPolicyResponse putGroupPolicy(PutGroupPolicyRequest request, Call call) {
        accounts.of(call)
                .groups()
                .change(
                        request.groupName(),
                        group -> group.with(
                                put(group, "group", request.policyName(), request.policyDocument(), GROUP_QUOTA)));
        return PutGroupPolicyResponse.builder().build();
    }

    public GetGroupPolicyResponse getGroupPolicy(GetGroupPolicyRequest request, Call call) {
        IamGroup group = accounts.of(call).groups().get(request.groupName());
        return GetGroupPolicyResponse.builder()
                .groupName(group.name())
                .policyName(request.policyName())
                .policyDocument(document(group, "group", request.policyName()))
                .build();
    }

    public DeleteGroupPolicyResponse deleteGroupPolicy(DeleteGroupPolicyRequest request, Call call) {
        accounts.of(call)
                .groups()
                .change(request.groupName(), group -> group.with(without(group, "group", request.policyName())));
        return DeleteGroupPolicyResponse.builder().build();
    }

    public ListGroupPoliciesResponse listGroupPolicies(ListGroupPoliciesRequest request, Call call) {
        OffsetPage<String> page =
                names(accounts.of(call).groups().get(request.groupName()), request.marker(), request.maxItems());
        return ListGroupPoliciesResponse.builder()
                .policyNames(page.items())
                .isTruncated(page.truncated())
                .marker(page.marker())
                .build();
    }

    private static PolicySet put(PolicyHolder holder, String kind, String name, String document, int quota) {
        Names.require("policyName", name, NAME_LENGTH);
        Constraints.query().required("policyDocument", document).check();
        Documents.check(PolicyKind.IDENTITY, document);
        PolicySet changed = holder.policies().put(name, document);
        if (changed.inlineSize() > quota) {
            throw Refusal.limit(
                    "Maximum policy size of " + quota + " bytes exceeded for " + kind + " " + holder.name());
        }
        return changed;
    }

    private static PolicySet without(PolicyHolder holder, String kind, String name) {
        document(holder, kind, name);
        return holder.policies().without(name);
    }

    private static String document(PolicyHolder holder, String kind, String name) {
        String document = name == null ? null : holder.policies().inline().get(name);
        if (document == null) {
            throw Refusal.missing("The " + kind + " policy with name " + name + " cannot be found.");
        }
        return Documents.encoded(document);
    }

    private static OffsetPage<String> names(PolicyHolder holder, String marker, Integer size) {
        return Pages.of(List.copyOf(holder.policies().inline().keySet()), marker, size);
    }
}
