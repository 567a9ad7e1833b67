package sh.lfc.nv.emulator.services.kms;

import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import sh.lfc.nv.emulator.call.AwsService;
import sh.lfc.nv.emulator.call.Platform;
import sh.lfc.nv.emulator.call.Regional;
import sh.lfc.nv.emulator.call.Scope;
import software.amazon.awssdk.services.kms.model.NotFoundException;

/** KMS as a whole: its operations, one class for each family of them, and what other services ask of it. */
public final class Kms {

    private final Regional<Keys> keys;
    private final List<AwsService> services;

    public Kms(Platform platform) {
        this.keys = new Regional<>(scope -> new Keys(scope, platform));
        this.services = List.of(
                new KeyOperations(keys),
                new KeySettings(keys),
                new KeyRotations(keys),
                new AliasOperations(keys),
                new CryptographicOperations(keys));
    }

    /** What answers the calls of KMS. */
    public List<AwsService> services() {
        return services;
    }

    /**
     * The ARN of the key that another service is told to encrypt with. Default keys such as {@code alias/aws/s3} are
     * made when they are first asked for.
     *
     * @param id a key's identifier, ARN, alias or alias ARN
     * @throws software.amazon.awssdk.services.kms.model.NotFoundException when there is no such key
     */
    public String keyArn(Scope scope, String id) {
        return keys.of(scope).get(id).arn();
    }

    /** The same, for something that may be no key at all. */
    public Optional<String> findKeyArn(Scope scope, String id) {
        try {
            return Optional.of(keyArn(scope, id));
        } catch (NotFoundException e) {
            return Optional.empty();
        }
    }

    /**
     * The ARN of the key with which something was encrypted.
     *
     * @param ciphertext in Base64
     */
    public Optional<String> keyArnOfCiphertext(Scope scope, String ciphertext) {
        return Ciphertext.parse(Base64.getDecoder().decode(ciphertext))
                .flatMap(parsed -> keys.of(scope).find(parsed.keyId()))
                .map(Key::arn);
    }

    /** The policy of a key, in JSON; empty where there is no such key. */
    public Optional<String> policy(String keyArn) {
        return ofArn(keyArn).map(Key::policy);
    }

    /** The tags of a key; none where there is no such key. */
    public Map<String, String> tags(String keyArn) {
        return ofArn(keyArn).map(Key::tags).orElse(Map.of());
    }

    /** The tags of all keys of an account and region, by ARN. */
    public Map<String, Map<String, String>> tagged(Scope scope) {
        return keys.of(scope).all().stream().collect(Collectors.toMap(Key::arn, Key::tags));
    }

    private Optional<Key> ofArn(String arn) {
        int id = arn.indexOf(":key/");
        return id < 0 ? Optional.empty() : keys.of(Scope.ofArn(arn)).find(arn.substring(id + 5));
    }
}
