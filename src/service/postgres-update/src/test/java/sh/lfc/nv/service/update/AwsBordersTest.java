package sh.lfc.nv.service.update;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.jr.stree.JrsValue;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sh.lfc.nv.service.json.Json;
import sh.lfc.nv.service.testing.TestAws;
import sh.lfc.nv.service.testing.TestAws.Answer;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/** What goes over the wire to S3 and SQS. */
class AwsBordersTest {

    private static final Map<String, String> HEAD = Map.of(
            "Content-Type", "text/plain",
            "Content-Length", "5",
            "ETag", "\"abc\"",
            "x-amz-version-id", "v1",
            "Last-Modified", "Tue, 24 Nov 2026 12:00:00 GMT");

    @Test
    void theHeadOfAVersionIsAskedFor() {
        try (TestAws aws = new TestAws(request -> Answer.of(200, HEAD, ""))) {
            StoredObjects.Head head =
                    objects(aws).head("a b/ü+?", Optional.of("v1")).orElseThrow();

            assertThat(head.contentType()).isEqualTo("text/plain");
            assertThat(head.etag()).isEqualTo("abc");
            assertThat(head.versionId()).contains("v1");
            assertThat(head.lastModified()).isEqualTo(Instant.parse("2026-11-24T12:00:00Z"));
            assertThat(aws.requests().get(0).uri().toString())
                    .isEqualTo("/nv-demo-storage/a%20b/%C3%BC%2B%3F?versionId=v1");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 405})
    void whatIsNotThereIsEmpty(int status) {
        try (TestAws aws = new TestAws(request -> Answer.of(status, Map.of(), ""))) {
            assertThat(objects(aws).head("a", Optional.empty())).isEmpty();
        }
    }

    @Test
    void aKeyThatCannotBeIsABadRecord() {
        try (TestAws aws = new TestAws(request -> Answer.of(400, Map.of(), ""))) {
            assertThatThrownBy(() -> objects(aws).head("a", Optional.empty())).isInstanceOf(BadRecordException.class);
        }
    }

    @Test
    void missingPermissionsAreAFailureThatIsTriedAgain() {
        try (TestAws aws = new TestAws(request -> Answer.of(403, Map.of(), ""))) {
            assertThatThrownBy(() -> objects(aws).head("a", Optional.empty())).isInstanceOf(SdkException.class);
        }
    }

    @Test
    void aDeadLetterCarriesTheEventAndTheReason() {
        try (TestAws aws = new TestAws(request -> Answer.of(
                200,
                Map.of("Content-Type", "application/x-amz-json-1.0"),
                "{\"MessageId\":\"1\",\"MD5OfMessageBody\":\"2ba3bb9d3adc8e66a7c9c8a4b6ba3c8a\"}"))) {
            SqsDeadLetters letters = new SqsDeadLetters(
                    () -> aws.client(SqsClient.builder().checksumValidationEnabled(false)),
                    aws.endpoint() + "/000000000000/dead");

            letters.send("{\"Records\":[]}", "bad \u0000 " + "x".repeat(2_000), "request-1");

            JrsValue message = Json.read(aws.requests().get(0).text());
            assertThat(Json.text(message, "MessageBody")).contains("{\"Records\":[]}");
            assertThat(attribute(message, "ErrorMessage"))
                    .startsWith("bad ? xx")
                    .hasSize(1_024);
            assertThat(attribute(message, "RequestID")).isEqualTo("request-1");
            assertThat(attribute(message, "ErrorCode")).isEqualTo("400");
        }
    }

    private static String attribute(JrsValue message, String name) {
        return Json.text(message.path("MessageAttributes").path(name), "StringValue")
                .orElseThrow();
    }

    private static S3StoredObjects objects(TestAws aws) {
        return new S3StoredObjects(aws.client(S3Client.builder()), "nv-demo-storage");
    }
}
