package sh.lfc.nv.canary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sh.lfc.nv.canary.testing.FakeAws;
import sh.lfc.nv.canary.testing.FakeService;
import sh.lfc.nv.canary.testing.FakeService.Wrong;
import sh.lfc.nv.canary.testing.TestAuthority;

class CanaryHandlerTest {
    private static final TestAuthority AUTHORITY = new TestAuthority();
    private static final Map<String, String> VARIABLES = Map.of(
            "BASE_URL", "https://nv-demo.nv.lfc.sh",
            "CLIENT_SECRET", "nv-demo-client",
            "STORAGE_BUCKET", "nv-demo-storage",
            "OBJECT_PREFIX", "canary-",
            "REPORTS", "s3://artifacts/runs/features/",
            "DEADLINE_SECONDS", "95",
            "AWS_REGION", "us-east-1");

    private final FakeService service = new FakeService(AUTHORITY.server("localhost", Duration.ofDays(90)));
    private final FakeAws aws = new FakeAws(path -> service.remove(path.substring(path.lastIndexOf('/') + 1)));

    @AfterEach
    void close() {
        service.close();
        aws.close();
    }

    @Test
    void aHealthyServicePassesAndReportsAreLeft() {
        run();

        assertThat(service.files()).isEmpty();
        assertThat(aws.requests())
                .anyMatch(request -> request.startsWith("DELETE /nv-demo-storage/canary-"))
                .filteredOn(request -> request.startsWith("PUT "))
                .extracting(request ->
                        request.replaceFirst("/\\d{4}/\\d\\d/\\d\\d/\\d\\d-\\d\\d-\\d\\d-[0-9a-f]{8}/", "/RUN/"))
                .containsExactlyInAnyOrder(
                        "PUT /artifacts/runs/features/RUN/features.html",
                        "PUT /artifacts/runs/features/RUN/features.json",
                        "PUT /artifacts/runs/features/RUN/features.xml");
    }

    @Test
    void aFailureIsThrownAsOneSentenceAndReportsAreLeftAllTheSame() {
        service.answers("GET /healthz", new Wrong(503, "{}"));

        assertThatThrownBy(this::run)
                .isInstanceOf(CanaryFailedException.class)
                .hasMessageMatching("(authorization|domain_and_tls): [^:]+: [^:]+: .*503.*");

        assertThat(aws.requests()).anyMatch(request -> request.endsWith("/features.json"));
    }

    @Test
    void reportsThatCannotBeLeftFailARunThatPassed() {
        aws.refusePuts();

        assertThatThrownBy(this::run)
                .isInstanceOf(CanaryFailedException.class)
                .hasMessageStartingWith("the reports could not be left: Access Denied");
    }

    @Test
    void reportsThatCannotBeLeftHideNoFailure() {
        aws.refusePuts();
        service.answers("GET /healthz", new Wrong(500, "{}"));

        assertThatThrownBy(this::run).hasMessageMatching("(authorization|domain_and_tls): .*500.*");
    }

    @ParameterizedTest
    @CsvSource({
        "BASE_URL, '', the variable BASE_URL is not set",
        "BASE_URL, http://nv-demo.nv.lfc.sh, 'BASE_URL must be an https address, not http://nv-demo.nv.lfc.sh'",
        "REPORTS, artifacts, 'REPORTS must be like s3://bucket/folder, not artifacts'",
        "DEADLINE_SECONDS, soon, 'DEADLINE_SECONDS must be a number of seconds, not soon'"
    })
    void whatIsToldWronglyIsNamed(String variable, String value, String sentence) {
        var variables = new HashMap<>(VARIABLES);
        variables.put(variable, value);

        assertThatThrownBy(() -> Settings.of(variables)).hasMessage(sentence);
    }

    private void run() {
        var told = Settings.of(VARIABLES);
        var settings = new Settings(
                service.url(),
                told.clientSecret(),
                told.storage(),
                told.objectPrefix(),
                told.reports(),
                told.deadline(),
                told.region());
        new CanaryHandler(settings, aws.access(), service.access(AUTHORITY)).handleRequest();
    }
}
