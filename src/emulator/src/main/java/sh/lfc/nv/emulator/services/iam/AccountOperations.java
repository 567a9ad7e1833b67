package sh.lfc.nv.emulator.services.iam;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import sh.lfc.nv.emulator.call.AwsService;
import sh.lfc.nv.emulator.call.Call;
import sh.lfc.nv.emulator.validation.Constraints;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;
import software.amazon.awssdk.services.iam.model.CreateAccountAliasRequest;
import software.amazon.awssdk.services.iam.model.CreateAccountAliasResponse;
import software.amazon.awssdk.services.iam.model.DeleteAccountAliasRequest;
import software.amazon.awssdk.services.iam.model.DeleteAccountAliasResponse;
import software.amazon.awssdk.services.iam.model.GetAccountAuthorizationDetailsRequest;
import software.amazon.awssdk.services.iam.model.GetAccountAuthorizationDetailsResponse;
import software.amazon.awssdk.services.iam.model.GetAccountPasswordPolicyRequest;
import software.amazon.awssdk.services.iam.model.GetAccountPasswordPolicyResponse;
import software.amazon.awssdk.services.iam.model.GetAccountSummaryRequest;
import software.amazon.awssdk.services.iam.model.GetAccountSummaryResponse;
import software.amazon.awssdk.services.iam.model.GroupDetail;
import software.amazon.awssdk.services.iam.model.ListAccountAliasesRequest;
import software.amazon.awssdk.services.iam.model.ListAccountAliasesResponse;
import software.amazon.awssdk.services.iam.model.ManagedPolicyDetail;
import software.amazon.awssdk.services.iam.model.PolicyDetail;
import software.amazon.awssdk.services.iam.model.RoleDetail;
import software.amazon.awssdk.services.iam.model.UserDetail;

/** The operations on the account as a whole: its alias, its summary, all that it authorizes. */
final class AccountOperations implements AwsService {

    private static final Pattern ALIAS = Pattern.compile("[a-z0-9]([a-z0-9]|-(?!-)){1,61}[a-z0-9]");

    private final IamAccounts accounts;

    AccountOperations(IamAccounts accounts) {
        this.accounts = accounts;
    }

    @Override
    public String sdkPackage() {
        return "iam";
    }

    public CreateAccountAliasResponse createAccountAlias(CreateAccountAliasRequest request, Call call) {
        Constraints.query()
                .required("accountAlias", request.accountAlias())
                .matches("accountAlias", request.accountAlias(), ALIAS)
                .check();
        accounts.of(call).alias(request.accountAlias());
        return CreateAccountAliasResponse.builder().build();
    }

    public DeleteAccountAliasResponse deleteAccountAlias(DeleteAccountAliasRequest request, Call call) {
        IamAccount account = accounts.of(call);
        if (account.alias()
                .filter(alias -> alias.equals(request.accountAlias()))
                .isEmpty()) {
            throw Refusal.missing("The account alias " + request.accountAlias() + " cannot be found.");
        }
        account.alias(null);
        return DeleteAccountAliasResponse.builder().build();
    }

    public ListAccountAliasesResponse listAccountAliases(ListAccountAliasesRequest request, Call call) {
        return ListAccountAliasesResponse.builder()
                .accountAliases(accounts.of(call).alias().stream().toList())
                .isTruncated(false)
                .build();
    }

    public GetAccountPasswordPolicyResponse getAccountPasswordPolicy(
            GetAccountPasswordPolicyRequest request, Call call) {
        throw Refusal.missing(
                "The Password Policy with domain name " + accounts.of(call).id() + " cannot be found.");
    }

    public GetAccountSummaryResponse getAccountSummary(GetAccountSummaryRequest request, Call call) {
        IamAccount account = accounts.of(call);
        Map<String, Integer> summary = new LinkedHashMap<>();
        summary.put("Users", account.users().all().size());
        summary.put("UsersQuota", 5000);
        summary.put("Groups", account.groups().all().size());
        summary.put("GroupsQuota", 300);
        summary.put("Roles", account.roles().all().size());
        summary.put("RolesQuota", 1000);
        summary.put("Policies", account.policies().all().size());
        summary.put("PoliciesQuota", 1500);
        summary.put("InstanceProfiles", account.profiles().all().size());
        summary.put("InstanceProfilesQuota", 1000);
        summary.put("Providers", account.providers().size());
        summary.put("AccessKeysPerUserQuota", 2);
        summary.put("AssumeRolePolicySizeQuota", 2048);
        summary.put("AttachedPoliciesPerGroupQuota", 10);
        summary.put("AttachedPoliciesPerRoleQuota", 10);
        summary.put("AttachedPoliciesPerUserQuota", 10);
        summary.put("GroupPolicySizeQuota", 5120);
        summary.put("PolicySizeQuota", 6144);
        summary.put("RolePolicySizeQuota", 10_240);
        summary.put("UserPolicySizeQuota", 2048);
        summary.put("VersionsPerPolicyQuota", 5);
        summary.put("MFADevices", 0);
        summary.put("AccountMFAEnabled", 0);
        return GetAccountSummaryResponse.builder()
                .summaryMapWithStrings(summary)
                .build();
    }

