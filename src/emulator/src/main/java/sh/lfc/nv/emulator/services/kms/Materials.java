package sh.lfc.nv.emulator.services.kms;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import javax.crypto.SecretKey;
import software.amazon.awssdk.services.kms.model.RotationType;

/**
 * The secrets of a key, the oldest first. The last one encrypts; the others go on decrypting what they have encrypted
 * ("Rotate AWS KMS keys").
 */
record Materials(List<Material> all) {

    /**
     * @param since when it came to be the current one
     * @param by how the rotation came about that made it, or null for the first
     */
    record Material(String id, SecretKey secret, Instant since, RotationType by) {

        /** Never shows the secret. */
        @Override
        public String toString() {
            return "Material[" + id + "]";
        }
    }

    Materials {
        all = List.copyOf(all);
    }

    Materials and(Material next) {
        return new Materials(Stream.concat(all.stream(), Stream.of(next)).toList());
    }

    int current() {
        return all.size() - 1;
    }

    long count(RotationType type) {
        return all.stream().filter(material -> material.by() == type).count();
    }
}
