package sh.lfc.nv.emulator.services.kms;

import java.time.Duration;
import java.util.Map;
import sh.lfc.nv.emulator.call.AwsError;
import sh.lfc.nv.emulator.call.AwsService;
import sh.lfc.nv.emulator.call.Call;
import sh.lfc.nv.emulator.call.Regional;
import sh.lfc.nv.emulator.paging.OffsetPage;
import sh.lfc.nv.emulator.validation.Constraints;
import software.amazon.awssdk.services.kms.model.CancelKeyDeletionRequest;
import software.amazon.awssdk.services.kms.model.CancelKeyDeletionResponse;
import software.amazon.awssdk.services.kms.model.CreateKeyRequest;
import software.amazon.awssdk.services.kms.model.CreateKeyResponse;
import software.amazon.awssdk.services.kms.model.CustomerMasterKeySpec;
import software.amazon.awssdk.services.kms.model.DescribeKeyRequest;
import software.amazon.awssdk.services.kms.model.DescribeKeyResponse;
import software.amazon.awssdk.services.kms.model.DisableKeyRequest;
import software.amazon.awssdk.services.kms.model.DisableKeyResponse;
import software.amazon.awssdk.services.kms.model.EnableKeyRequest;
import software.amazon.awssdk.services.kms.model.EnableKeyResponse;
import software.amazon.awssdk.services.kms.model.KeyListEntry;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyUsageType;
import software.amazon.awssdk.services.kms.model.ListKeysRequest;
import software.amazon.awssdk.services.kms.model.ListKeysResponse;
import software.amazon.awssdk.services.kms.model.OriginType;
import software.amazon.awssdk.services.kms.model.ScheduleKeyDeletionRequest;
import software.amazon.awssdk.services.kms.model.ScheduleKeyDeletionResponse;
import software.amazon.awssdk.services.kms.model.UnsupportedOperationException;
import software.amazon.awssdk.services.kms.model.UpdateKeyDescriptionRequest;
import software.amazon.awssdk.services.kms.model.UpdateKeyDescriptionResponse;

/** The operations on keys: making, describing, disabling, deleting. */
final class KeyOperations implements AwsService {

    private static final int DEFAULT_WINDOW = 30;
    private static final int LEAST_WINDOW = 7;

    private final Regional<Keys> keys;

    KeyOperations(Regional<Keys> keys) {
        this.keys = keys;
    }

    @Override
    public String sdkPackage() {
        return "kms";
    }

    @SuppressWarnings("deprecation") // CustomerMasterKeySpec is what KeySpec was called before.
    public CreateKeyResponse createKey(CreateKeyRequest request, Call call) {
        Constraints.json()
                .length("description", request.description(), 0, 8192)
                .length("policy", request.policy(), 1, 131_072)
                .check();
        boolean symmetric = (request.keySpec() == null || request.keySpec() == KeySpec.SYMMETRIC_DEFAULT)
                && (request.customerMasterKeySpec() == null
                        || request.customerMasterKeySpec() == CustomerMasterKeySpec.SYMMETRIC_DEFAULT)
                && (request.keyUsage() == null || request.keyUsage() == KeyUsageType.ENCRYPT_DECRYPT)
                && (request.origin() == null || request.origin() == OriginType.AWS_KMS);
        if (!symmetric) {
            throw UnsupportedOperationException.builder()
                    .message("Keys other than SYMMETRIC_DEFAULT are not supported.")
                    .build();
        }
        if (request.policy() != null) {
            KeySettings.checkPolicy(request.policy());
        }
        Key key = keys.of(call)
                .create(
                        new Key.About(request.description(), false, Boolean.TRUE.equals(request.multiRegion())),
                        request.policy(),
                        KeySettings.tags(Map.of(), request.tags()));
        return CreateKeyResponse.builder()
                .keyMetadata(key.shown(call.scope().account()))
                .build();
    }

    public DescribeKeyResponse describeKey(DescribeKeyRequest request, Call call) {
        return DescribeKeyResponse.builder()
                .keyMetadata(
                        keys.of(call).get(request.keyId()).shown(call.scope().account()))
                .build();
    }

    public ListKeysResponse listKeys(ListKeysRequest request, Call call) {
        OffsetPage<Key> page = Pages.of(keys.of(call).all(), request.marker(), request.limit());
        return ListKeysResponse.builder()
                .keys(page.map(key ->
                        KeyListEntry.builder().keyId(key.id()).keyArn(key.arn()).build()))
                .truncated(page.truncated())
                .nextMarker(page.marker())
                .build();
    }

    /** A rotation that has become due in the meantime is made up for. */
    public EnableKeyResponse enableKey(EnableKeyRequest request, Call call) {
        Key enabled = keys.of(call).change(request.keyId(), key -> {
            Keys.requireNotPending(key);
            return key.with(Key.State.ENABLED);
        });
        keys.of(call).rotateDue(enabled.id());
        return EnableKeyResponse.builder().build();
    }

    public DisableKeyResponse disableKey(DisableKeyRequest request, Call call) {
        keys.of(call).change(request.keyId(), key -> {
            Keys.requireNotPending(key);
            return key.with(Key.State.DISABLED);
        });
        return DisableKeyResponse.builder().build();
    }

    public UpdateKeyDescriptionResponse updateKeyDescription(UpdateKeyDescriptionRequest request, Call call) {
        keys.of(call).change(request.keyId(), key -> {
            Keys.requireNotPending(key);
            return key.withDescription(request.description());
        });
        return UpdateKeyDescriptionResponse.builder().build();
    }

    public ScheduleKeyDeletionResponse scheduleKeyDeletion(ScheduleKeyDeletionRequest request, Call call) {
        Constraints.json()
                .range("pendingWindowInDays", request.pendingWindowInDays(), LEAST_WINDOW, DEFAULT_WINDOW)
                .check();
        int days = request.pendingWindowInDays() == null ? DEFAULT_WINDOW : request.pendingWindowInDays();
        Key deleted = keys.of(call).change(request.keyId(), key -> {
            Keys.requireNotPending(key);
            return key.with(new Key.State(false, call.time().plus(Duration.ofDays(days)), days));
        });
        keys.of(call).planDeletion(deleted);
        return ScheduleKeyDeletionResponse.builder()
                .keyId(deleted.arn())
                .deletionDate(deleted.state().gone())
                .keyState(deleted.state().shown())
                .pendingWindowInDays(days)
                .build();
    }

    /** The key is disabled then. */
    public CancelKeyDeletionResponse cancelKeyDeletion(CancelKeyDeletionRequest request, Call call) {
        Key kept = keys.of(call).change(request.keyId(), key -> {
            if (key.state().gone() == null) {
                throw AwsError.badRequest("KMSInvalidStateException", key.arn() + " is not pending deletion.");
            }
            return key.with(Key.State.DISABLED);
        });
        return CancelKeyDeletionResponse.builder().keyId(kept.arn()).build();
    }
}
