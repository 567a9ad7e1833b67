package sh.lfc.nv.harness.sandbox;

import java.util.List;
import sh.lfc.nv.canary.aws.AwsAccess;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.S3Object;

/** What Terraforms that were killed leave locked. */
final class StateLocks {
    private static final String ENDING = ".tflock";

    private final AwsAccess aws;
    private final Run run;

    StateLocks(AwsAccess aws, Run run) {
        this.aws = aws;
        this.run = run;
    }

    /**
     * Takes the locks of a run away whose processes are all gone; only for who holds the run. A Terraform that was only
     * interrupted, as its harness was killed, gives its lock back by itself: it is waited for.
     *
     * @return the states that were locked
     */
    List<String> release() throws InterruptedException {
        run.awaitIdle();
        try (var s3 = aws.client(S3Client.builder())) {
            var bucket = run.facts().stateBucket();
            var locks = s3.listObjectsV2Paginator(list -> list.bucket(bucket)).contents().stream()
                    .map(S3Object::key)
                    .filter(key -> key.endsWith(ENDING))
                    .toList();
            locks.forEach(key -> s3.deleteObject(delete -> delete.bucket(bucket).key(key)));
            return locks.stream()
                    .map(key -> key.substring(0, key.length() - ENDING.length()))
                    .toList();
        } catch (NoSuchBucketException e) {
            return List.of();
        }
    }
}
