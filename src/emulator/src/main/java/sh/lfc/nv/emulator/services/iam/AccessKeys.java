package sh.lfc.nv.emulator.services.iam;

import java.security.SecureRandom;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import sh.lfc.nv.emulator.call.AwsError;
import sh.lfc.nv.emulator.call.AwsService;
import sh.lfc.nv.emulator.call.Call;
import sh.lfc.nv.emulator.call.Platform;
import sh.lfc.nv.emulator.call.Principal;
import sh.lfc.nv.emulator.credentials.CredentialStore;
import sh.lfc.nv.emulator.credentials.CredentialStore.Credential;
import sh.lfc.nv.emulator.paging.OffsetPage;
import sh.lfc.nv.emulator.realism.Delay;
import sh.lfc.nv.emulator.validation.Constraints;
import software.amazon.awssdk.services.iam.model.AccessKeyMetadata;
import software.amazon.awssdk.services.iam.model.CreateAccessKeyRequest;
import software.amazon.awssdk.services.iam.model.CreateAccessKeyResponse;
import software.amazon.awssdk.services.iam.model.DeleteAccessKeyRequest;
import software.amazon.awssdk.services.iam.model.DeleteAccessKeyResponse;
import software.amazon.awssdk.services.iam.model.GetAccessKeyLastUsedRequest;
import software.amazon.awssdk.services.iam.model.GetAccessKeyLastUsedResponse;
import software.amazon.awssdk.services.iam.model.ListAccessKeysRequest;
import software.amazon.awssdk.services.iam.model.ListAccessKeysResponse;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.iam.model.StatusType;
import software.amazon.awssdk.services.iam.model.UpdateAccessKeyRequest;
import software.amazon.awssdk.services.iam.model.UpdateAccessKeyResponse;

/** The operations on users' access keys, with which requests can be signed at once. */
final class AccessKeys implements AwsService {

    private static final int QUOTA = 2;
    private static final int SECRET_BYTES = 30;

    private final Platform platform;
    private final IamAccounts accounts;
    private final CredentialStore credentials;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Credential> inactive = new ConcurrentHashMap<>();

    AccessKeys(Platform platform, IamAccounts accounts, CredentialStore credentials) {
        this.platform = platform;
        this.accounts = accounts;
        this.credentials = credentials;
    }

    @Override
    public String sdkPackage() {
        return "iam";
    }

    public CreateAccessKeyResponse createAccessKey(CreateAccessKeyRequest request, Call call) {
        IamAccount account = accounts.of(call);
        IamUser.Key key = new IamUser.Key(
                "AKIA" + platform.ids().base32(16), true, call.time().truncatedTo(ChronoUnit.SECONDS));
        IamUser owner = account.users().change(owner(account, request.userName(), call), user -> {
            if (user.keys().size() == QUOTA) {
                throw Refusal.limit("Cannot exceed quota for AccessKeysPerUser: " + QUOTA);
            }
            return user.withKeys(
                    Stream.concat(user.keys().stream(), Stream.of(key)).toList());
        });
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        Credential credential = Credential.longTerm(
                key.id(),
                Base64.getEncoder().encodeToString(secret),
                new Principal(owner.arn(), owner.id(), Principal.Kind.USER),
                account.id());
        platform.later(Delay.IAM_PROPAGATION, () -> admit(account, owner.name(), credential));
        return CreateAccessKeyResponse.builder()
                .accessKey(made -> made.userName(owner.name())
                        .accessKeyId(key.id())
                        .secretAccessKey(credential.secretAccessKey())
                        .status(StatusType.ACTIVE)
                        .createDate(key.created()))
                .build();
    }

    /** Lets requests be signed with a key, unless it has been deleted or deactivated since it was made. */
    private void admit(IamAccount account, String userName, Credential credential) {
        account.users().find(userName).stream()
                .flatMap(user -> user.keys().stream())
                .filter(key -> key.id().equals(credential.accessKeyId()))
                .findFirst()
                .ifPresent(key -> {
                    if (key.active()) {
                        credentials.put(credential);
                    } else {
                        inactive.put(key.id(), credential);
                    }
                });
    }

