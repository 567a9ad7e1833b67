package sh.lfc.nv.emulator.services.iam;

import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import sh.lfc.nv.emulator.call.AwsService;
import sh.lfc.nv.emulator.call.Call;
import sh.lfc.nv.emulator.call.Platform;
import sh.lfc.nv.emulator.paging.OffsetPage;
import software.amazon.awssdk.services.iam.model.AddRoleToInstanceProfileRequest;
import software.amazon.awssdk.services.iam.model.AddRoleToInstanceProfileResponse;
import software.amazon.awssdk.services.iam.model.CreateInstanceProfileRequest;
import software.amazon.awssdk.services.iam.model.CreateInstanceProfileResponse;
import software.amazon.awssdk.services.iam.model.DeleteInstanceProfileRequest;
import software.amazon.awssdk.services.iam.model.DeleteInstanceProfileResponse;
import software.amazon.awssdk.services.iam.model.GetInstanceProfileRequest;
import software.amazon.awssdk.services.iam.model.GetInstanceProfileResponse;
import software.amazon.awssdk.services.iam.model.ListInstanceProfileTagsRequest;
import software.amazon.awssdk.services.iam.model.ListInstanceProfileTagsResponse;
import software.amazon.awssdk.services.iam.model.ListInstanceProfilesForRoleRequest;
import software.amazon.awssdk.services.iam.model.ListInstanceProfilesForRoleResponse;
import software.amazon.awssdk.services.iam.model.ListInstanceProfilesRequest;
import software.amazon.awssdk.services.iam.model.ListInstanceProfilesResponse;
import software.amazon.awssdk.services.iam.model.RemoveRoleFromInstanceProfileRequest;
import software.amazon.awssdk.services.iam.model.RemoveRoleFromInstanceProfileResponse;
import software.amazon.awssdk.services.iam.model.Tag;
import software.amazon.awssdk.services.iam.model.TagInstanceProfileRequest;
import software.amazon.awssdk.services.iam.model.TagInstanceProfileResponse;
import software.amazon.awssdk.services.iam.model.UntagInstanceProfileRequest;
import software.amazon.awssdk.services.iam.model.UntagInstanceProfileResponse;

/** The operations on instance profiles. */
final class InstanceProfiles implements AwsService {

    private static final int NAME_LENGTH = 128;

    private final Platform platform;
    private final IamAccounts accounts;

    InstanceProfiles(Platform platform, IamAccounts accounts) {
        this.platform = platform;
        this.accounts = accounts;
    }

    @Override
    public String sdkPackage() {
        return "iam";
    }

    public CreateInstanceProfileResponse createInstanceProfile(CreateInstanceProfileRequest request, Call call) {
        Names.require("instanceProfileName", request.instanceProfileName(), NAME_LENGTH);
        IamAccount account = accounts.of(call);
        String path = Names.path(request.path());
        Profile profile = account.profiles()
                .add(new Profile(
                        request.instanceProfileName(),
                        path,
                        "AIPA" + platform.ids().base32(17),
                        account.arn("instance-profile" + path + request.instanceProfileName()),
                        call.time().truncatedTo(ChronoUnit.SECONDS),
                        null,
                        Tags.of(request.tags())));
        return CreateInstanceProfileResponse.builder()
                .instanceProfile(profile.shown(account, true))
                .build();
    }

    public GetInstanceProfileResponse getInstanceProfile(GetInstanceProfileRequest request, Call call) {
        IamAccount account = accounts.of(call);
        return GetInstanceProfileResponse.builder()
                .instanceProfile(
                        account.profiles().get(request.instanceProfileName()).shown(account, true))
                .build();
    }

    public ListInstanceProfilesResponse listInstanceProfiles(ListInstanceProfilesRequest request, Call call) {
        IamAccount account = accounts.of(call);
        List<Profile> profiles = account.profiles().all().stream()
                .filter(profile -> Names.below(request.pathPrefix(), profile.path()))
                .toList();
        OffsetPage<Profile> page = Pages.of(profiles, request.marker(), request.maxItems());
        return ListInstanceProfilesResponse.builder()
                .instanceProfiles(page.map(profile -> profile.shown(account, false)))
                .isTruncated(page.truncated())
                .marker(page.marker())
                .build();
    }

    public ListInstanceProfilesForRoleResponse listInstanceProfilesForRole(
            ListInstanceProfilesForRoleRequest request, Call call) {
        IamAccount account = accounts.of(call);
        IamRole role = account.roles().get(request.roleName());
        List<Profile> profiles = account.profiles().all().stream()
                .filter(profile -> role.name().equals(profile.role()))
                .toList();
        OffsetPage<Profile> page = Pages.of(profiles, request.marker(), request.maxItems());
        return ListInstanceProfilesForRoleResponse.builder()
                .instanceProfiles(page.map(profile -> profile.shown(account, false)))
                .isTruncated(page.truncated())
                .marker(page.marker())
                .build();
    }

    public AddRoleToInstanceProfileResponse addRoleToInstanceProfile(
            AddRoleToInstanceProfileRequest request, Call call) {
        IamAccount account = accounts.of(call);
        synchronized (account) {
            IamRole role = account.roles().get(request.roleName());
            account.profiles().change(request.instanceProfileName(), profile -> {
                if (profile.role() != null) {
                    throw Refusal.limit("Cannot exceed quota for InstanceSessionsPerInstanceProfile: 1");
                }
                return profile.withRole(role.name());
            });
        }
        return AddRoleToInstanceProfileResponse.builder().build();
    }

    public RemoveRoleFromInstanceProfileResponse removeRoleFromInstanceProfile(
            RemoveRoleFromInstanceProfileRequest request, Call call) {
        accounts.of(call).profiles().change(request.instanceProfileName(), profile -> {
            if (!Objects.equals(profile.role(), request.roleName())) {
                throw Refusal.missing("The role with name " + request.roleName() + " cannot be found.");
            }
            return profile.withRole(null);
        });
        return RemoveRoleFromInstanceProfileResponse.builder().build();
    }

    public DeleteInstanceProfileResponse deleteInstanceProfile(DeleteInstanceProfileRequest request, Call call) {
        accounts.of(call).profiles().remove(request.instanceProfileName(), profile -> {
            if (profile.role() != null) {
                throw Refusal.conflict("Cannot delete entity, must remove roles from instance profile first.");
            }
        });
        return DeleteInstanceProfileResponse.builder().build();
    }

    public TagInstanceProfileResponse tagInstanceProfile(TagInstanceProfileRequest request, Call call) {
        accounts.of(call)
                .profiles()
                .change(
                        request.instanceProfileName(),
                        profile -> profile.withTags(Tags.added(profile.tags(), request.tags())));
        return TagInstanceProfileResponse.builder().build();
    }

    public UntagInstanceProfileResponse untagInstanceProfile(UntagInstanceProfileRequest request, Call call) {
        accounts.of(call)
                .profiles()
                .change(
                        request.instanceProfileName(),
                        profile -> profile.withTags(Tags.removed(profile.tags(), request.tagKeys())));
        return UntagInstanceProfileResponse.builder().build();
    }

    public ListInstanceProfileTagsResponse listInstanceProfileTags(ListInstanceProfileTagsRequest request, Call call) {
        Map<String, String> tags =
                accounts.of(call).profiles().get(request.instanceProfileName()).tags();
        OffsetPage<Tag> page = Pages.of(Tags.shown(tags), request.marker(), request.maxItems());
        return ListInstanceProfileTagsResponse.builder()
                .tags(page.items())
                .isTruncated(page.truncated())
                .marker(page.marker())
                .build();
    }
}
