package sh.lfc.nv.emulator.services.iam;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import sh.lfc.nv.emulator.call.AwsError;
import sh.lfc.nv.emulator.call.AwsService;
import sh.lfc.nv.emulator.call.Call;
import sh.lfc.nv.emulator.call.Platform;
import sh.lfc.nv.emulator.paging.OffsetPage;
import sh.lfc.nv.emulator.policy.PolicyKind;
import sh.lfc.nv.emulator.validation.Constraints;
import software.amazon.awssdk.services.iam.model.CreatePolicyRequest;
import software.amazon.awssdk.services.iam.model.CreatePolicyResponse;
import software.amazon.awssdk.services.iam.model.CreatePolicyVersionRequest;
import software.amazon.awssdk.services.iam.model.CreatePolicyVersionResponse;
import software.amazon.awssdk.services.iam.model.DeletePolicyRequest;
import software.amazon.awssdk.services.iam.model.DeletePolicyResponse;
import software.amazon.awssdk.services.iam.model.DeletePolicyVersionRequest;
import software.amazon.awssdk.services.iam.model.DeletePolicyVersionResponse;
import software.amazon.awssdk.services.iam.model.GetPolicyRequest;
import software.amazon.awssdk.services.iam.model.GetPolicyResponse;
import software.amazon.awssdk.services.iam.model.GetPolicyVersionRequest;
import software.amazon.awssdk.services.iam.model.GetPolicyVersionResponse;
import software.amazon.awssdk.services.iam.model.ListPoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListPoliciesResponse;
import software.amazon.awssdk.services.iam.model.ListPolicyTagsRequest;
import software.amazon.awssdk.services.iam.model.ListPolicyTagsResponse;
import software.amazon.awssdk.services.iam.model.ListPolicyVersionsRequest;
import software.amazon.awssdk.services.iam.model.ListPolicyVersionsResponse;
import software.amazon.awssdk.services.iam.model.PolicyScopeType;
import software.amazon.awssdk.services.iam.model.PolicyUsageType;
import software.amazon.awssdk.services.iam.model.SetDefaultPolicyVersionRequest;
import software.amazon.awssdk.services.iam.model.SetDefaultPolicyVersionResponse;
import software.amazon.awssdk.services.iam.model.Tag;
import software.amazon.awssdk.services.iam.model.TagPolicyRequest;
import software.amazon.awssdk.services.iam.model.TagPolicyResponse;
import software.amazon.awssdk.services.iam.model.UntagPolicyRequest;
import software.amazon.awssdk.services.iam.model.UntagPolicyResponse;

/** The operations on managed policies and their versions. */
final class ManagedPolicies implements AwsService {

    private static final int NAME_LENGTH = 128;
    private static final int SIZE_QUOTA = 6144;
    private static final Pattern OWN_POLICY = Pattern.compile("arn:aws[a-z-]*:iam::(\\d{12}|aws):policy/.+");

    private final Platform platform;
    private final IamAccounts accounts;

    ManagedPolicies(Platform platform, IamAccounts accounts) {
        this.platform = platform;
        this.accounts = accounts;
    }

    @Override
    public String sdkPackage() {
        return "iam";
    }

    public CreatePolicyResponse createPolicy(CreatePolicyRequest request, Call call) {
        Names.require("policyName", request.policyName(), NAME_LENGTH);
        Constraints.query()
                .length("description", request.description(), 0, 1000)
                .check();
        checkDocument(request.policyDocument());
        IamAccount account = accounts.of(call);
        String path = Names.path(request.path());
        Instant now = call.time().truncatedTo(ChronoUnit.SECONDS);
        ManagedPolicy policy = new ManagedPolicy(
                request.policyName(),
                path,
                "ANPA" + platform.ids().base32(17),
                account.arn("policy" + path + request.policyName()),
                request.description(),
                now,
                now,
                List.of(new ManagedPolicy.Version("v1", request.policyDocument(), now)),
                "v1",
                1,
                Tags.of(request.tags()));
        return CreatePolicyResponse.builder()
                .policy(account.policies().add(policy).shown(account, true))
                .build();
    }

    public GetPolicyResponse getPolicy(GetPolicyRequest request, Call call) {
        IamAccount account = accounts.of(call);
        return GetPolicyResponse.builder()
                .policy(get(account, request.policyArn()).shown(account, true))
                .build();
    }

    public ListPoliciesResponse listPolicies(ListPoliciesRequest request, Call call) {
        IamAccount account = accounts.of(call);
        PolicyScopeType scope = request.scope() == null ? PolicyScopeType.ALL : request.scope();
        boolean boundaries = request.policyUsageFilter() == PolicyUsageType.PERMISSIONS_BOUNDARY;
        List<ManagedPolicy> policies = Stream.concat(
                        scope == PolicyScopeType.AWS ? Stream.of() : account.policies().all().stream(),
                        scope == PolicyScopeType.LOCAL ? Stream.of() : AwsManagedPolicies.all().stream())
                .filter(policy -> Names.below(request.pathPrefix(), policy.path()))
                .filter(policy -> !Boolean.TRUE.equals(request.onlyAttached())
                        || (boundaries ? account.boundaries(policy.arn()) : account.attachments(policy.arn())) > 0)
                .toList();
        OffsetPage<ManagedPolicy> page = Pages.of(policies, request.marker(), request.maxItems());
        return ListPoliciesResponse.builder()
                .policies(page.map(policy -> policy.shown(account, false)))
                .isTruncated(page.truncated())
                .marker(page.marker())
                .build();
    }

