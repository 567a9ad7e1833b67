package sh.lfc.nv.emulator.services.s3;

import java.util.List;
import java.util.Set;
import sh.lfc.nv.emulator.call.AwsError;
import sh.lfc.nv.emulator.call.Call;
import software.amazon.awssdk.services.s3.model.Grant;
import software.amazon.awssdk.services.s3.model.Grantee;
import software.amazon.awssdk.services.s3.model.ObjectOwnership;
import software.amazon.awssdk.services.s3.model.OwnershipControls;
import software.amazon.awssdk.services.s3.model.Permission;
import software.amazon.awssdk.services.s3.model.PublicAccessBlockConfiguration;
import software.amazon.awssdk.services.s3.model.Type;

/** Access control lists, which buckets do not take any more unless they are told to. */
final class AccessControlLists {

    /** Those that say no more than what holds anyway where the owner of the bucket owns everything in it. */
    private static final Set<String> HARMLESS = Set.of("bucket-owner-full-control", "private");

    private static final Set<String> PUBLIC = Set.of("public-read", "public-read-write", "authenticated-read");

    private AccessControlLists() {}

    static boolean enforced(Bucket bucket) {
        return bucket.settings().get(OwnershipControls.class).stream()
                .flatMap(controls -> controls.rules().stream())
                .anyMatch(rule -> rule.objectOwnership() == ObjectOwnership.BUCKET_OWNER_ENFORCED);
    }

    /**
     * Refuses a list that a writer sends along with an object where the bucket takes none, or no public ones.
     *
     * @param canned its name, or null
     * @param key the object's
     */
    static void refuseUnlessTaken(Bucket bucket, String canned, String key, Call call) {
        if (canned == null || HARMLESS.contains(canned)) {
            return;
        }
        if (enforced(bucket)) {
            throw notSupported();
        }
        if (PUBLIC.contains(canned)
                && PublicAccess.blocks(bucket.settings(), PublicAccessBlockConfiguration::blockPublicAcls)) {
            throw PublicAccess.listsPrevented(call, "s3:PutObject", bucket.arn() + "/" + key);
        }
    }

    static AwsError notSupported() {
        return AwsError.badRequest("AccessControlListNotSupported", "The bucket does not allow ACLs");
    }

    /** The list that everything has which nobody gave another one. */
    static List<Grant> ofOwner(Bucket bucket) {
        return List.of(Grant.builder()
                .grantee(Grantee.builder()
                        .type(Type.CANONICAL_USER)
                        .id(S3State.owner(bucket.account()).id())
                        .build())
                .permission(Permission.FULL_CONTROL)
                .build());
    }
}
