package sh.lfc.nv.emulator.services.rds;

import java.util.Optional;
import sh.lfc.nv.emulator.call.Scope;

/** The keys that storage is encrypted with. */
@FunctionalInterface
public interface StorageKeys {

    /** The key that is used where none is named. */
    String DEFAULT = "alias/aws/rds";

    /**
     * The ARN of a key.
     *
     * @param id its identifier, ARN or alias
     * @return empty when there is no such key
     */
    Optional<String> arn(Scope scope, String id);
}
