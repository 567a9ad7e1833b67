package sh.lfc.nv.emulator.services.kms;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.services.kms.model.CustomerMasterKeySpec;
import software.amazon.awssdk.services.kms.model.EncryptionAlgorithmSpec;
import software.amazon.awssdk.services.kms.model.KeyManagerType;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyState;
import software.amazon.awssdk.services.kms.model.KeyUsageType;
import software.amazon.awssdk.services.kms.model.MultiRegionKeyType;
import software.amazon.awssdk.services.kms.model.OriginType;

/**
 * A symmetric key.
 *
 * @param about what its owner said of it
 * @param materials the secrets themselves
 * @param state whether it may be used
 * @param policy who may use it, JSON
 * @param tags by key
 */
record Key(
        String id,
        String arn,
        Instant created,
        About about,
        Materials materials,
        State state,
        Rotation rotation,
        String policy,
        Map<String, String> tags) {

    /**
     * What is said of a key.
     *
     * @param ofAws whether AWS manages it, as the default keys of services
     */
    record About(String description, boolean ofAws, boolean multiRegion) {}

    /**
     * Whether a key may be used.
     *
     * @param gone when the key is deleted for good, or null
     * @param window the days between the request to delete and the deletion; 0 for a key that stays
     */
    record State(boolean enabled, Instant gone, int window) {

        static final State ENABLED = new State(true, null, 0);
        static final State DISABLED = new State(false, null, 0);

        KeyState shown() {
            if (gone != null) {
                return KeyState.PENDING_DELETION;
            }
            return enabled ? KeyState.ENABLED : KeyState.DISABLED;
        }
    }

    /**
     * Whether the material is renewed each so many days.
     *
     * @param since when that was last begun to count
     */
    record Rotation(boolean enabled, int days, Instant since) {

        static final Rotation NONE = new Rotation(false, 365, null);

        /** When it is next. */
        Instant due() {
            return since.plus(Duration.ofDays(days));
        }
    }

    Key {
        tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
    }

    Key with(State changed) {
        return new Key(id, arn, created, about, materials, changed, rotation, policy, tags);
    }

    Key with(Rotation changed) {
        return new Key(id, arn, created, about, materials, state, changed, policy, tags);
    }

    Key with(Materials changed) {
        return new Key(id, arn, created, about, changed, state, rotation, policy, tags);
    }

    Key withDescription(String changed) {
        return new Key(
                id,
                arn,
                created,
                new About(changed, about.ofAws(), about.multiRegion()),
                materials,
                state,
                rotation,
                policy,
                tags);
    }

    Key withPolicy(String changed) {
        return new Key(id, arn, created, about, materials, state, rotation, changed, tags);
    }

    Key withTags(Map<String, String> changed) {
        return new Key(id, arn, created, about, materials, state, rotation, policy, changed);
    }

    @SuppressWarnings("deprecation") // CustomerMasterKeySpec is still answered beside KeySpec.
    KeyMetadata shown(String account) {
        KeyMetadata.Builder shown = KeyMetadata.builder()
                .awsAccountId(account)
                .keyId(id)
                .arn(arn)
                .creationDate(created)
                .enabled(state.shown() == KeyState.ENABLED)
                .description(about.description() == null ? "" : about.description())
                .keyUsage(KeyUsageType.ENCRYPT_DECRYPT)
                .keyState(state.shown())
                .origin(OriginType.AWS_KMS)
                .keyManager(about.ofAws() ? KeyManagerType.AWS : KeyManagerType.CUSTOMER)
                .customerMasterKeySpec(CustomerMasterKeySpec.SYMMETRIC_DEFAULT)
                .keySpec(KeySpec.SYMMETRIC_DEFAULT)
                .encryptionAlgorithms(EncryptionAlgorithmSpec.SYMMETRIC_DEFAULT)
                .multiRegion(about.multiRegion());
        if (state.gone() != null) {
            shown.deletionDate(state.gone());
        }
        if (about.multiRegion()) {
            shown.multiRegionConfiguration(config -> config.multiRegionKeyType(MultiRegionKeyType.PRIMARY)
                    .primaryKey(primary -> primary.arn(arn).region(arn.split(":")[3])));
        }
        return shown.build();
    }

    /** Never shows the material. */
    @Override
    public String toString() {
        return "Key[" + arn + "]";
    }
}
