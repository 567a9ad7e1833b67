package sh.lfc.nv.emulator.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sh.lfc.nv.emulator.Emulator;
import sh.lfc.nv.emulator.services.Clients;
import software.amazon.awssdk.services.s3.S3Client;

/** Faults as they are asked for from outside. */
class FaultActionsTest {

    private Emulator aws;

    @BeforeEach
    void start() throws IOException {
        aws = Emulator.builder().port(0).start();
    }

    @AfterEach
    void end() {
        aws.close();
    }

    @Test
    void aFaultIsAddedShownAndTakenAway() throws Exception {
        JsonNode added = json(post("add?kind=latency&service=logs&operation=PutLogEvents&principal=nv-demo-api"
                + "&resource=*nv-demo*&by=PT0.2S&probability=0.5&count=3&for=PT2M"));

        assertThat(added.get(0).path("id").asText()).isEqualTo("fault-1");
        assertThat(json(get("list"))).isEqualTo(added);
        assertThat(added.get(0).path("kind").asText()).isEqualTo("latency");
        assertThat(added.get(0).path("target").asText())
                .isEqualTo("cloudwatchlogs PutLogEvents by nv-demo-api on *nv-demo*");
        assertThat(added.get(0).path("how").asText()).isEqualTo("by PT0.2S, with probability 0.5, 3 times, for PT2M");
        assertThat(added.get(0).path("struck").asInt()).isZero();
        assertThat(added.get(0).path("over").asBoolean()).isFalse();

        assertThat(json(post("clear?id=fault-1"))).isEqualTo(added);
        assertThat(json(get("list"))).isEmpty();
    }

    @Test
    void allFaultsAreTakenAwayAtOnce() throws Exception {
        post("add?kind=throttle&service=s3");
        post("add?kind=error&operation=ListBuckets");

        assertThat(json(post("clear"))).hasSize(2);
        assertThat(json(post("clear"))).isEmpty();
        try (S3Client s3 = Clients.of(S3Client.builder(), aws)) {
            assertThat(s3.listBuckets().buckets()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "kind=flood&service=s3 | there is no fault \"flood\"; there are: throttle, error, latency, drop, ",
                "kind=throttle&service=s4 | there is no service s4; there are: acm, apigatewayv2, ",
                "kind=throttle&service=sts&operation=Get | sts has no operation Get; it has: AssumeRole, ",
                "kind=throttle&operation=Get | no service has an operation Get",
                "kind=throttle | the fault throttle is for calls of a service: say for which",
                "kind=throttle&service=s3&probability=1.5 | a probability is from 0 to 1, not 1.5",
                "kind=throttle&service=s3&probability=-0.1 | a probability is from 0 to 1, not -0.1",
                "kind=throttle&service=s3&probability=often | \"often\" is no probability: ",
                "kind=throttle&service=s3&probability=NaN | a probability is from 0 to 1, not NaN",
                "kind=throttle&service=s3&count=0 | a fault strikes at least once, not 0 times",
                "kind=throttle&service=s3&count=x | \"x\" is no count: ",
                "kind=throttle&service=s3&for=-PT1S | a fault lasts for more than no time, not for PT-1S",
                "kind=throttle&service=s3&for=soon | \"soon\" is no duration: ",
                "kind=throttle&service=s3&by=PT1S | the fault throttle has no time that it takes",
                "kind=throttle&service=s3&often=1 | a fault has no often; it has: bucket, by, count, ",
                "kind=latency&service=s3 | the fault latency needs a time: ",
                "kind=latency&service=s3&by=-PT1S | the fault latency holds up for more than no time, not for PT-1S",
                "kind=latency&service=s3&by=P1D | the fault latency holds up for an hour at most, not for PT24H",
                "kind=stop&on=db:none | there is no db:none; there is none at all",
                "kind=stop&service=s3 | the fault stop is for a database or cache, not for s3",
                "kind=stop | the fault stop is for a database or cache: say for which",
                "kind=throttle&on=db:none | the fault throttle is for calls of a service, not for db:none",
                "kind=crash&function=none | there is no function none; there is none at all",
                "kind=delay&bucket=none&by=PT1S | there is no bucket none; there is none at all",
                "kind=crash&function=a&bucket=b | a fault is aimed at one thing, not at function:a and bucket:b",
                "kind=stop&on=db:none&count=2 | the fault stop is a state: ",
                "kind=restart&on=db:none&for=PT1S | the fault restart is done once and at once: ",
                "kind=cold-start&function=none&count=2 | the fault cold-start is done once and at once: ",
                "service=s3 | the parameter kind is missing",
            })
    void whatCannotBeIsRefusedInASentenceAndChangesNothing(String asked, String said) throws Exception {
        HttpResponse<String> answer = post("add?" + asked);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).startsWith(said).doesNotContain("\n");
        assertThat(aws.faults().list()).isEmpty();
    }

    @Test
    void whatIsNotThereCannotBeCleared() throws Exception {
        assertThat(post("clear?id=fault-7").body()).isEqualTo("there is no fault fault-7; there is none");
        post("add?kind=throttle&service=s3");
        assertThat(post("clear?id=fault-7").body()).isEqualTo("there is no fault fault-7; there are: fault-1");
        assertThat(get("all").statusCode()).isEqualTo(404);
    }

    private static JsonNode json(HttpResponse<String> answer) throws IOException {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return new ObjectMapper().readTree(answer.body());
    }

    private HttpResponse<String> get(String path) throws Exception {
        return send("GET", path);
    }

    private HttpResponse<String> post(String path) throws Exception {
        return send("POST", path);
    }

    private HttpResponse<String> send(String method, String path) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(aws.endpoint().resolve("/_emulator/faults/" + path))
                                .method(method, BodyPublishers.noBody())
                                .build(),
                        BodyHandlers.ofString());
    }
}
