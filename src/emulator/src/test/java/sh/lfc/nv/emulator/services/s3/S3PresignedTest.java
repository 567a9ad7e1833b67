package sh.lfc.nv.emulator.services.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner.AuthLocation;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;

/** What holders of presigned URLs can do who have nothing else. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class S3PresignedTest {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private S3Fixture fixture;

    @BeforeAll
    void start() throws IOException {
        fixture = new S3Fixture();
    }

    @AfterAll
    void end() {
        fixture.close();
    }

    static URI presignedGet(S3Fixture fixture, String bucket, String key) {
        return presigned(fixture, SdkHttpMethod.GET, bucket, key, Instant.now(), Duration.ofMinutes(5), "test");
    }

    static URI presignedPut(S3Fixture fixture, String bucket, String key) {
        return presigned(fixture, SdkHttpMethod.PUT, bucket, key, Instant.now(), Duration.ofMinutes(5), "test");
    }

    private static URI presigned(
            S3Fixture fixture,
            SdkHttpMethod method,
            String bucket,
            String key,
            Instant signed,
            Duration expires,
            String secret) {
        SdkHttpRequest request = SdkHttpRequest.builder()
                .method(method)
                .uri(fixture.aws().endpoint())
                .encodedPath("/" + bucket + "/" + key.replace(" ", "%20"))
                .build();
        return AwsV4HttpSigner.create()
                .sign(sign -> sign.identity(AwsBasicCredentials.create("test", secret))
                        .request(request)
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "s3")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, "us-east-1")
                        .putProperty(AwsV4HttpSigner.AUTH_LOCATION, AuthLocation.QUERY_STRING)
                        .putProperty(AwsV4HttpSigner.EXPIRATION_DURATION, expires)
                        .putProperty(AwsV4HttpSigner.DOUBLE_URL_ENCODE, false)
                        .putProperty(AwsV4HttpSigner.PAYLOAD_SIGNING_ENABLED, false)
                        .putProperty(AwsV4HttpSigner.SIGNING_CLOCK, Clock.fixed(signed, ZoneOffset.UTC)))
                .request()
                .getUri();
    }

    /** Whoever signs does so by a clock that was not moved. */
    @Test
    void aUrlOfBeforeAMoveOfTheTimeHasExpiredAfterItAndANewOneHolds() throws Exception {
        try (S3Fixture moved = new S3Fixture()) {
            String bucket = moved.bucket();
            moved.put(bucket, "file", "text");
            Instant before = Instant.now().minusSeconds(2);
            URI old = presigned(moved, SdkHttpMethod.GET, bucket, "file", before, Duration.ofMinutes(5), "test");

            moved.aws().clock().advance(Duration.ofHours(1));

            assertThat(get(old).body()).contains("<Code>AccessDenied</Code>", "Request has expired");
            assertThat(get(presignedGet(moved, bucket, "file")).body()).isEqualTo("text");
            moved.aws().clock().advance(Duration.ofMinutes(4));
            assertThat(moved.get(bucket, "file")).isEqualTo("text");
        }
    }

    @Test
    void anUploadAndADownloadNeedNothingButTheUrl() throws Exception {
        String bucket = fixture.bucket();

        HttpResponse<String> put = HTTP.send(
                HttpRequest.newBuilder(presignedPut(fixture, bucket, "a file"))
                        .PUT(HttpRequest.BodyPublishers.ofString("text"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());

        assertThat(put.statusCode()).isEqualTo(200);
        assertThat(get(presignedGet(fixture, bucket, "a file")).body()).isEqualTo("text");
    }

    @Test
    void aUrlIsForOneMethodOneObjectAndItsTime() throws Exception {
        String bucket = fixture.bucket();
        fixture.put(bucket, "key", "text");
        URI forPut = presignedPut(fixture, bucket, "key");
        URI forAnother =
                URI.create(presignedGet(fixture, bucket, "other").toString().replace("/other?", "/key?"));
        URI expired = presigned(
                fixture,
                SdkHttpMethod.GET,
                bucket,
                "key",
                Instant.now().minusSeconds(120),
                Duration.ofSeconds(60),
                "test");
        URI wrongSecret =
                presigned(fixture, SdkHttpMethod.GET, bucket, "key", Instant.now(), Duration.ofMinutes(1), "wrong");

        assertThat(get(forPut).body()).contains("SignatureDoesNotMatch");
        assertThat(get(forAnother).body()).contains("SignatureDoesNotMatch");
        assertThat(get(wrongSecret).body()).contains("SignatureDoesNotMatch");
        assertThat(get(expired).statusCode()).isEqualTo(403);
        assertThat(get(expired).body()).contains("<Code>AccessDenied</Code><Message>Request has expired</Message>");
    }

    /** The AWS CLI signs so for us-east-1. */
    @Test
    void urlsOfTheSecondSignatureVersionHold() throws Exception {
        String bucket = fixture.bucket();
        fixture.put(bucket, "key", "text");
        long end = Instant.now().plusSeconds(60).getEpochSecond();

        assertThat(get(secondVersion(bucket, end, end)).body()).isEqualTo("text");
        assertThat(get(secondVersion(bucket, end, end + 1)).body()).contains("SignatureDoesNotMatch");
        assertThat(get(secondVersion(bucket, end - 120, end - 120)).body()).contains("Request has expired");
    }

    private URI secondVersion(String bucket, long signed, long told) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA1");
        mac.init(new SecretKeySpec("test".getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
        String text = "GET\n\n\n" + signed + "\n/" + bucket + "/key";
        String signature = Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        return fixture.aws()
                .endpoint()
                .resolve("/" + bucket + "/key?AWSAccessKeyId=test&Expires=" + told + "&Signature="
                        + URLEncoder.encode(signature, StandardCharsets.UTF_8));
    }

    private static HttpResponse<String> get(URI url) throws Exception {
        return HTTP.send(HttpRequest.newBuilder(url).build(), HttpResponse.BodyHandlers.ofString());
    }
}
