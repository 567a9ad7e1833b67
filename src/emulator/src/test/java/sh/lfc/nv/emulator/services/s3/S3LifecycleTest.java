package sh.lfc.nv.emulator.services.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import sh.lfc.nv.emulator.services.Clients;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Event;
import software.amazon.awssdk.services.s3.model.InvalidObjectStateException;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Each test moves the time of an emulator of its own. */
class S3LifecycleTest {

    private S3Fixture fixture;
    private S3Client s3;

    @BeforeEach
    void start() throws IOException {
        fixture = new S3Fixture();
        s3 = fixture.s3();
    }

    @AfterEach
    void end() {
        fixture.close();
    }

    @Test
    void expiredObjectsDisappearFromTheListAndItIsTold() {
        String bucket = fixture.bucket();
        rules(
                bucket,
                LifecycleRule.builder()
                        .id("expire")
                        .status("Enabled")
                        .filter(filter -> filter.prefix("old/"))
                        .expiration(expiration -> expiration.days(30))
                        .build());
        fixture.put(bucket, "old/file", "text");
        fixture.put(bucket, "kept", "text");
        assertThat(s3.headObject(head -> head.bucket(bucket).key("old/file")).expiration())
                .matches("expiry-date=\"\\w{3}, .* 00:00:00 GMT\", rule-id=\"expire\"");

        try (SqsClient sqs = Clients.of(SqsClient.builder(), fixture.aws())) {
            String queue = sqs.createQueue(create -> create.queueName("events")
                            .attributes(Map.of(
                                    QueueAttributeName.POLICY,
                                    "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{"
                                            + "\"Service\":\"s3.amazonaws.com\"},\"Action\":\"sqs:SendMessage\","
                                            + "\"Resource\":\"*\"}]}")))
                    .queueUrl();
            s3.putBucketNotificationConfiguration(put -> put.bucket(bucket)
                    .notificationConfiguration(all ->
                            all.queueConfigurations(one -> one.queueArn("arn:aws:sqs:us-east-1:000000000000:events")
                                    .events(Event.S3_LIFECYCLE_EXPIRATION))));
            fixture.aws().clock().advance(Duration.ofDays(31));

            await().untilAsserted(() -> assertThat(
                            s3.listObjectsV2(list -> list.bucket(bucket)).contents())
                    .extracting(object -> object.key())
                    .containsExactly("kept"));
            await().untilAsserted(() -> assertThat(sqs.receiveMessage(receive -> receive.queueUrl(queue))
                            .messages())
                    .extracting(Message::body)
                    .anyMatch(body -> body.contains("\"LifecycleExpiration:Delete\"")));
        }
    }

    @Test
    void objectsMoveDownToCheaperClassesUnlessTheyAreSmall() {
        String bucket = fixture.bucket();
        rules(
                bucket,
                LifecycleRule.builder()
                        .id("archive")
                        .status("Enabled")
                        .filter(filter -> filter.prefix(""))
                        .transitions(to -> to.days(30).storageClass("STANDARD_IA"), to -> to.days(90)
                                .storageClass("GLACIER"))
                        .build());
        fixture.put(bucket, "large", "x".repeat(128 * 1024));
        fixture.put(bucket, "small", "text");

        fixture.aws().clock().advance(Duration.ofDays(31));

        assertThat(storageClass(bucket, "large")).isEqualTo("STANDARD_IA");
        assertThat(fixture.get(bucket, "large")).hasSize(128 * 1024);

        fixture.aws().clock().advance(Duration.ofDays(60));

        assertThat(storageClass(bucket, "large")).isEqualTo("GLACIER");
        assertThat(storageClass(bucket, "small")).isEqualTo("STANDARD");
        assertThatThrownBy(() -> fixture.get(bucket, "large"))
                .isInstanceOf(InvalidObjectStateException.class)
                .hasMessageContaining("The operation is not valid for the object's storage class");
    }

    private String storageClass(String bucket, String key) {
        return s3.listObjectsV2(list -> list.bucket(bucket).prefix(key))
                .contents()
                .get(0)
                .storageClassAsString();
    }

    @Test
    void anObjectNotYetThatOldStays() {
        String bucket = fixture.bucket();
        rules(
                bucket,
                LifecycleRule.builder()
                        .id("expire")
                        .status("Enabled")
                        .filter(filter -> filter.prefix(""))
                        .expiration(expiration -> expiration.days(30))
                        .abortIncompleteMultipartUpload(abort -> abort.daysAfterInitiation(1))
                        .build());
        fixture.put(bucket, "file", "text");
        s3.createMultipartUpload(create -> create.bucket(bucket).key("upload"));

        fixture.aws().clock().advance(Duration.ofDays(29));

        await().untilAsserted(() -> assertThat(
                        s3.listMultipartUploads(list -> list.bucket(bucket)).uploads())
                .isEmpty());
        assertThat(fixture.get(bucket, "file")).isEqualTo("text");
    }

    @Test
    void inTheEndNothingIsLeftOfAVersionedObject() {
        String bucket = fixture.versionedBucket();
        rules(
                bucket,
                LifecycleRule.builder()
                        .id("expire-files")
                        .status("Enabled")
                        .filter(filter -> filter.prefix(""))
                        .expiration(expiration -> expiration.days(30))
                        .noncurrentVersionExpiration(expiration -> expiration.noncurrentDays(7))
                        .build(),
                LifecycleRule.builder()
                        .id("remove-lone-delete-markers")
                        .status("Enabled")
                        .filter(filter -> filter.prefix(""))
                        .expiration(expiration -> expiration.expiredObjectDeleteMarker(true))
                        .build());
        fixture.put(bucket, "file", "first");
        fixture.put(bucket, "file", "second");

        fixture.aws().clock().advance(Duration.ofDays(9));
        await().untilAsserted(() -> assertThat(versions(bucket).versions()).hasSize(1));
        assertThat(fixture.get(bucket, "file")).isEqualTo("second");

        fixture.aws().clock().advance(Duration.ofDays(22));
        await().untilAsserted(() -> assertThat(versions(bucket).deleteMarkers()).hasSize(1));
        assertThat(versions(bucket).versions()).hasSize(1);

        fixture.aws().clock().advance(Duration.ofDays(9));
        await().untilAsserted(() -> assertThat(versions(bucket).versions()).isEmpty());
        await().untilAsserted(() -> assertThat(versions(bucket).deleteMarkers()).isEmpty());
    }

    private ListObjectVersionsResponse versions(String bucket) {
        return s3.listObjectVersions(list -> list.bucket(bucket));
    }

    private void rules(String bucket, LifecycleRule... rules) {
        s3.putBucketLifecycleConfiguration(
                put -> put.bucket(bucket).lifecycleConfiguration(configuration -> configuration.rules(rules)));
    }
}
