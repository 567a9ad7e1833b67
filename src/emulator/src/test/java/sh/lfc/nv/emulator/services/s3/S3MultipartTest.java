package sh.lfc.nv.emulator.services.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static sh.lfc.nv.emulator.services.s3.S3Fixture.assertRefused;

import java.io.IOException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.ChecksumType;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListPartsResponse;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.ObjectAttributes;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class S3MultipartTest {

    private static final int MIN = 5 * 1024 * 1024;

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
    void partsBecomeOneObjectInTheOrderOfTheirNumbers() throws Exception {
        String bucket = fixture.bucket();
        String upload = create(bucket, null, null);
        CompletedPart second = part(bucket, upload, 7, bytes('b', 3));
        CompletedPart first = part(bucket, upload, 2, bytes('a', MIN));
        ListPartsResponse parts =
                s3.listParts(list -> list.bucket(bucket).key("key").uploadId(upload));
        assertThat(parts.parts()).extracting(part -> part.partNumber()).containsExactly(2, 7);

        CompleteMultipartUploadResponse done = complete(bucket, upload, first, second);

        MessageDigest md5 = MessageDigest.getInstance("MD5");
        md5.update(MessageDigest.getInstance("MD5").digest(bytes('a', MIN)));
        md5.update(MessageDigest.getInstance("MD5").digest(bytes('b', 3)));
        assertThat(done.eTag()).isEqualTo('"' + HexFormat.of().formatHex(md5.digest()) + "-2\"");
        byte[] whole = s3.getObjectAsBytes(get -> get.bucket(bucket).key("key")).asByteArray();
        assertThat(whole).hasSize(MIN + 3).endsWith('b', 'b', 'b');
        assertThat(s3.listMultipartUploads(list -> list.bucket(bucket)).uploads())
                .isEmpty();
        HeadObjectResponse part =
                s3.headObject(get -> get.bucket(bucket).key("key").partNumber(7));
        assertThat(part.contentLength()).isEqualTo(3);
        assertThat(part.partsCount()).isEqualTo(2);
        assertRefused(404, "NoSuchUpload", () -> part(bucket, upload, 3, bytes('c', 1)));
    }

    @Test
    void aChecksumIsMadeOfThePartsOrOfTheWhole() throws Exception {
        String bucket = fixture.bucket();
        String upload = create(bucket, ChecksumAlgorithm.SHA256, null);
        CompletedPart first = part(bucket, upload, 1, bytes('a', MIN));
        CompletedPart second = part(bucket, upload, 2, bytes('b', 3));

        complete(bucket, upload, first, second);

        MessageDigest sha = MessageDigest.getInstance("SHA-256");
        sha.update(MessageDigest.getInstance("SHA-256").digest(bytes('a', MIN)));
        sha.update(MessageDigest.getInstance("SHA-256").digest(bytes('b', 3)));
        HeadObjectResponse head =
                s3.headObject(get -> get.bucket(bucket).key("key").checksumMode(ChecksumMode.ENABLED));
        assertThat(head.checksumSHA256()).isEqualTo(Base64.getEncoder().encodeToString(sha.digest()) + "-2");
        assertThat(head.checksumType()).isEqualTo(ChecksumType.COMPOSITE);
        assertThat(s3.getObjectAttributes(
                                get -> get.bucket(bucket).key("key").objectAttributes(ObjectAttributes.OBJECT_PARTS))
                        .objectParts()
                        .parts())
                .hasSize(2);

        String other = create(bucket, null, null);
        complete(bucket, other, part(bucket, other, 1, bytes('a', 10)));
        HeadObjectResponse whole =
                s3.headObject(get -> get.bucket(bucket).key("key").checksumMode(ChecksumMode.ENABLED));
        assertThat(whole.checksumCRC64NVME()).isNotNull();
        assertThat(whole.checksumType()).isEqualTo(ChecksumType.FULL_OBJECT);
    }

    @Test
    void partsThatDoNotFitAreRefused() {
        String bucket = fixture.bucket();
        String upload = create(bucket, null, null);
        CompletedPart small = part(bucket, upload, 1, bytes('a', 10));
        CompletedPart last = part(bucket, upload, 2, bytes('b', 10));

        assertRefused(400, "EntityTooSmall", () -> complete(bucket, upload, small, last));
        assertRefused(400, "InvalidPartOrder", () -> complete(bucket, upload, last, small));
        assertRefused(
                400,
                "InvalidPart",
                () -> complete(
                        bucket, upload, small.toBuilder().eTag("\"other\"").build()));
        assertRefused(
                400,
                "InvalidPart",
                () -> complete(bucket, upload, small.toBuilder().partNumber(9).build()));
        assertRefused(400, "InvalidArgument", () -> part(bucket, upload, 10_001, bytes('a', 1)));
        complete(bucket, upload, last);
        assertThat(fixture.get(bucket, "key")).isEqualTo("b".repeat(10));
    }

    @Test
    void anAbortedUploadLeavesNothing() {
        String bucket = fixture.bucket();
        String upload = create(bucket, null, null);
        part(bucket, upload, 1, bytes('a', 10));
        assertThat(s3.listMultipartUploads(list -> list.bucket(bucket)).uploads())
                .extracting(MultipartUpload::uploadId)
                .containsExactly(upload);

        s3.abortMultipartUpload(abort -> abort.bucket(bucket).key("key").uploadId(upload));

        assertThat(s3.listMultipartUploads(list -> list.bucket(bucket)).uploads())
                .isEmpty();
        assertRefused(
                404,
                "NoSuchUpload",
                () -> s3.listParts(list -> list.bucket(bucket).key("key").uploadId(upload)));
        s3.deleteBucket(delete -> delete.bucket(bucket));
    }

    @Test
    void aPartCanBeCopiedFromAnotherObject() {
        String bucket = fixture.bucket();
        fixture.put(bucket, "source", "0123456789");
        String upload = create(bucket, null, null);

        String eTag = s3.uploadPartCopy(copy -> copy.sourceBucket(bucket)
                        .sourceKey("source")
                        .copySourceRange("bytes=2-4")
                        .destinationBucket(bucket)
                        .destinationKey("key")
                        .uploadId(upload)
                        .partNumber(1))
                .copyPartResult()
                .eTag();
        complete(
                bucket, upload, CompletedPart.builder().partNumber(1).eTag(eTag).build());

        assertThat(fixture.get(bucket, "key")).isEqualTo("234");
    }

    private String create(String bucket, ChecksumAlgorithm algorithm, ChecksumType type) {
        return s3.createMultipartUpload(create -> create.bucket(bucket)
                        .key("key")
                        .checksumAlgorithm(algorithm)
                        .checksumType(type))
                .uploadId();
    }

    private CompletedPart part(String bucket, String upload, int number, byte[] content) {
        UploadPartResponse answer = s3.uploadPart(
                part -> part.bucket(bucket).key("key").uploadId(upload).partNumber(number),
                RequestBody.fromBytes(content));
        return CompletedPart.builder().partNumber(number).eTag(answer.eTag()).build();
    }

    private CompleteMultipartUploadResponse complete(String bucket, String upload, CompletedPart... parts) {
        return s3.completeMultipartUpload(complete ->
                complete.bucket(bucket).key("key").uploadId(upload).multipartUpload(all -> all.parts(parts)));
    }

    private static byte[] bytes(char c, int count) {
        byte[] bytes = new byte[count];
        Arrays.fill(bytes, (byte) c);
        return bytes;
    }
}
