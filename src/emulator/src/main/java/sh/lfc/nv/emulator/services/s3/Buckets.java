package sh.lfc.nv.emulator.services.s3;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import sh.lfc.nv.emulator.call.AwsError;
import sh.lfc.nv.emulator.call.Call;

/** All buckets of all accounts and regions: their names are one namespace. Safe for use by many threads. */
final class Buckets {

    private final Map<String, Bucket> byName = new ConcurrentSkipListMap<>();

    /** The bucket of that name that exists, after adding the given one where there is none. */
    Bucket add(Bucket bucket) {
        Bucket existing = byName.putIfAbsent(bucket.name(), bucket);
        return existing == null ? bucket : existing;
    }

    Optional<Bucket> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    void remove(Bucket bucket) {
        byName.remove(bucket.name(), bucket);
    }

    /** In the order of their names. */
    Collection<Bucket> all() {
        return byName.values();
    }

    /**
     * The bucket that a call addresses.
     *
     * @param expectedOwner the account that the caller takes for the owner, or null
     */
    Bucket get(String name, String expectedOwner, Call call) {
        Bucket bucket = anywhere(name, expectedOwner);
        if (!bucket.region().equals(call.scope().region())) {
            throw new AwsError(
                            "PermanentRedirect",
                            301,
                            "The bucket you are attempting to access must be addressed using the specified endpoint."
                                    + " Please send all future requests to this endpoint.")
                    .with("Endpoint", name + ".s3." + bucket.region() + ".amazonaws.com")
                    .with("Bucket", name)
                    .header("x-amz-bucket-region", bucket.region());
        }
        return bucket;
    }

    /** The bucket that a call addresses, whatever region the call is signed for. */
    Bucket anywhere(String name, String expectedOwner) {
        Bucket bucket = find(name).orElseThrow(() -> Refusals.noSuchBucket(name));
        boolean otherOwner = expectedOwner != null && !expectedOwner.equals(bucket.account());
        if (otherOwner) {
            throw Refusals.accessDenied();
        }
        return bucket;
    }
}