    public GetAccountAuthorizationDetailsResponse getAccountAuthorizationDetails(
            GetAccountAuthorizationDetailsRequest request, Call call) {
        IamAccount account = accounts.of(call);
        List<String> kinds = request.filterAsStrings();
        return GetAccountAuthorizationDetailsResponse.builder()
                .roleDetailList(
                        wanted(kinds, "Role")
                                ? account.roles().all().stream()
                                        .map(role -> details(account, role))
                                        .toList()
                                : List.of())
                .userDetailList(
                        wanted(kinds, "User")
                                ? account.users().all().stream()
                                        .map(user -> details(account, user))
                                        .toList()
                                : List.of())
                .groupDetailList(
                        wanted(kinds, "Group")
                                ? account.groups().all().stream()
                                        .map(group -> details(account, group))
                                        .toList()
                                : List.of())
                .policies(Stream.concat(
                                wanted(kinds, "LocalManagedPolicy") ? account.policies().all().stream() : Stream.of(),
                                wanted(kinds, "AWSManagedPolicy")
                                        ? AwsManagedPolicies.all().stream()
                                                .filter(policy -> account.attachments(policy.arn()) > 0)
                                        : Stream.of())
                        .map(policy -> details(account, policy))
                        .toList())
                .isTruncated(false)
                .build();
    }

    private static boolean wanted(List<String> kinds, String kind) {
        return kinds.isEmpty() || kinds.contains(kind);
    }

    private static RoleDetail details(IamAccount account, IamRole role) {
        return RoleDetail.builder()
                .roleName(role.name())
                .roleId(role.id())
                .path(role.path())
                .arn(role.arn())
                .createDate(role.created())
                .assumeRolePolicyDocument(Documents.encoded(role.trust()))
                .rolePolicyList(inline(role))
                .attachedManagedPolicies(attached(account, role))
                .instanceProfileList(account.profiles().all().stream()
                        .filter(profile -> role.name().equals(profile.role()))
                        .map(profile -> profile.shown(account, false))
                        .toList())
                .permissionsBoundary(role.boundary() == null ? null : Documents.boundary(role.boundary()))
                .tags(Tags.shown(role.tags()))
                .build();
    }

    private static UserDetail details(IamAccount account, IamUser user) {
        return UserDetail.builder()
                .userName(user.name())
                .userId(user.id())
                .path(user.path())
                .arn(user.arn())
                .createDate(user.created())
                .userPolicyList(inline(user))
                .attachedManagedPolicies(attached(account, user))
                .groupList(account.groups().all().stream()
                        .filter(group -> group.members().contains(user.id()))
                        .map(IamGroup::name)
                        .toList())
                .permissionsBoundary(user.boundary() == null ? null : Documents.boundary(user.boundary()))
                .tags(Tags.shown(user.tags()))
                .build();
    }

    private static GroupDetail details(IamAccount account, IamGroup group) {
        return GroupDetail.builder()
                .groupName(group.name())
                .groupId(group.id())
                .path(group.path())
                .arn(group.arn())
                .createDate(group.created())
                .groupPolicyList(inline(group))
                .attachedManagedPolicies(attached(account, group))
                .build();
    }

    private static ManagedPolicyDetail details(IamAccount account, ManagedPolicy policy) {
        return ManagedPolicyDetail.builder()
                .policyName(policy.name())
                .policyId(policy.id())
                .arn(policy.arn())
                .path(policy.path())
                .defaultVersionId(policy.defaultVersion())
                .attachmentCount(account.attachments(policy.arn()))
                .permissionsBoundaryUsageCount(account.boundaries(policy.arn()))
                .isAttachable(true)
                .description(policy.description())
                .createDate(policy.created())
                .updateDate(policy.updated())
                .policyVersionList(policy.versions().stream()
                        .map(version -> version.shown(version.id().equals(policy.defaultVersion()), true))
                        .toList())
                .build();
    }

    private static List<PolicyDetail> inline(PolicyHolder holder) {
        return holder.policies().inline().entrySet().stream()
                .map(policy -> PolicyDetail.builder()
                        .policyName(policy.getKey())
                        .policyDocument(Documents.encoded(policy.getValue()))
                        .build())
                .toList();
    }

    private static List<AttachedPolicy> attached(IamAccount account, PolicyHolder holder) {
        return holder.policies().managed().stream()
                .flatMap(arn -> account.policy(arn).stream())
                .map(policy -> AttachedPolicy.builder()
                        .policyName(policy.name())
                        .policyArn(policy.arn())
                        .build())
                .toList();
    }
}
