package sh.lfc.nv.emulator.services.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import sh.lfc.nv.emulator.Emulator;
import sh.lfc.nv.emulator.services.Clients;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** An emulator with a client of its S3. Each test makes buckets of its own. */
final class S3Fixture implements AutoCloseable {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final Emulator aws;
    private final S3Client s3;

    S3Fixture() throws IOException {
        aws = Emulator.builder().port(0).start();
        s3 = Clients.of(
                S3Client.builder()
                        .forcePathStyle(true)
                        .overrideConfiguration(all -> all.addExecutionInterceptor(new NoExpectation())),
                aws);
    }

    Emulator aws() {
        return aws;
    }

    S3Client s3() {
        return s3;
    }

    /** A new bucket. */
    String bucket() {
        String name = "bucket-" + NUMBER.incrementAndGet();
        s3.createBucket(create -> create.bucket(name));
        return name;
    }

    String versionedBucket() {
        String name = bucket();
        versioning(name, BucketVersioningStatus.ENABLED);
        return name;
    }

    void versioning(String bucket, BucketVersioningStatus status) {
        s3.putBucketVersioning(
                put -> put.bucket(bucket).versioningConfiguration(configuration -> configuration.status(status)));
    }

    PutObjectResponse put(String bucket, String key, String text) {
        return s3.putObject(put -> put.bucket(bucket).key(key), RequestBody.fromString(text));
    }

    String get(String bucket, String key) {
        return s3.getObjectAsBytes(get -> get.bucket(bucket).key(key)).asUtf8String();
    }

    static AbstractThrowableAssert<?, ? extends Throwable> assertRefused(
            int status, String code, ThrowingCallable call) {
        return assertThatThrownBy(call).isInstanceOfSatisfying(S3Exception.class, refusal -> {
            assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo(code);
            assertThat(refusal.statusCode()).isEqualTo(status);
        });
    }

    @Override
    public void close() {
        s3.close();
        aws.close();
    }

    /** The client on the JDK's connections cannot read a refusal that comes instead of "100 Continue". */
    private static final class NoExpectation implements ExecutionInterceptor {

        @Override
        public SdkHttpRequest modifyHttpRequest(Context.ModifyHttpRequest context, ExecutionAttributes attributes) {
            return context.httpRequest().toBuilder().removeHeader("Expect").build();
        }
    }
}
