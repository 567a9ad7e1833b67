package sh.lfc.nv.emulator.services.s3;

import java.util.ArrayList;
import java.util.List;
import sh.lfc.nv.emulator.call.AwsService;
import sh.lfc.nv.emulator.call.Call;
import software.amazon.awssdk.services.s3.model.AccessControlPolicy;
import software.amazon.awssdk.services.s3.model.BucketCannedACL;
import software.amazon.awssdk.services.s3.model.GetBucketAclRequest;
import software.amazon.awssdk.services.s3.model.GetBucketAclResponse;
import software.amazon.awssdk.services.s3.model.GetObjectAclRequest;
import software.amazon.awssdk.services.s3.model.GetObjectAclResponse;
import software.amazon.awssdk.services.s3.model.Grant;
import software.amazon.awssdk.services.s3.model.Grantee;
import software.amazon.awssdk.services.s3.model.ObjectCannedACL;
import software.amazon.awssdk.services.s3.model.Permission;
import software.amazon.awssdk.services.s3.model.PublicAccessBlockConfiguration;
import software.amazon.awssdk.services.s3.model.PutBucketAclRequest;
import software.amazon.awssdk.services.s3.model.PutBucketAclResponse;
import software.amazon.awssdk.services.s3.model.PutObjectAclRequest;
import software.amazon.awssdk.services.s3.model.PutObjectAclResponse;
import software.amazon.awssdk.services.s3.model.Type;

/**
 * Access control lists of buckets and objects, as far as buckets without them and their owners need them. What a list
 * grants to others is kept and told, but lets nobody in, as if {@code IgnorePublicAcls} were on for all buckets.
 */
public final class AclOperations implements AwsService {

    private static final String ALL_USERS = "http://acs.amazonaws.com/groups/global/AllUsers";
    private static final String AUTHENTICATED = "http://acs.amazonaws.com/groups/global/AuthenticatedUsers";

    private final S3State state;

    AclOperations(S3State state) {
        this.state = state;
    }

    @Override
    public String sdkPackage() {
        return "s3";
    }

    public GetBucketAclResponse getBucketAcl(GetBucketAclRequest request, Call call) {
        Bucket bucket = state.bucket(request.bucket(), request.expectedBucketOwner(), call);
        List<Grant> grants = bucket.settings()
                .get(AccessControlPolicy.class)
                .map(AccessControlPolicy::grants)
                .orElseGet(() -> AccessControlLists.ofOwner(bucket));
        return GetBucketAclResponse.builder()
                .owner(S3State.owner(bucket.account()))
                .grants(grants)
                .build();
    }

    public PutBucketAclResponse putBucketAcl(PutBucketAclRequest request, Call call) {
        Bucket bucket = state.bucket(request.bucket(), request.expectedBucketOwner(), call);
        if (AccessControlLists.enforced(bucket)) {
            if (request.acl() == BucketCannedACL.PRIVATE) {
                return PutBucketAclResponse.builder().build();
            }
            throw AccessControlLists.notSupported();
        }
        AccessControlPolicy policy = request.accessControlPolicy();
        if (policy == null) {
            policy = AccessControlPolicy.builder()
                    .grants(canned(bucket, request.acl()))
                    .build();
        }
        boolean open = policy.grants().stream()
                .map(grant -> grant.grantee().uri())
                .anyMatch(uri -> ALL_USERS.equals(uri) || AUTHENTICATED.equals(uri));
        if (open && PublicAccess.blocks(bucket.settings(), PublicAccessBlockConfiguration::blockPublicAcls)) {
            throw PublicAccess.listsPrevented(call, "s3:PutBucketAcl", bucket.arn());
        }
        bucket.settings().put(policy);
        return PutBucketAclResponse.builder().build();
    }

    private static List<Grant> canned(Bucket bucket, BucketCannedACL acl) {
        List<Grant> grants = new ArrayList<>(AccessControlLists.ofOwner(bucket));
        switch (acl == null ? BucketCannedACL.PRIVATE : acl) {
            case PUBLIC_READ_WRITE -> {
                grants.add(group(ALL_USERS, Permission.READ));
                grants.add(group(ALL_USERS, Permission.WRITE));
            }
            case PUBLIC_READ -> grants.add(group(ALL_USERS, Permission.READ));
            case AUTHENTICATED_READ -> grants.add(group(AUTHENTICATED, Permission.READ));
            default -> {
                return grants;
            }
        }
        return grants;
    }

    private static Grant group(String uri, Permission permission) {
        return Grant.builder()
                .grantee(Grantee.builder().type(Type.GROUP).uri(uri).build())
                .permission(permission)
                .build();
    }

    public GetObjectAclResponse getObjectAcl(GetObjectAclRequest request, Call call) {
        Bucket bucket = state.bucket(request.bucket(), request.expectedBucketOwner(), call);
        ObjectReader.find(bucket, request.key(), request.versionId(), "GET");
        return GetObjectAclResponse.builder()
                .owner(S3State.owner(bucket.account()))
                .grants(AccessControlLists.ofOwner(bucket))
                .build();
    }

    /** The owner's own list is the only one that objects can have here. */
    public PutObjectAclResponse putObjectAcl(PutObjectAclRequest request, Call call) {
        Bucket bucket = state.bucket(request.bucket(), request.expectedBucketOwner(), call);
        if (AccessControlLists.enforced(bucket)) {
            throw AccessControlLists.notSupported();
        }
        ObjectReader.find(bucket, request.key(), request.versionId(), "PUT");
        if (request.acl() != ObjectCannedACL.PRIVATE && request.acl() != ObjectCannedACL.BUCKET_OWNER_FULL_CONTROL) {
            throw Refusals.notImplemented("x-amz-acl");
        }
        return PutObjectAclResponse.builder().build();
    }
}
