package sh.lfc.nv.emulator.services.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static sh.lfc.nv.emulator.services.s3.S3Fixture.assertRefused;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.ChecksumType;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectAttributes;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.StorageClass;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class S3ObjectsTest {

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

    @ParameterizedTest
    @ValueSource(
            strings = {"plain", "a b+c/d", "ümläut/ß", "🚀", "..", "/begins", "ends/", "a//b", "100%", "a&b=c?d#e"})
    void anObjectOfAnyNameComesBackAsItWasPut(String key) {
        String bucket = fixture.bucket();

        fixture.put(bucket, key, "text of " + key);

        assertThat(fixture.get(bucket, key)).isEqualTo("text of " + key);
        assertThat(s3.listObjectsV2(list -> list.bucket(bucket))
                        .contents()
                        .get(0)
                        .key())
                .isEqualTo(key);
        s3.deleteObject(delete -> delete.bucket(bucket).key(key));
        assertThatThrownBy(() -> fixture.get(bucket, key)).isInstanceOf(NoSuchKeyException.class);
    }

    @Test
    void whatTheWriterSaysOfAnObjectComesBackWithIt() {
        String bucket = fixture.bucket();
        s3.putObject(
                put -> put.bucket(bucket)
                        .key("key")
                        .contentType("text/plain")
                        .cacheControl("no-cache")
                        .contentDisposition("inline")
                        .contentEncoding("identity")
                        .contentLanguage("de")
                        .expires(Instant.parse("2030-01-01T00:00:00Z"))
                        .storageClass(StorageClass.STANDARD_IA)
                        .metadata(Map.of("colour", "blue"))
                        .tagging("a=b&c=d"),
                RequestBody.fromString("text"));

        HeadObjectResponse head = s3.headObject(get -> get.bucket(bucket).key("key"));
        assertThat(head.contentType()).isEqualTo("text/plain");
        assertThat(head.cacheControl()).isEqualTo("no-cache");
        assertThat(head.contentDisposition()).isEqualTo("inline");
        assertThat(head.contentEncoding()).isEqualTo("identity");
        assertThat(head.contentLanguage()).isEqualTo("de");
        assertThat(head.expiresString()).isEqualTo("Tue, 01 Jan 2030 00:00:00 GMT");
        assertThat(head.storageClass()).isEqualTo(StorageClass.STANDARD_IA);
        assertThat(head.metadata()).containsExactly(Map.entry("colour", "blue"));
        assertThat(head.serverSideEncryptionAsString()).isEqualTo("AES256");
        assertThat(head.contentLength()).isEqualTo(4);
        GetObjectResponse overridden = s3.getObjectAsBytes(
                        get -> get.bucket(bucket).key("key").responseContentType("text/html"))
                .response();
        assertThat(overridden.contentType()).isEqualTo("text/html");
        assertThat(overridden.tagCount()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        "bytes=0-3, 0123, bytes 0-3/10",
        "bytes=7-, 789, bytes 7-9/10",
        "bytes=-2, 89, bytes 8-9/10",
        "bytes=5-99, 56789, bytes 5-9/10",
        "'bytes=0-1,4-5', 0123456789,",
        "lines=1-2, 0123456789,"
    })
    void aRangeIsPartOfTheObject(String range, String expected, String contentRange) {
        String bucket = fixture.bucket();
        fixture.put(bucket, "digits", "0123456789");

        ResponseBytes<GetObjectResponse> answer =
                s3.getObjectAsBytes(get -> get.bucket(bucket).key("digits").range(range));

        assertThat(answer.asUtf8String()).isEqualTo(expected);
        assertThat(answer.response().contentRange()).isEqualTo(contentRange);
        assertThat(answer.response().sdkHttpResponse().statusCode()).isEqualTo(contentRange == null ? 200 : 206);
    }

    @Test
    void aRangeOutsideOfTheObjectIsRefused() {
        String bucket = fixture.bucket();
        fixture.put(bucket, "digits", "0123456789");

        assertRefused(
                416,
                "InvalidRange",
                () -> s3.getObjectAsBytes(
                        get -> get.bucket(bucket).key("digits").range("bytes=10-")));
    }

    @Test
    void readersCanAskForAnotherVersionThanTheyHave() {
        String bucket = fixture.bucket();
        PutObjectResponse put = fixture.put(bucket, "key", "text");
        HeadObjectResponse head = s3.headObject(get -> get.bucket(bucket).key("key"));

        assertThatThrownBy(() ->
                        s3.getObjectAsBytes(get -> get.bucket(bucket).key("key").ifNoneMatch(put.eTag())))
                .isInstanceOfSatisfying(S3Exception.class, refusal -> assertThat(refusal.statusCode())
                        .isEqualTo(304));
        assertThatThrownBy(
                        () -> s3.headObject(get -> get.bucket(bucket).key("key").ifModifiedSince(head.lastModified())))
                .isInstanceOfSatisfying(S3Exception.class, refusal -> assertThat(refusal.statusCode())
                        .isEqualTo(304));
        assertRefused(
                412,
                "PreconditionFailed",
                () -> s3.getObjectAsBytes(get -> get.bucket(bucket).key("key").ifMatch("\"other\"")));
        assertThat(s3.getObjectAsBytes(get -> get.bucket(bucket)
                                .key("key")
                                .ifMatch(put.eTag())
                                .ifUnmodifiedSince(head.lastModified().minusSeconds(60)))
                        .asUtf8String())
                .isEqualTo("text");
    }

    @Test
    void ofManyWritersThatWantToBeTheFirstOneIs() {
        String bucket = fixture.versionedBucket();

        List<CompletableFuture<Boolean>> writers = IntStream.range(0, 16)
                .mapToObj(number -> CompletableFuture.supplyAsync(() -> {
                    try {
                        s3.putObject(
                                put -> put.bucket(bucket).key("lock").ifNoneMatch("*"),
                                RequestBody.fromString("writer " + number));
                        return true;
                    } catch (S3Exception e) {
                        assertThat(e.awsErrorDetails().errorCode()).isEqualTo("PreconditionFailed");
                        return false;
                    }
                }))
                .toList();

        assertThat(writers.stream().filter(CompletableFuture::join)).hasSize(1);
        assertThat(s3.listObjectVersions(list -> list.bucket(bucket)).versions())
                .hasSize(1);
        s3.deleteObject(delete -> delete.bucket(bucket).key("lock"));
        s3.putObject(put -> put.bucket(bucket).key("lock").ifNoneMatch("*"), RequestBody.fromString("again"));
    }

    @Test
    void aWriterCanInsistOnTheVersionThatItKnows() {
        String bucket = fixture.bucket();
        PutObjectResponse first = fixture.put(bucket, "key", "first");
        s3.putObject(put -> put.bucket(bucket).key("key").ifMatch(first.eTag()), RequestBody.fromString("second"));

        assertRefused(
                412,
                "PreconditionFailed",
                () -> s3.putObject(
                        put -> put.bucket(bucket).key("key").ifMatch(first.eTag()), RequestBody.fromString("third")));
        assertRefused(
                404,
                "NoSuchKey",
                () -> s3.putObject(
                        put -> put.bucket(bucket).key("none").ifMatch(first.eTag()), RequestBody.fromString("third")));
    }

    @Test
    void readersOfAnObjectThatIsWrittenAgainAndAgainNeverSeeHalfOfIt() {
        String bucket = fixture.bucket();
        fixture.put(bucket, "key", "0".repeat(50_000));

        CompletableFuture<?>[] writers = IntStream.range(0, 2)
                .mapToObj(number -> CompletableFuture.runAsync(() -> {
                    for (int i = 0; i < 60; i++) {
                        fixture.put(bucket, "key", String.valueOf(i % 10).repeat(50_000));
                    }
                }))
                .toArray(CompletableFuture[]::new);
        for (int i = 0; i < 120; i++) {
            String text = fixture.get(bucket, "key");
            assertThat(text).hasSize(50_000).isEqualTo(text.substring(0, 1).repeat(50_000));
        }
        CompletableFuture.allOf(writers).join();
    }

    @Test
    void versionsComeBackByTheirIdentifiers() {
        String bucket = fixture.bucket();
        fixture.put(bucket, "key", "before");
        fixture.versioning(bucket, BucketVersioningStatus.ENABLED);
        String second = fixture.put(bucket, "key", "second").versionId();
        DeleteObjectResponse marker =
                s3.deleteObject(delete -> delete.bucket(bucket).key("key"));

        assertThat(marker.deleteMarker()).isTrue();
        assertThatThrownBy(() -> fixture.get(bucket, "key"))
                .isInstanceOfSatisfying(NoSuchKeyException.class, refusal -> assertThat(
                                refusal.awsErrorDetails().sdkHttpResponse().firstMatchingHeader("x-amz-delete-marker"))
                        .contains("true"));
        assertRefused(
                405,
                "MethodNotAllowed",
                () -> s3.getObjectAsBytes(get -> get.bucket(bucket).key("key").versionId(marker.versionId())));
        assertThat(version(bucket, second)).isEqualTo("second");
        assertThat(version(bucket, "null")).isEqualTo("before");
        assertRefused(404, "NoSuchVersion", () -> version(bucket, "0".repeat(32)));
        assertRefused(400, "InvalidArgument", () -> version(bucket, "nonsense"));

        DeleteObjectResponse undone =
                s3.deleteObject(delete -> delete.bucket(bucket).key("key").versionId(marker.versionId()));
        assertThat(undone.deleteMarker()).isTrue();
        assertThat(fixture.get(bucket, "key")).isEqualTo("second");
        s3.deleteObject(delete -> delete.bucket(bucket).key("key").versionId(second));
        assertThat(fixture.get(bucket, "key")).isEqualTo("before");
    }

    private String version(String bucket, String id) {
        return s3.getObjectAsBytes(get -> get.bucket(bucket).key("key").versionId(id))
                .asUtf8String();
    }

    @Test
    void whileVersioningIsSuspendedThereIsOneNullVersion() {
        String bucket = fixture.versionedBucket();
        fixture.put(bucket, "key", "kept");
        fixture.versioning(bucket, BucketVersioningStatus.SUSPENDED);
        fixture.put(bucket, "key", "replaced");
        assertThat(fixture.put(bucket, "key", "null").versionId()).isEqualTo("null");
        assertThat(s3.listObjectVersions(list -> list.bucket(bucket)).versions())
                .hasSize(2);

        s3.deleteObject(delete -> delete.bucket(bucket).key("key"));

        var versions = s3.listObjectVersions(list -> list.bucket(bucket));
        assertThat(versions.versions()).hasSize(1);
        assertThat(versions.deleteMarkers()).singleElement().satisfies(marker -> assertThat(marker.versionId())
                .isEqualTo("null"));
    }

    @Test
    void manyObjectsAreDeletedAtOnce() {
        String bucket = fixture.bucket();
        fixture.put(bucket, "a", "1");
        fixture.put(bucket, "b & c", "2");
        List<ObjectIdentifier> all = List.of(id("a", null), id("b & c", null), id("none", null), id("a", "bad"));

        DeleteObjectsResponse answer =
                s3.deleteObjects(request -> request.bucket(bucket).delete(delete -> delete.objects(all)));

        assertThat(answer.deleted()).extracting(object -> object.key()).containsExactly("a", "b & c", "none");
        assertThat(answer.errors()).singleElement().satisfies(error -> assertThat(error.code())
                .isEqualTo("InvalidArgument"));
        assertThat(s3.listObjectsV2(list -> list.bucket(bucket)).contents()).isEmpty();
    }

    private static ObjectIdentifier id(String key, String version) {
        return ObjectIdentifier.builder().key(key).versionId(version).build();
    }

    @ParameterizedTest
    @EnumSource(
            value = ChecksumAlgorithm.class,
            names = {"CRC32", "CRC32_C", "CRC64_NVME", "SHA1", "SHA256"})
    void aChecksumIsVerifiedKeptAndToldWhenItIsAskedFor(ChecksumAlgorithm algorithm) {
        String bucket = fixture.bucket();
        if (algorithm == ChecksumAlgorithm.CRC64_NVME) {
            // The SDK cannot compute it without native code: S3 does it when nobody says anything.
            assertThat(plainPut(bucket, "key", Map.of()).statusCode()).isEqualTo(200);
        } else {
            s3.putObject(
                    put -> put.bucket(bucket).key("key").checksumAlgorithm(algorithm),
                    RequestBody.fromString("123456789"));
        }

        HeadObjectResponse head =
                s3.headObject(get -> get.bucket(bucket).key("key").checksumMode(ChecksumMode.ENABLED));

        // The check values of the algorithms' specifications.
        String expected =
                switch (algorithm) {
                    case CRC32 -> "y/Q5Jg==";
                    case CRC32_C -> "4waSgw==";
                    case CRC64_NVME -> "rosUhgp5mIg=";
                    case SHA1 -> "98O8HYCOBHMq32eZZczDTKeuNEE=";
                    default -> "FeKw08M4keuw8e9gnsQZQgwg4yDOlMZfvIwzEkSOsiU=";
                };
        String actual =
                switch (algorithm) {
                    case CRC32 -> head.checksumCRC32();
                    case CRC32_C -> head.checksumCRC32C();
                    case CRC64_NVME -> head.checksumCRC64NVME();
                    case SHA1 -> head.checksumSHA1();
                    default -> head.checksumSHA256();
                };
        assertThat(actual).isNotNull().isEqualTo(expected);
        assertThat(head.checksumType()).isEqualTo(ChecksumType.FULL_OBJECT);
        assertThat(s3.getObjectAttributes(get -> get.bucket(bucket)
                                .key("key")
                                .objectAttributes(ObjectAttributes.CHECKSUM, ObjectAttributes.OBJECT_SIZE))
                        .objectSize())
                .isEqualTo(9);
    }

    /** A PUT with nothing but a body, to a URL that is presigned. */
    private HttpResponse<String> plainPut(String bucket, String key, Map<String, String> headers) {
        try {
            HttpRequest.Builder request = HttpRequest.newBuilder(S3PresignedTest.presignedPut(fixture, bucket, key))
                    .PUT(HttpRequest.BodyPublishers.ofString("123456789"));
            headers.forEach(request::header);
            return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Content-MD5, 1B2M2Y8AsgTpgAmY7PhCfg==, BadDigest",
        "Content-MD5, nonsense, InvalidDigest",
        "x-amz-checksum-crc32, AAAAAA==, BadDigest",
        "x-amz-checksum-crc32, nonsense, InvalidRequest",
        "x-amz-sdk-checksum-algorithm, CRC32, InvalidRequest"
    })
    void aBodyThatIsNotThePromisedOneIsNotKept(String header, String value, String code) {
        String bucket = fixture.bucket();

        HttpResponse<String> answer = plainPut(bucket, "key", Map.of(header, value));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("<Code>" + code + "</Code>");
        assertThat(s3.listObjectsV2(list -> list.bucket(bucket)).contents()).isEmpty();
    }

    @Test
    void aRefusalNamesWhatIsMissing() throws Exception {
        String bucket = fixture.bucket();
        URI url = S3PresignedTest.presignedGet(fixture, bucket, "none/of this");

        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(url).build(), HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body())
                .contains("<Error><Code>NoSuchKey</Code><Message>The specified key does not exist.</Message>"
                        + "<Key>none/of this</Key><RequestId>");
    }

    @Test
    void aRefusedBigUploadReadsItsRefusal() {
        assertRefused(
                404,
                "NoSuchBucket",
                () -> s3.putObject(
                        put -> put.bucket("no-such-bucket").key("key"),
                        RequestBody.fromBytes(new byte[8 * 1024 * 1024])));
    }

    @Test
    void aStreamOfManyMegabytesComesBackByteForByte(@TempDir Path folder) throws IOException {
        String bucket = fixture.bucket();
        Path file = folder.resolve("big");
        try (var out = Files.newOutputStream(file)) {
            byte[] block = new byte[1024 * 1024];
            for (int i = 0; i < 24; i++) {
                block[i] = (byte) i;
                out.write(block);
            }
        }

        s3.putObject(put -> put.bucket(bucket).key("big"), RequestBody.fromFile(file));

        try (InputStream back = s3.getObject(get -> get.bucket(bucket).key("big"));
                InputStream original = Files.newInputStream(file)) {
            assertThat(back).hasSameContentAs(original);
        }
    }

    @Test
    void aCopyHasTheMetadataOfItsSourceUnlessToldOtherwise() {
        String bucket = fixture.versionedBucket();
        s3.putObject(
                put -> put.bucket(bucket)
                        .key("a key+")
                        .contentType("text/plain")
                        .metadata(Map.of("a", "b"))
                        .tagging("t=1"),
                RequestBody.fromString("first"));
        String first = s3.headObject(get -> get.bucket(bucket).key("a key+")).versionId();
        fixture.put(bucket, "a key+", "second");

        s3.copyObject(copy -> copy.sourceBucket(bucket)
                .sourceKey("a key+")
                .sourceVersionId(first)
                .destinationBucket(bucket)
                .destinationKey("copy"));
        s3.copyObject(copy -> copy.sourceBucket(bucket)
                .sourceKey("copy")
                .destinationBucket(bucket)
                .destinationKey("other")
                .metadataDirective("REPLACE")
                .metadata(Map.of("c", "d")));

        assertThat(fixture.get(bucket, "copy")).isEqualTo("first");
        HeadObjectResponse copied = s3.headObject(get -> get.bucket(bucket).key("copy"));
        assertThat(copied.contentType()).isEqualTo("text/plain");
        assertThat(copied.metadata()).containsExactly(Map.entry("a", "b"));
        assertThat(s3.getObjectTagging(get -> get.bucket(bucket).key("copy")).tagSet())
                .hasSize(1);
        assertThat(s3.headObject(get -> get.bucket(bucket).key("other")).metadata())
                .containsExactly(Map.entry("c", "d"));
        assertRefused(
                400,
                "InvalidRequest",
                () -> s3.copyObject(copy -> copy.sourceBucket(bucket)
                        .sourceKey("copy")
                        .destinationBucket(bucket)
                        .destinationKey("copy")));
    }

    @Test
    void aKeyIsNotLongerThanOneKibibyte() {
        String bucket = fixture.bucket();
        fixture.put(bucket, "k".repeat(1024), "fits");

        assertRefused(400, "KeyTooLongError", () -> fixture.put(bucket, "k".repeat(1025), "does not"));
    }

    @Test
    void somebodyWithoutASignatureIsRefused() throws Exception {
        String bucket = fixture.bucket();
        fixture.put(bucket, "key", "text");

        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(fixture.aws().endpoint().resolve("/" + bucket + "/key"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("<Code>AccessDenied</Code>");
    }
}
