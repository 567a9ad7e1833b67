package sh.lfc.nv.emulator.services.s3;

import java.util.List;
import java.util.Set;
import sh.lfc.nv.emulator.call.AwsError;
import software.amazon.awssdk.services.s3.model.Grant;
import software.amazon.awssdk.services.s3.model.Grantee;
import software.amazon.awssdk.services.s3.model.ObjectOwnership;
import software.amazon.awssdk.services.s3.model.OwnershipControls;
import software.amazon.awssdk.services.s3.model.Permission;
import software.amazon.awssdk.services.s3.model.Type;

/** Access control lists, which buckets do not take any more unless they are told to. */
final class AccessControlLists {

    /** Those that say no more than what holds anyway where the owner of the bucket owns everything in it. */
    private static final Set<String> HARMLESS = Set.of("bucket-owner-full-control", "private");

    private AccessControlLists() {}

    static boolean enforced(Bucket bucket) {
        return bucket.settings().get(OwnershipControls.class).stream()
                .flatMap(controls -> controls.rules().stream())
                .anyMatch(rule -> rule.objectOwnership() == ObjectOwnership.BUCKET_OWNER_ENFORCED);
    }

    /**
     * Refuses a list that a writer sends along where the bucket takes none.
     *
     * @param canned its name, or null
     */
    static void refuseWhereEnforced(Bucket bucket, String canned) {
        if (canned != null && !HARMLESS.contains(canned) && enforced(bucket)) {
            throw notSupported();
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