    public DeletePolicyResponse deletePolicy(DeletePolicyRequest request, Call call) {
        IamAccount account = accounts.of(call);
        ManagedPolicy known = own(account, request.policyArn());
        synchronized (account) {
            account.policies().remove(known.name(), policy -> {
                if (account.attachments(policy.arn()) + account.boundaries(policy.arn()) > 0) {
                    throw Refusal.conflict("Cannot delete a policy attached to entities.");
                }
                if (policy.versions().size() > 1) {
                    throw Refusal.conflict("This policy has more than one version. Before you delete a policy, you must"
                            + " delete the policy's versions. The default version is deleted with the policy.");
                }
            });
        }
        return DeletePolicyResponse.builder().build();
    }

    public CreatePolicyVersionResponse createPolicyVersion(CreatePolicyVersionRequest request, Call call) {
        checkDocument(request.policyDocument());
        boolean asDefault = Boolean.TRUE.equals(request.setAsDefault());
        ManagedPolicy changed = change(
                call,
                request.policyArn(),
                policy -> policy.withVersion(
                        request.policyDocument(), asDefault, call.time().truncatedTo(ChronoUnit.SECONDS)));
        return CreatePolicyVersionResponse.builder()
                .policyVersion(changed.version("v" + changed.lastVersion()).shown(asDefault, false))
                .build();
    }

    public GetPolicyVersionResponse getPolicyVersion(GetPolicyVersionRequest request, Call call) {
        ManagedPolicy policy = get(accounts.of(call), request.policyArn());
        return GetPolicyVersionResponse.builder()
                .policyVersion(policy.version(request.versionId())
                        .shown(policy.defaultVersion().equals(request.versionId()), true))
                .build();
    }

    public ListPolicyVersionsResponse listPolicyVersions(ListPolicyVersionsRequest request, Call call) {
        ManagedPolicy policy = get(accounts.of(call), request.policyArn());
        List<ManagedPolicy.Version> newestFirst = new ArrayList<>(policy.versions());
        Collections.reverse(newestFirst);
        OffsetPage<ManagedPolicy.Version> page = Pages.of(newestFirst, request.marker(), request.maxItems());
        return ListPolicyVersionsResponse.builder()
                .versions(page.map(version -> version.shown(version.id().equals(policy.defaultVersion()), false)))
                .isTruncated(page.truncated())
                .marker(page.marker())
                .build();
    }

    public DeletePolicyVersionResponse deletePolicyVersion(DeletePolicyVersionRequest request, Call call) {
        change(call, request.policyArn(), policy -> policy.withoutVersion(request.versionId()));
        return DeletePolicyVersionResponse.builder().build();
    }

    public SetDefaultPolicyVersionResponse setDefaultPolicyVersion(SetDefaultPolicyVersionRequest request, Call call) {
        Instant now = call.time().truncatedTo(ChronoUnit.SECONDS);
        change(call, request.policyArn(), policy -> policy.withDefault(request.versionId(), now));
        return SetDefaultPolicyVersionResponse.builder().build();
    }

    public TagPolicyResponse tagPolicy(TagPolicyRequest request, Call call) {
        change(call, request.policyArn(), policy -> policy.withTags(Tags.added(policy.tags(), request.tags())));
        return TagPolicyResponse.builder().build();
    }

    public UntagPolicyResponse untagPolicy(UntagPolicyRequest request, Call call) {
        change(call, request.policyArn(), policy -> policy.withTags(Tags.removed(policy.tags(), request.tagKeys())));
        return UntagPolicyResponse.builder().build();
    }

    public ListPolicyTagsResponse listPolicyTags(ListPolicyTagsRequest request, Call call) {
        Map<String, String> tags = get(accounts.of(call), request.policyArn()).tags();
        OffsetPage<Tag> page = Pages.of(Tags.shown(tags), request.marker(), request.maxItems());
        return ListPolicyTagsResponse.builder()
                .tags(page.items())
                .isTruncated(page.truncated())
                .marker(page.marker())
                .build();
    }

    private ManagedPolicy change(Call call, String arn, UnaryOperator<ManagedPolicy> change) {
        IamAccount account = accounts.of(call);
        return account.policies().change(own(account, arn).name(), change);
    }

    private static ManagedPolicy own(IamAccount account, String arn) {
        ManagedPolicy policy = get(account, arn);
        if (policy.ofAws()) {
            throw new AwsError("AccessDenied", 403, "Policies of AWS cannot be changed: " + arn);
        }
        return policy;
    }

    private static ManagedPolicy get(IamAccount account, String arn) {
        Constraints.query()
                .required("policyArn", arn)
                .length("policyArn", arn, 20, 2048)
                .check();
        if (!OWN_POLICY.matcher(arn).matches()) {
            throw Refusal.invalid("ARN " + arn + " is not valid.");
        }
        return account.policy(arn).orElseThrow(() -> Refusal.missing("Policy " + arn + " was not found."));
    }

    private static void checkDocument(String document) {
        Constraints.query().required("policyDocument", document).check();
        Documents.check(PolicyKind.IDENTITY, document);
        if (Documents.size(document) > SIZE_QUOTA) {
            throw Refusal.limit("Cannot exceed quota for PolicySize: " + SIZE_QUOTA);
        }
    }
}
