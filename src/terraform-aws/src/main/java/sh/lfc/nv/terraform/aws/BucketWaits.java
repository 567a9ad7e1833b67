package sh.lfc.nv.terraform.aws;

import java.util.Optional;
import sh.lfc.nv.terraform.wait.Wait;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Waits for objects in S3. */
public record BucketWaits(S3Client s3, Wait patience) {

    /** Until there is an object. A bucket that does not exist yet is waited for, too. */
    public HeadObjectResponse untilObjectExists(String bucket, String key) throws InterruptedException {
        return patience.untilPresent("s3://%s/%s".formatted(bucket, key), () -> head(bucket, key));
    }

    /** Until there is no object, or no bucket. */
    public void untilObjectIsGone(String bucket, String key) throws InterruptedException {
        patience.until(
                "s3://%s/%s to be gone".formatted(bucket, key),
                () -> head(bucket, key),
                Optional::isEmpty,
                found -> "it is there");
    }

    private Optional<HeadObjectResponse> head(String bucket, String key) {
        try {
            return Optional.of(s3.headObject(r -> r.bucket(bucket).key(key)));
        } catch (NoSuchKeyException e) {
            return Optional.empty();
        } catch (S3Exception e) {
            if (e.statusCode() == 404) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
