package sh.lfc.nv.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import sh.lfc.nv.emulator.certificates.Trust;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.StsException;

class EmulatorTest {

    @Test
    void theOperatorIsTheRootOfTheAccount() throws IOException {
        try (Emulator aws = Emulator.builder().port(0).start();
                StsClient sts = sts(aws, "test", "test")) {
            assertThat(sts.getCallerIdentity().arn()).isEqualTo("arn:aws:iam::000000000000:root");
        }
    }

    @Test
    void aWrongSecretIsRefused() throws IOException {
        try (Emulator aws = Emulator.builder().port(0).start();
                StsClient sts = sts(aws, "test", "wrong")) {
            assertThatThrownBy(sts::getCallerIdentity).isInstanceOfSatisfying(StsException.class, refusal -> {
                assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo("SignatureDoesNotMatch");
                assertThat(refusal.statusCode()).isEqualTo(403);
            });
        }
    }

    @Test
    void anUnknownKeyIsRefused() throws IOException {
        try (Emulator aws = Emulator.builder().port(0).start();
                StsClient sts = sts(aws, "AKIAIOSFODNN7EXAMPLE", "test")) {
            assertThatThrownBy(sts::getCallerIdentity).isInstanceOfSatisfying(StsException.class, refusal -> assertThat(
                            refusal.awsErrorDetails().errorCode())
                    .isEqualTo("InvalidClientTokenId"));
        }
    }

    @Test
    void anUnknownActionIsRefusedInTheFormOfTheProtocol() throws Exception {
        try (Emulator aws = Emulator.builder().port(0).start()) {
            HttpRequest request = HttpRequest.newBuilder(aws.endpoint())
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString("Action=AssumeRoleWithNothing&Version=2011-06-15"))
                    .build();

            HttpResponse<String> answer =
                    HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());

            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).contains("<Code>InvalidAction</Code>");
        }
    }

    @Test
    void theSamePortSpeaksTls() throws Exception {
        try (Emulator aws = Emulator.builder().port(0).start()) {
            SSLContext trusting = Trust.in(aws.caCertificate());
            HttpRequest request = HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + aws.port() + "/"))
                    .build();

            HttpResponse<String> answer = HttpClient.newBuilder()
                    .sslContext(trusting)
                    .build()
                    .send(request, HttpResponse.BodyHandlers.ofString());

            assertThat(answer.statusCode()).isGreaterThanOrEqualTo(400);
            assertThat(answer.sslSession()).isPresent();
        }
    }

    @Test
    void aPortInUseIsReported() throws IOException {
        try (Emulator aws = Emulator.builder().port(0).start()) {
            assertThatThrownBy(() -> Emulator.builder().port(aws.port()).start())
                    .isInstanceOf(BindException.class);
        }
    }

    private static StsClient sts(Emulator aws, String key, String secret) {
        URI endpoint = aws.endpoint();
        return StsClient.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .httpClient(UrlConnectionHttpClient.create())
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(key, secret)))
                .build();
    }
}
