package sh.lfc.nv.emulator.services.kms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import sh.lfc.nv.emulator.Emulator;
import sh.lfc.nv.emulator.services.DirectCalls;
import sh.lfc.nv.emulator.time.EmulatorClock;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.AliasListEntry;
import software.amazon.awssdk.services.kms.model.AlreadyExistsException;
import software.amazon.awssdk.services.kms.model.DataKeySpec;
import software.amazon.awssdk.services.kms.model.DecryptResponse;
import software.amazon.awssdk.services.kms.model.DisabledException;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyResponse;
import software.amazon.awssdk.services.kms.model.IncludeKeyMaterial;
import software.amazon.awssdk.services.kms.model.InvalidCiphertextException;
import software.amazon.awssdk.services.kms.model.KeyManagerType;
import software.amazon.awssdk.services.kms.model.KeyMaterialState;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.KeyState;
import software.amazon.awssdk.services.kms.model.KmsInvalidStateException;
import software.amazon.awssdk.services.kms.model.NotFoundException;
import software.amazon.awssdk.services.kms.model.RotationType;
import software.amazon.awssdk.services.kms.model.RotationsListEntry;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KmsTest {

    private Emulator aws;
    private KmsClient kms;

    @BeforeAll
    void start() throws IOException {
        aws = Emulator.builder().port(0).start();
        kms = KmsClient.builder()
                .endpointOverride(aws.endpoint())
                .region(Region.US_EAST_1)
                .httpClient(UrlConnectionHttpClient.create())
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .build();
    }

    @AfterAll
    void stop() {
        kms.close();
        aws.close();
    }

    @Test
    void whatIsEncryptedIsDecryptedWithoutNamingTheKey() {
        String key = key();
        SdkBytes secret = SdkBytes.fromUtf8String("attack at dawn");

        SdkBytes ciphertext = kms.encrypt(r -> r.keyId(key).plaintext(secret)).ciphertextBlob();

        assertThat(ciphertext.asString(StandardCharsets.ISO_8859_1)).doesNotContain("attack");
        assertThat(kms.decrypt(r -> r.ciphertextBlob(ciphertext)))
                .returns(secret, DecryptResponse::plaintext)
                .returns(kms.describeKey(r -> r.keyId(key)).keyMetadata().arn(), DecryptResponse::keyId);
    }

    @Test
    void theContextMustBeTheSame() {
        String key = key();
        SdkBytes ciphertext = kms.encrypt(r -> r.keyId(key)
                        .plaintext(SdkBytes.fromUtf8String("x"))
                        .encryptionContext(Map.of("a", "1", "b", "2")))
                .ciphertextBlob();

        assertThat(kms.decrypt(r -> r.ciphertextBlob(ciphertext).encryptionContext(Map.of("b", "2", "a", "1")))
                        .plaintext()
                        .asUtf8String())
                .isEqualTo("x");
        assertThatThrownBy(() -> kms.decrypt(r -> r.ciphertextBlob(ciphertext).encryptionContext(Map.of("a", "1"))))
                .isInstanceOf(InvalidCiphertextException.class);
        assertThatThrownBy(() -> kms.decrypt(r -> r.ciphertextBlob(SdkBytes.fromUtf8String("no ciphertext"))))
                .isInstanceOf(InvalidCiphertextException.class);
    }

    @Test
    void aDataKeyComesInTheClearAndEncrypted() {
        String key = key();

        GenerateDataKeyResponse made = kms.generateDataKey(r -> r.keyId(key).keySpec(DataKeySpec.AES_256));

        assertThat(made.plaintext().asByteArray()).hasSize(32);
        assertThat(kms.decrypt(r -> r.ciphertextBlob(made.ciphertextBlob())).plaintext())
                .isEqualTo(made.plaintext());
    }

    @Test
    void aDefaultKeyIsMadeWhenItIsFirstAskedFor() {
        KeyMetadata key =
                kms.describeKey(r -> r.keyId("alias/aws/secretsmanager")).keyMetadata();

        assertThat(key.keyManager()).isEqualTo(KeyManagerType.AWS);
        assertThat(kms.describeKey(r -> r.keyId("alias/aws/secretsmanager"))
                        .keyMetadata()
                        .keyId())
                .isEqualTo(key.keyId());
        assertThatThrownBy(() -> kms.describeKey(r -> r.keyId("alias/aws/nothing")))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("Alias arn:aws:kms:us-east-1:000000000000:alias/aws/nothing is not found.");
    }

    @Test
    void aKeyThatIsDisabledOrDyingIsNotUsed() {
        String key = key();
        SdkBytes text = SdkBytes.fromUtf8String("x");
        kms.disableKey(r -> r.keyId(key));

        assertThatThrownBy(() -> kms.encrypt(r -> r.keyId(key).plaintext(text)))
                .isInstanceOf(DisabledException.class)
                .hasMessageContaining("key/" + key + " is disabled.");
        kms.scheduleKeyDeletion(r -> r.keyId(key).pendingWindowInDays(7));
        assertThatThrownBy(() -> kms.encrypt(r -> r.keyId(key).plaintext(text)))
                .isInstanceOf(KmsInvalidStateException.class)
                .hasMessageContaining("is pending deletion.");
        kms.cancelKeyDeletion(r -> r.keyId(key));
        assertThat(kms.describeKey(r -> r.keyId(key)).keyMetadata().keyState()).isEqualTo(KeyState.DISABLED);
    }

    @Test
    void anAliasStandsForAKeyUntilItIsMoved() {
        String first = key();
        String second = key();
        kms.createAlias(r -> r.aliasName("alias/moved").targetKeyId(first));

        assertThatThrownBy(() -> kms.createAlias(r -> r.aliasName("alias/moved").targetKeyId(second)))
                .isInstanceOf(AlreadyExistsException.class);
        kms.updateAlias(r -> r.aliasName("alias/moved").targetKeyId(second));

        assertThat(kms.describeKey(r -> r.keyId("alias/moved")).keyMetadata().keyId())
                .isEqualTo(second);
        assertThat(kms.listAliases(r -> r.keyId(second)).aliases())
                .extracting(AliasListEntry::aliasName)
                .containsExactly("alias/moved");
    }

    @Test
    void afterItsWindowAKeyIsGone(@TempDir Path data) {
        try (DirectCalls calls = new DirectCalls(data)) {
            KmsClient client = calls.client(KmsClient.class, new Kms(calls.platform()).services());
            String key =
                    client.createKey(r -> r.description("short")).keyMetadata().keyId();
            client.scheduleKeyDeletion(r -> r.keyId(key).pendingWindowInDays(7));

            calls.platform().clock().advance(Duration.ofDays(7).plusSeconds(1));

            assertThatThrownBy(() -> client.describeKey(r -> r.keyId(key)))
                    .isInstanceOf(NotFoundException.class)
                    .hasMessageContaining("Key 'arn:aws:kms:us-east-1:000000000000:key/" + key + "' does not exist");
            calls.platform().clock().reset();
            assertThatThrownBy(() -> client.cancelKeyDeletion(r -> r.keyId(key)))
                    .isInstanceOf(NotFoundException.class);
        }
    }

    @Test
    void aKeyIsRotatedEachPeriodAndStillDecryptsWhatItHasEncrypted(@TempDir Path data) {
        try (DirectCalls calls = new DirectCalls(data)) {
            EmulatorClock clock = calls.platform().clock();
            KmsClient client = calls.client(KmsClient.class, new Kms(calls.platform()).services());
            String key = client.createKey(r -> r.description("rotated"))
                    .keyMetadata()
                    .keyId();
            client.enableKeyRotation(r -> r.keyId(key).rotationPeriodInDays(90));
            Instant due = client.getKeyRotationStatus(r -> r.keyId(key)).nextRotationDate();
            assertThat(due).isCloseTo(clock.instant().plus(90, ChronoUnit.DAYS), within(1, ChronoUnit.MINUTES));
            SdkBytes secret = SdkBytes.fromUtf8String("attack at dawn");
            SdkBytes before =
                    client.encrypt(r -> r.keyId(key).plaintext(secret)).ciphertextBlob();

            clock.advance(Duration.ofDays(89));
            assertThat(client.listKeyRotations(r -> r.keyId(key)).rotations()).isEmpty();
            clock.advance(Duration.ofDays(92));

            assertThat(client.listKeyRotations(r -> r.keyId(key)).rotations())
                    .extracting(RotationsListEntry::rotationType)
                    .containsExactly(RotationType.AUTOMATIC, RotationType.AUTOMATIC);
            assertThat(client.listKeyRotations(r -> r.keyId(key))
                            .rotations()
                            .get(0)
                            .rotationDate())
                    .isCloseTo(due, within(1, ChronoUnit.MINUTES));
            SdkBytes after = client.encrypt(r -> r.keyId(key).plaintext(secret)).ciphertextBlob();
            for (SdkBytes ciphertext : List.of(before, after)) {
                assertThat(client.decrypt(r -> r.ciphertextBlob(ciphertext)).plaintext())
                        .isEqualTo(secret);
            }
            assertThat(client.listKeyRotations(
                                    r -> r.keyId(key).includeKeyMaterial(IncludeKeyMaterial.ALL_KEY_MATERIAL))
                            .rotations())
                    .extracting(RotationsListEntry::keyMaterialState)
                    .containsExactly(
                            KeyMaterialState.NON_CURRENT, KeyMaterialState.NON_CURRENT, KeyMaterialState.CURRENT);
        }
    }

    @Test
    void aKeyThatIsDisabledIsRotatedOnceItIsEnabledAgain(@TempDir Path data) {
        try (DirectCalls calls = new DirectCalls(data)) {
            KmsClient client = calls.client(KmsClient.class, new Kms(calls.platform()).services());
            String key =
                    client.createKey(r -> r.description("away")).keyMetadata().keyId();
            client.enableKeyRotation(r -> r.keyId(key));
            client.disableKey(r -> r.keyId(key));

            calls.platform().clock().advance(Duration.ofDays(400));
            assertThat(client.listKeyRotations(r -> r.keyId(key)).rotations()).isEmpty();
            client.enableKey(r -> r.keyId(key));

            assertThat(client.listKeyRotations(r -> r.keyId(key)).rotations()).hasSize(1);
            calls.platform().clock().advance(Duration.ofDays(366));
            assertThat(client.listKeyRotations(r -> r.keyId(key)).rotations()).hasSize(2);
        }
    }

    @Test
    void aKeyIsRotatedOnDemand() {
        String key = key();

        kms.rotateKeyOnDemand(r -> r.keyId(key));

        assertThat(kms.listKeyRotations(r -> r.keyId(key)).rotations())
                .extracting(RotationsListEntry::rotationType)
                .containsExactly(RotationType.ON_DEMAND);
        assertThat(kms.getKeyRotationStatus(r -> r.keyId(key)).keyRotationEnabled())
                .isFalse();
        assertThat(kms.getKeyRotationStatus(r -> r.keyId("alias/aws/sns")).keyRotationEnabled())
                .isTrue();
    }

    private String key() {
        return kms.createKey(r -> r.description("test")).keyMetadata().keyId();
    }
}
