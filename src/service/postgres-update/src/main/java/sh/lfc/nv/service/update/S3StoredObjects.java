package sh.lfc.nv.service.update;

import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Asks S3 by {@code HeadObject}. */
final class S3StoredObjects implements StoredObjects {

    /** Not found, and what HeadObject answers for a version that is a delete marker. */
    private static final Set<Integer> ABSENT = Set.of(404, 405);

    private static final int BAD_REQUEST = 400;
    private static final String S3_DEFAULT_TYPE = "binary/octet-stream";

    private final S3Client s3;
    private final String bucket;

    S3StoredObjects(S3Client s3, String bucket) {
        this.s3 = s3;
        this.bucket = bucket;
    }

    @Override
    public Optional<Head> head(String key, Optional<String> versionId) {
        try {
            HeadObjectResponse head =
                    s3.headObject(request -> request.bucket(bucket).key(key).versionId(versionId.orElse(null)));
            return Optional.of(new Head(
                    head.contentLength(),
                    Optional.ofNullable(head.contentType()).orElse(S3_DEFAULT_TYPE),
                    head.eTag().replace("\"", ""),
                    Optional.ofNullable(head.versionId()),
                    head.lastModified()));
        } catch (S3Exception refused) {
            if (ABSENT.contains(refused.statusCode())) {
                return Optional.empty();
            }
            if (refused.statusCode() == BAD_REQUEST) {
                throw new BadRecordException("S3 knows no such key or version");
            }
            throw refused;
        }
    }
}
