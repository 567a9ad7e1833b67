package sh.lfc.nv.emulator.services.iam;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import sh.lfc.nv.emulator.call.AwsError;
import sh.lfc.nv.emulator.call.AwsService;
import sh.lfc.nv.emulator.call.Call;
import sh.lfc.nv.emulator.call.Platform;
import sh.lfc.nv.emulator.paging.OffsetPage;
import software.amazon.awssdk.services.iam.model.CreateUserRequest;
import software.amazon.awssdk.services.iam.model.CreateUserResponse;
import software.amazon.awssdk.services.iam.model.DeleteLoginProfileRequest;
import software.amazon.awssdk.services.iam.model.DeleteLoginProfileResponse;
import software.amazon.awssdk.services.iam.model.DeleteUserPermissionsBoundaryRequest;
import software.amazon.awssdk.services.iam.model.DeleteUserPermissionsBoundaryResponse;
import software.amazon.awssdk.services.iam.model.DeleteUserRequest;
import software.amazon.awssdk.services.iam.model.DeleteUserResponse;
import software.amazon.awssdk.services.iam.model.GetLoginProfileRequest;
import software.amazon.awssdk.services.iam.model.GetLoginProfileResponse;
import software.amazon.awssdk.services.iam.model.GetUserRequest;
import software.amazon.awssdk.services.iam.model.GetUserResponse;
import software.amazon.awssdk.services.iam.model.ListMfaDevicesRequest;
import software.amazon.awssdk.services.iam.model.ListMfaDevicesResponse;
import software.amazon.awssdk.services.iam.model.ListServiceSpecificCredentialsRequest;
import software.amazon.awssdk.services.iam.model.ListServiceSpecificCredentialsResponse;
import software.amazon.awssdk.services.iam.model.ListSigningCertificatesRequest;
import software.amazon.awssdk.services.iam.model.ListSigningCertificatesResponse;
import software.amazon.awssdk.services.iam.model.ListSshPublicKeysRequest;
import software.amazon.awssdk.services.iam.model.ListSshPublicKeysResponse;
import software.amazon.awssdk.services.iam.model.ListUserTagsRequest;
import software.amazon.awssdk.services.iam.model.ListUserTagsResponse;
import software.amazon.awssdk.services.iam.model.ListUsersRequest;
import software.amazon.awssdk.services.iam.model.ListUsersResponse;
import software.amazon.awssdk.services.iam.model.ListVirtualMfaDevicesRequest;
import software.amazon.awssdk.services.iam.model.ListVirtualMfaDevicesResponse;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.iam.model.PutUserPermissionsBoundaryRequest;
import software.amazon.awssdk.services.iam.model.PutUserPermissionsBoundaryResponse;
import software.amazon.awssdk.services.iam.model.Tag;
import software.amazon.awssdk.services.iam.model.TagUserRequest;
import software.amazon.awssdk.services.iam.model.TagUserResponse;
import software.amazon.awssdk.services.iam.model.UntagUserRequest;
import software.amazon.awssdk.services.iam.model.UntagUserResponse;
import software.amazon.awssdk.services.iam.model.UpdateUserRequest;
import software.amazon.awssdk.services.iam.model.UpdateUserResponse;

/**
 * The operations on users.
 *
 * <p>Users have no console here: no passwords, devices, certificates or SSH keys, whose lists are empty.
 */
final class UserOperations implements AwsService {

    private static final int NAME_LENGTH = 64;

    private final Platform platform;
    private final IamAccounts accounts;

    UserOperations(Platform platform, IamAccounts accounts) {
        this.platform = platform;
        this.accounts = accounts;
    }

    @Override
    public String sdkPackage() {
        return "iam";
    }

    public CreateUserResponse createUser(CreateUserRequest request, Call call) {
        Names.require("userName", request.userName(), NAME_LENGTH);
        IamAccount account = accounts.of(call);
        RoleOperations.requirePolicy(account, request.permissionsBoundary());
        String path = Names.path(request.path());
        IamUser user = account.users()
                .add(new IamUser(
                        request.userName(),
                        path,
                        "AIDA" + platform.ids().base32(17),
                        account.arn("user" + path + request.userName()),
                        call.time().truncatedTo(ChronoUnit.SECONDS),
                        request.permissionsBoundary(),
                        Tags.of(request.tags()),
                        PolicySet.NONE,
                        List.of()));
        return CreateUserResponse.builder().user(user.shown(true)).build();
    }

    /** Without a name the caller is meant, who may also be the account's root. */
    public GetUserResponse getUser(GetUserRequest request, Call call) {
        IamAccount account = accounts.of(call);
        if (request.userName() != null) {
            return GetUserResponse.builder()
                    .user(account.users().get(request.userName()).shown(true))
                    .build();
        }
        return switch (call.principal().kind()) {
            case ROOT ->
                GetUserResponse.builder()
                        .user(user -> user.userId(account.id())
                                .arn(account.arn("root"))
                                .path("/")
                                .createDate(Instant.EPOCH))
                        .build();
            case USER ->
                GetUserResponse.builder()
                        .user(caller(account, call).shown(true))
                        .build();
            default ->
                throw AwsError.badRequest(
                        "ValidationError", "Must specify userName when calling with non-User credentials");
        };
    }

