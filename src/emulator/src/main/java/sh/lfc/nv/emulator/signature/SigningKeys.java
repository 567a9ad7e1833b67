package sh.lfc.nv.emulator.signature;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Signing keys, which are the same for all requests of a day that one secret signs for one service in one region. Safe
 * for use by many threads.
 */
final class SigningKeys {

    /** Sessions come and go; more than these are not in use at a time. */
    private static final int MOST = 1_000;

    private record Scope(String secret, String date, String region, String service) {}

    private final Map<Scope, byte[]> keys = new ConcurrentHashMap<>();

    byte[] of(SignedRequest signed, String secret) {
        if (keys.size() > MOST) {
            keys.clear();
        }
        return keys.computeIfAbsent(
                new Scope(secret, signed.date(), signed.region(), signed.service()),
                scope -> SignatureV4.signingKey(signed, secret));
    }
}
