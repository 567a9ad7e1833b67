package sh.lfc.nv.emulator.services.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static sh.lfc.nv.emulator.services.s3.S3Fixture.assertRefused;

import java.io.IOException;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sh.lfc.nv.emulator.services.Clients;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Bucket;
import software.amazon.awssdk.services.s3.model.BucketAlreadyOwnedByYouException;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.ObjectCannedACL;
import software.amazon.awssdk.services.s3.model.ObjectOwnership;
import software.amazon.awssdk.services.s3.model.Payer;
import software.amazon.awssdk.services.s3.model.PublicAccessBlockConfiguration;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionRule;
import software.amazon.awssdk.services.s3.model.TransitionDefaultMinimumObjectSize;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class S3BucketsTest {

    private S3Fixture fixture;
    private S3Client s3;

    @BeforeAll
    void start() throws IOException {
        fixture = new S3Fixture();
        s3 = fixture.s3();
    }

    @AfterAll
    void end() {
        fixture.close();
    }

    @Test
    void aBucketIsListedUntilItIsDeleted() {
        String bucket = fixture.bucket();
        assertThat(s3.listBuckets().buckets()).extracting(Bucket::name).contains(bucket);
        assertThat(s3.headBucket(head -> head.bucket(bucket)).bucketRegion()).isEqualTo("us-east-1");

        s3.deleteBucket(delete -> delete.bucket(bucket));

        assertThat(s3.listBuckets().buckets()).extracting(Bucket::name).doesNotContain(bucket);
        assertThatThrownBy(() -> s3.headBucket(head -> head.bucket(bucket))).isInstanceOf(NoSuchBucketException.class);
    }

    @Test
    void makingABucketAgainDoesNothingInTheFirstRegionAndIsRefusedElsewhere() {
        String bucket = fixture.bucket();
        s3.createBucket(create -> create.bucket(bucket));

        try (S3Client elsewhere =
                Clients.of(S3Client.builder().forcePathStyle(true), fixture.aws(), Region.EU_WEST_1)) {
            elsewhere.createBucket(create -> create.bucket("in-ireland")
                    .createBucketConfiguration(where -> where.locationConstraint("eu-west-1")));
            assertThatThrownBy(() -> elsewhere.createBucket(create -> create.bucket("in-ireland")
                            .createBucketConfiguration(where -> where.locationConstraint("eu-west-1"))))
                    .isInstanceOf(BucketAlreadyOwnedByYouException.class);
        }
        assertThat(s3.getBucketLocation(get -> get.bucket("in-ireland")).locationConstraintAsString())
                .isEqualTo("eu-west-1");
        assertRefused(301, "PermanentRedirect", () -> s3.listObjectsV2(list -> list.bucket("in-ireland")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"xn--name", "sthree-name", "name--ol-s3", "name-s3alias"})
    void aBadNameIsRefused(String name) {
        assertRefused(400, "InvalidBucketName", () -> s3.createBucket(create -> create.bucket(name)));
    }

    @Test
    void aBucketWithAnythingInItIsNotDeleted() {
        String bucket = fixture.versionedBucket();
        fixture.put(bucket, "key", "text");
        s3.deleteObject(delete -> delete.bucket(bucket).key("key"));

        assertRefused(409, "BucketNotEmpty", () -> s3.deleteBucket(delete -> delete.bucket(bucket)));
    }

    @Test
    void aNewBucketIsPrivateEncryptedAndHasNoOtherConfiguration() {
        String bucket = fixture.bucket();

        PublicAccessBlockConfiguration block =
                s3.getPublicAccessBlock(get -> get.bucket(bucket)).publicAccessBlockConfiguration();
        assertThat(block.blockPublicAcls()).isTrue();
        assertThat(block.restrictPublicBuckets()).isTrue();
        assertThat(s3.getBucketOwnershipControls(get -> get.bucket(bucket))
                        .ownershipControls()
                        .rules()
                        .get(0)
                        .objectOwnership())
                .isEqualTo(ObjectOwnership.BUCKET_OWNER_ENFORCED);
        ServerSideEncryptionRule encryption = s3.getBucketEncryption(get -> get.bucket(bucket))
                .serverSideEncryptionConfiguration()
                .rules()
                .get(0);
        assertThat(encryption.applyServerSideEncryptionByDefault().sseAlgorithm())
                .isEqualTo(ServerSideEncryption.AES256);
        assertThat(s3.getBucketVersioning(get -> get.bucket(bucket)).status()).isNull();
        assertThat(s3.getBucketRequestPayment(get -> get.bucket(bucket)).payer())
                .isEqualTo(Payer.BUCKET_OWNER);
        assertThat(s3.getBucketAccelerateConfiguration(get -> get.bucket(bucket))
                        .status())
                .isNull();
        assertThat(s3.getBucketLogging(get -> get.bucket(bucket)).loggingEnabled())
                .isNull();
        assertThat(s3.getBucketAcl(get -> get.bucket(bucket)).grants()).hasSize(1);
        assertRefused(404, "NoSuchBucketPolicy", () -> s3.getBucketPolicy(get -> get.bucket(bucket)));
        assertRefused(404, "NoSuchCORSConfiguration", () -> s3.getBucketCors(get -> get.bucket(bucket)));
        assertRefused(404, "NoSuchWebsiteConfiguration", () -> s3.getBucketWebsite(get -> get.bucket(bucket)));
        assertRefused(404, "NoSuchTagSet", () -> s3.getBucketTagging(get -> get.bucket(bucket)));
        assertRefused(
                404,
                "NoSuchLifecycleConfiguration",
                () -> s3.getBucketLifecycleConfiguration(get -> get.bucket(bucket)));
        assertRefused(
                404, "ReplicationConfigurationNotFoundError", () -> s3.getBucketReplication(get -> get.bucket(bucket)));
        assertRefused(
                404,
                "ObjectLockConfigurationNotFoundError",
                () -> s3.getObjectLockConfiguration(get -> get.bucket(bucket)));
    }

    @Test
    void whatIsTakenFromABucketIsMissingAfterwards() {
        String bucket = fixture.bucket();
        s3.deletePublicAccessBlock(delete -> delete.bucket(bucket));
        s3.deleteBucketOwnershipControls(delete -> delete.bucket(bucket));

        assertRefused(
                404, "NoSuchPublicAccessBlockConfiguration", () -> s3.getPublicAccessBlock(get -> get.bucket(bucket)));
        assertRefused(
                404, "OwnershipControlsNotFoundError", () -> s3.getBucketOwnershipControls(get -> get.bucket(bucket)));
    }

    @Test
    void aBucketWithoutAccessControlListsTakesNone() {
        String bucket = fixture.bucket();

        assertRefused(
                400,
                "AccessControlListNotSupported",
                () -> s3.putObject(
                        put -> put.bucket(bucket).key("key").acl(ObjectCannedACL.PUBLIC_READ), RequestBody.empty()));
    }

    @Test
    void aPublicPolicyIsRefusedWhilePublicAccessIsBlocked() {
        String bucket = fixture.bucket();
        String policy = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"*\","
                + "\"Action\":\"s3:GetObject\",\"Resource\":\"arn:aws:s3:::" + bucket + "/*\"}]}";
        assertRefused(
                403,
                "AccessDenied",
                () -> s3.putBucketPolicy(put -> put.bucket(bucket).policy(policy)));

        s3.deletePublicAccessBlock(delete -> delete.bucket(bucket));
        s3.putBucketPolicy(put -> put.bucket(bucket).policy(policy));

        assertThat(s3.getBucketPolicy(get -> get.bucket(bucket)).policy()).isEqualTo(policy);
        assertThat(s3.getBucketPolicyStatus(get -> get.bucket(bucket))
                        .policyStatus()
                        .isPublic())
                .isTrue();
        assertRefused(
                400,
                "MalformedPolicy",
                () -> s3.putBucketPolicy(put -> put.bucket(bucket).policy("[]")));
    }

    @Test
    void tagsAreKeptAndChecked() {
        String bucket = fixture.bucket();
        s3.putBucketTagging(put -> put.bucket(bucket)
                .tagging(tags -> tags.tagSet(tag -> tag.key("env").value("nv"))));

        assertThat(s3.getBucketTagging(get -> get.bucket(bucket)).tagSet()).hasSize(1);
        assertRefused(
                400,
                "InvalidTag",
                () -> s3.putBucketTagging(put -> put.bucket(bucket)
                        .tagging(tags -> tags.tagSet(tag -> tag.key("aws:x").value("y")))));
    }

    @Test
    void lifecycleRulesComeBackAsTheyWerePut() {
        String bucket = fixture.bucket();
        LifecycleRule rule = LifecycleRule.builder()
                .id("expire")
                .status("Enabled")
                .filter(filter -> filter.prefix(""))
                .expiration(expiration -> expiration.days(30))
                .build();
        s3.putBucketLifecycleConfiguration(
                put -> put.bucket(bucket).lifecycleConfiguration(configuration -> configuration.rules(rule)));

        var answer = s3.getBucketLifecycleConfiguration(get -> get.bucket(bucket));
        assertThat(answer.rules()).containsExactly(rule);
        assertThat(answer.transitionDefaultMinimumObjectSize())
                .isEqualTo(TransitionDefaultMinimumObjectSize.ALL_STORAGE_CLASSES_128_K);
    }

    @Test
    void lifecycleRulesThatMakeNoSenseAreRefused() {
        assertLifecycleRefused("InvalidRequest", rule -> {});
        assertLifecycleRefused("InvalidArgument", rule -> rule.expiration(expiration -> expiration.days(0)));
        assertLifecycleRefused(
                "MalformedXML",
                rule -> rule.expiration(expiration -> expiration.days(3).expiredObjectDeleteMarker(true)));
        assertLifecycleRefused(
                "InvalidArgument",
                rule -> rule.noncurrentVersionExpiration(expiration -> expiration.noncurrentDays(-1)));
        assertLifecycleRefused(
                "MalformedXML", rule -> rule.prefix("both").expiration(expiration -> expiration.days(1)));
    }

    private void assertLifecycleRefused(String code, Consumer<LifecycleRule.Builder> change) {
        String bucket = fixture.bucket();
        LifecycleRule.Builder rule =
                LifecycleRule.builder().id("rule").status("Enabled").filter(filter -> filter.prefix(""));
        change.accept(rule);
        assertRefused(
                400,
                code,
                () -> s3.putBucketLifecycleConfiguration(put ->
                        put.bucket(bucket).lifecycleConfiguration(configuration -> configuration.rules(rule.build()))));
    }
}