    public ListUsersResponse listUsers(ListUsersRequest request, Call call) {
        List<IamUser> users = accounts.of(call).users().all().stream()
                .filter(user -> Names.below(request.pathPrefix(), user.path()))
                .toList();
        OffsetPage<IamUser> page = Pages.of(users, request.marker(), request.maxItems());
        return ListUsersResponse.builder()
                .users(page.map(user -> user.shown(false)))
                .isTruncated(page.truncated())
                .marker(page.marker())
                .build();
    }

    public UpdateUserResponse updateUser(UpdateUserRequest request, Call call) {
        IamAccount account = accounts.of(call);
        IamUser user = account.users().get(request.userName());
        String name = request.newUserName() == null ? user.name() : request.newUserName();
        Names.require("newUserName", name, NAME_LENGTH);
        String path = request.newPath() == null ? user.path() : Names.path(request.newPath());
        account.users().rename(user.name(), user.renamed(name, path, account.arn("user" + path + name)));
        return UpdateUserResponse.builder().build();
    }

    public DeleteUserResponse deleteUser(DeleteUserRequest request, Call call) {
        IamAccount account = accounts.of(call);
        synchronized (account) {
            account.users().remove(request.userName(), user -> {
                if (account.groups().all().stream()
                        .anyMatch(group -> group.members().contains(user.id()))) {
                    throw Refusal.conflict("Cannot delete entity, must remove users from group first.");
                }
                if (!user.keys().isEmpty()) {
                    throw Refusal.conflict("Cannot delete entity, must delete access keys first.");
                }
                user.policies().requireNone();
            });
        }
        return DeleteUserResponse.builder().build();
    }

    public TagUserResponse tagUser(TagUserRequest request, Call call) {
        accounts.of(call)
                .users()
                .change(request.userName(), user -> user.withTags(Tags.added(user.tags(), request.tags())));
        return TagUserResponse.builder().build();
    }

    public UntagUserResponse untagUser(UntagUserRequest request, Call call) {
        accounts.of(call)
                .users()
                .change(request.userName(), user -> user.withTags(Tags.removed(user.tags(), request.tagKeys())));
        return UntagUserResponse.builder().build();
    }

    public ListUserTagsResponse listUserTags(ListUserTagsRequest request, Call call) {
        Map<String, String> tags =
                accounts.of(call).users().get(request.userName()).tags();
        OffsetPage<Tag> page = Pages.of(Tags.shown(tags), request.marker(), request.maxItems());
        return ListUserTagsResponse.builder()
                .tags(page.items())
                .isTruncated(page.truncated())
                .marker(page.marker())
                .build();
    }

    public PutUserPermissionsBoundaryResponse putUserPermissionsBoundary(
            PutUserPermissionsBoundaryRequest request, Call call) {
        IamAccount account = accounts.of(call);
        RoleOperations.requirePolicy(account, request.permissionsBoundary());
        account.users().change(request.userName(), user -> user.withBoundary(request.permissionsBoundary()));
        return PutUserPermissionsBoundaryResponse.builder().build();
    }

    public DeleteUserPermissionsBoundaryResponse deleteUserPermissionsBoundary(
            DeleteUserPermissionsBoundaryRequest request, Call call) {
        accounts.of(call).users().change(request.userName(), user -> user.withBoundary(null));
        return DeleteUserPermissionsBoundaryResponse.builder().build();
    }

    // What users do not have here

    public GetLoginProfileResponse getLoginProfile(GetLoginProfileRequest request, Call call) {
        throw noLogin(call, request.userName());
    }

    public DeleteLoginProfileResponse deleteLoginProfile(DeleteLoginProfileRequest request, Call call) {
        throw noLogin(call, request.userName());
    }

    public ListMfaDevicesResponse listMFADevices(ListMfaDevicesRequest request, Call call) {
        accounts.of(call).users().get(request.userName());
        return ListMfaDevicesResponse.builder()
                .mfaDevices(List.of())
                .isTruncated(false)
                .build();
    }

    public ListVirtualMfaDevicesResponse listVirtualMFADevices(ListVirtualMfaDevicesRequest request) {
        return ListVirtualMfaDevicesResponse.builder()
                .virtualMFADevices(List.of())
                .isTruncated(false)
                .build();
    }

    public ListSshPublicKeysResponse listSSHPublicKeys(ListSshPublicKeysRequest request, Call call) {
        accounts.of(call).users().get(request.userName());
        return ListSshPublicKeysResponse.builder()
                .sshPublicKeys(List.of())
                .isTruncated(false)
                .build();
    }

    public ListSigningCertificatesResponse listSigningCertificates(ListSigningCertificatesRequest request, Call call) {
        accounts.of(call).users().get(request.userName());
        return ListSigningCertificatesResponse.builder()
                .certificates(List.of())
                .isTruncated(false)
                .build();
    }

    public ListServiceSpecificCredentialsResponse listServiceSpecificCredentials(
            ListServiceSpecificCredentialsRequest request, Call call) {
        accounts.of(call).users().get(request.userName());
        return ListServiceSpecificCredentialsResponse.builder()
                .serviceSpecificCredentials(List.of())
                .build();
    }

    /** The user who calls. */
    static IamUser caller(IamAccount account, Call call) {
        return account.users().all().stream()
                .filter(user -> user.id().equals(call.principal().userId()))
                .findFirst()
                .orElseThrow(() ->
                        Refusal.missing("The user with name " + call.principal().arn() + " cannot be found."));
    }

    private NoSuchEntityException noLogin(Call call, String name) {
        String user = accounts.of(call).users().get(name).name();
        return Refusal.missing("Login Profile for User " + user + " cannot be found.");
    }
}
