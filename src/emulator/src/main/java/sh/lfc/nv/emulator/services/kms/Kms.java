package sh.lfc.nv.emulator.services.kms;

import java.util.List;
import sh.lfc.nv.emulator.call.AwsService;
import sh.lfc.nv.emulator.call.Platform;
import sh.lfc.nv.emulator.call.Regional;
import sh.lfc.nv.emulator.call.Scope;

/** KMS as a whole: its operations, one class for each family of them, and what other services ask of it. */
public final class Kms {

    private final Regional<Keys> keys;
    private final List<AwsService> services;

    public Kms(Platform platform) {
        this.keys = new Regional<>(scope -> new Keys(scope, platform));
        this.services = List.of(
                new KeyOperations(keys),
                new KeySettings(keys),
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
}
