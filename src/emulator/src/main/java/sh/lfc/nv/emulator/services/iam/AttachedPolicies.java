package sh.lfc.nv.emulator.services.iam;

import java.util.List;
import java.util.stream.Stream;
import sh.lfc.nv.emulator.call.AwsService;
import sh.lfc.nv.emulator.call.Call;
import sh.lfc.nv.emulator.paging.OffsetPage;
import sh.lfc.nv.emulator.validation.Constraints;
import software.amazon.awssdk.services.iam.model.AttachGroupPolicyRequest;
import software.amazon.awssdk.services.iam.model.AttachGroupPolicyResponse;
import software.amazon.awssdk.services.iam.model.AttachRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.AttachRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.AttachUserPolicyRequest;
import software.amazon.awssdk.services.iam.model.AttachUserPolicyResponse;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;
import software.amazon.awssdk.services.iam.model.DetachGroupPolicyRequest;
import software.amazon.awssdk.services.iam.model.DetachGroupPolicyResponse;
import software.amazon.awssdk.services.iam.model.DetachRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.DetachRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.DetachUserPolicyRequest;
import software.amazon.awssdk.services.iam.model.DetachUserPolicyResponse;
import software.amazon.awssdk.services.iam.model.ListAttachedGroupPoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListAttachedGroupPoliciesResponse;
import software.amazon.awssdk.services.iam.model.ListAttachedRolePoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListAttachedRolePoliciesResponse;
import software.amazon.awssdk.services.iam.model.ListAttachedUserPoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListAttachedUserPoliciesResponse;
import software.amazon.awssdk.services.iam.model.ListEntitiesForPolicyRequest;
import software.amazon.awssdk.services.iam.model.ListEntitiesForPolicyResponse;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.iam.model.PolicyGroup;
import software.amazon.awssdk.services.iam.model.PolicyRole;
import software.amazon.awssdk.services.iam.model.PolicyUser;

/** The operations that attach managed policies to roles, users and groups. */
final class AttachedPolicies implements AwsService {

    private static final int QUOTA = 10;

    private final IamAccounts accounts;

    AttachedPolicies(IamAccounts accounts) {
        this.accounts = accounts;
    }

    @Override
    public String sdkPackage() {
        return "iam";
    }

    // Roles

    public AttachRolePolicyResponse attachRolePolicy(AttachRolePolicyRequest request, Call call) {
        IamAccount account = accounts.of(call);
        synchronized (account) {
            account.roles().change(request.roleName(), role -> {
                if (role.linkedTo() != null) {
                    throw Refusal.protectedRole(role.name());
                }
                return role.with(attach(account, role, request.policyArn(), "PoliciesPerRole"));
            });
        }
        return AttachRolePolicyResponse.builder().build();
    }

    public DetachRolePolicyResponse detachRolePolicy(DetachRolePolicyRequest request, Call call) {
        accounts.of(call).roles().change(request.roleName(), role -> role.with(detach(role, request.policyArn())));
        return DetachRolePolicyResponse.builder().build();
    }

    public ListAttachedRolePoliciesResponse listAttachedRolePolicies(
            ListAttachedRolePoliciesRequest request, Call call) {
        OffsetPage<AttachedPolicy> page = Pages.of(
                attached(call, accounts.of(call).roles().get(request.roleName()), request.pathPrefix()),
                request.marker(),
                request.maxItems());
        return ListAttachedRolePoliciesResponse.builder()
                .attachedPolicies(page.items())
                .isTruncated(page.truncated())
                .marker(page.marker())
                .build();
    }

    // Users

    public AttachUserPolicyResponse attachUserPolicy(AttachUserPolicyRequest request, Call call) {
        IamAccount account = accounts.of(call);
        synchronized (account) {
            account.users()
                    .change(
                            request.userName(),
                            user -> user.with(attach(account, user, request.policyArn(), "PoliciesPerUser")));
        }
        return AttachUserPolicyResponse.builder().build();
    }

    public DetachUserPolicyResponse detachUserPolicy(DetachUserPolicyRequest request, Call call) {
        accounts.of(call).users().change(request.userName(), user -> user.with(detach(user, request.policyArn())));
        return DetachUserPolicyResponse.builder().build();
    }

    public ListAttachedUserPoliciesResponse listAttachedUserPolicies(
            ListAttachedUserPoliciesRequest request, Call call) {
        OffsetPage<AttachedPolicy> page = Pages.of(
                attached(call, accounts.of(call).users().get(request.userName()), request.pathPrefix()),
                request.marker(),
                request.maxItems());
        return ListAttachedUserPoliciesResponse.builder()
                .attachedPolicies(page.items())
                .isTruncated(page.truncated())
                .marker(page.marker())
                .build();
    }