    public ListAccessKeysResponse listAccessKeys(ListAccessKeysRequest request, Call call) {
        IamAccount account = accounts.of(call);
        IamUser user = account.users().get(owner(account, request.userName(), call));
        OffsetPage<IamUser.Key> page = Pages.of(user.keys(), request.marker(), request.maxItems());
        return ListAccessKeysResponse.builder()
                .accessKeyMetadata(page.map(key -> AccessKeyMetadata.builder()
                        .userName(user.name())
                        .accessKeyId(key.id())
                        .status(key.active() ? StatusType.ACTIVE : StatusType.INACTIVE)
                        .createDate(key.created())
                        .build()))
                .isTruncated(page.truncated())
                .marker(page.marker())
                .build();
    }

    public UpdateAccessKeyResponse updateAccessKey(UpdateAccessKeyRequest request, Call call) {
        Constraints.query()
                .required("status", request.status())
                .oneOf("status", request.statusAsString(), Set.of("Active", "Inactive"))
                .check();
        boolean active = request.status() == StatusType.ACTIVE;
        IamAccount account = accounts.of(call);
        String id = request.accessKeyId();
        account.users().change(owner(account, request.userName(), call), user -> {
            requireKey(user, id);
            return user.withKeys(user.keys().stream()
                    .map(key -> key.id().equals(id) ? new IamUser.Key(id, active, key.created()) : key)
                    .toList());
        });
        if (active) {
            platform.later(Delay.IAM_PROPAGATION, () -> Optional.ofNullable(inactive.remove(id))
                    .ifPresent(credentials::put));
        } else {
            credentials.find(id).ifPresent(credential -> inactive.put(id, credential));
            platform.later(Delay.IAM_PROPAGATION, () -> credentials.remove(id));
        }
        return UpdateAccessKeyResponse.builder().build();
    }

    public DeleteAccessKeyResponse deleteAccessKey(DeleteAccessKeyRequest request, Call call) {
        IamAccount account = accounts.of(call);
        String id = request.accessKeyId();
        account.users().change(owner(account, request.userName(), call), user -> {
            requireKey(user, id);
            return user.withKeys(
                    user.keys().stream().filter(key -> !key.id().equals(id)).toList());
        });
        platform.later(Delay.IAM_PROPAGATION, () -> credentials.remove(id));
        inactive.remove(id);
        return DeleteAccessKeyResponse.builder().build();
    }

    public GetAccessKeyLastUsedResponse getAccessKeyLastUsed(GetAccessKeyLastUsedRequest request, Call call) {
        IamUser owner = accounts.of(call).users().all().stream()
                .filter(user -> user.keys().stream().anyMatch(key -> key.id().equals(request.accessKeyId())))
                .findFirst()
                .orElseThrow(() -> missing(request.accessKeyId()));
        return GetAccessKeyLastUsedResponse.builder()
                .userName(owner.name())
                .accessKeyLastUsed(used -> used.serviceName("N/A").region("N/A"))
                .build();
    }

    /** The name of the user who is meant: the caller where none is named. */
    private static String owner(IamAccount account, String name, Call call) {
        if (name != null) {
            return name;
        }
        if (call.principal().kind() == Principal.Kind.USER) {
            return UserOperations.caller(account, call).name();
        }
        throw AwsError.badRequest("ValidationError", "Must specify userName when calling with non-User credentials");
    }

    private static void requireKey(IamUser user, String id) {
        if (user.keys().stream().noneMatch(key -> key.id().equals(id))) {
            throw missing(id);
        }
    }

    private static NoSuchEntityException missing(String id) {
        return Refusal.missing("The Access Key with id " + id + " cannot be found.");
    }
}
