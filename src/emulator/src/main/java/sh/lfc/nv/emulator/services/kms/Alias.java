package sh.lfc.nv.emulator.services.kms;

import java.time.Instant;
import software.amazon.awssdk.services.kms.model.AliasListEntry;

/**
 * Another name of a key.
 *
 * @param name with {@code alias/}
 * @param keyId the key that it stands for; null, as its times, for a default key that is not made yet
 */
record Alias(String name, String arn, String keyId, Instant created, Instant updated) {

    AliasListEntry shown() {
        return AliasListEntry.builder()
                .aliasName(name)
                .aliasArn(arn)
                .targetKeyId(keyId)
                .creationDate(created)
                .lastUpdatedDate(updated)
                .build();
    }
}