    // Groups

    public AttachGroupPolicyResponse attachGroupPolicy(AttachGroupPolicyRequest request, Call call) {
        IamAccount account = accounts.of(call);
        synchronized (account) {
            account.groups()
                    .change(
                            request.groupName(),
                            group -> group.with(attach(account, group, request.policyArn(), "PoliciesPerGroup")));
        }
        return AttachGroupPolicyResponse.builder().build();
    }

    public DetachGroupPolicyResponse detachGroupPolicy(DetachGroupPolicyRequest request, Call call) {
        accounts.of(call).groups().change(request.groupName(), group -> group.with(detach(group, request.policyArn())));
        return DetachGroupPolicyResponse.builder().build();
    }

    public ListAttachedGroupPoliciesResponse listAttachedGroupPolicies(
            ListAttachedGroupPoliciesRequest request, Call call) {
        OffsetPage<AttachedPolicy> page = Pages.of(
                attached(call, accounts.of(call).groups().get(request.groupName()), request.pathPrefix()),
                request.marker(),
                request.maxItems());
        return ListAttachedGroupPoliciesResponse.builder()
                .attachedPolicies(page.items())
                .isTruncated(page.truncated())
                .marker(page.marker())
                .build();
    }

    // Both ways

    public ListEntitiesForPolicyResponse listEntitiesForPolicy(ListEntitiesForPolicyRequest request, Call call) {
        IamAccount account = accounts.of(call);
        account.policy(request.policyArn()).orElseThrow(() -> notFound(request.policyArn()));
        String filter = request.entityFilterAsString();
        List<PolicyHolder> holders = account.holders()
                .filter(holder -> holder.policies().managed().contains(request.policyArn()))
                .filter(holder -> filter == null || kind(holder).equals(filter))
                .toList();
        OffsetPage<PolicyHolder> page = Pages.of(holders, request.marker(), request.maxItems());
        return ListEntitiesForPolicyResponse.builder()
                .policyRoles(of(page, "Role")
                        .map(role -> PolicyRole.builder()
                                .roleName(role.name())
                                .roleId(role.id())
                                .build())
                        .toList())
                .policyUsers(of(page, "User")
                        .map(user -> PolicyUser.builder()
                                .userName(user.name())
                                .userId(user.id())
                                .build())
                        .toList())
                .policyGroups(of(page, "Group")
                        .map(group -> PolicyGroup.builder()
                                .groupName(group.name())
                                .groupId(group.id())
                                .build())
                        .toList())
                .isTruncated(page.truncated())
                .marker(page.marker())
                .build();
    }

    private static Stream<PolicyHolder> of(OffsetPage<PolicyHolder> page, String kind) {
        return page.items().stream().filter(holder -> kind(holder).equals(kind));
    }

    private static String kind(PolicyHolder holder) {
        if (holder instanceof IamRole) {
            return "Role";
        }
        return holder instanceof IamUser ? "User" : "Group";
    }

    private static PolicySet attach(IamAccount account, PolicyHolder holder, String arn, String quota) {
        Constraints.query()
                .required("policyArn", arn)
                .length("policyArn", arn, 20, 2048)
                .check();
        if (!arn.startsWith("arn:")) {
            throw Refusal.invalid("ARN " + arn + " is not valid.");
        }
        if (account.policy(arn).isEmpty()) {
            throw Refusal.missing("Policy " + arn + " does not exist or is not attachable.");
        }
        PolicySet changed = holder.policies().attach(arn);
        if (changed.managed().size() > QUOTA) {
            throw Refusal.limit("Cannot exceed quota for " + quota + ": " + QUOTA);
        }
        return changed;
    }

    private static PolicySet detach(PolicyHolder holder, String arn) {
        if (!holder.policies().managed().contains(arn)) {
            throw notFound(arn);
        }
        return holder.policies().detach(arn);
    }

    private List<AttachedPolicy> attached(Call call, PolicyHolder holder, String pathPrefix) {
        IamAccount account = accounts.of(call);
        return holder.policies().managed().stream()
                .flatMap(arn -> account.policy(arn).stream())
                .filter(policy -> Names.below(pathPrefix, policy.path()))
                .map(policy -> AttachedPolicy.builder()
                        .policyName(policy.name())
                        .policyArn(policy.arn())
                        .build())
                .toList();
    }

    private static NoSuchEntityException notFound(String arn) {
        return Refusal.missing("Policy " + arn + " was not found.");
    }
}
