package sh.lfc.nv.emulator.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import sh.lfc.nv.emulator.Emulator;

class HealthHandlerTest {

    @Test
    void tellsItsServicesByTheNamesThatLocalStackHasForThem() throws Exception {
        try (Emulator aws = Emulator.builder().port(0).start()) {
            HttpResponse<String> answer = send(aws, "GET");

            var health = new ObjectMapper().readTree(answer.body());
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(health.path("edition").asText()).isEqualTo("embedded");
            assertThat(health.path("version").asText()).isNotBlank();
            assertThat(health.path("services").properties())
                    .allMatch(service -> service.getValue().asText().equals("running"))
                    .extracting(service -> service.getKey())
                    .contains("s3", "rds", "elasticache", "apigatewayv2", "synthetics", "logs", "cloudwatch")
                    .doesNotContain("cloudwatchlogs", "dynamodb");
        }
    }

    @Test
    void whatIsPutThereGoesToS3AsEver() throws Exception {
        try (Emulator aws = Emulator.builder().port(0).start()) {
            assertThat(send(aws, "DELETE").body()).contains("<Error>");
        }
    }

    private static HttpResponse<String> send(Emulator aws, String method) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(aws.endpoint().resolve("/_localstack/health"))
                                .method(method, BodyPublishers.noBody())
                                .build(),
                        BodyHandlers.ofString());
    }
}
