package sh.lfc.nv.canary.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.jr.ob.JSON;
import com.fasterxml.jackson.jr.stree.JacksonJrsTreeCodec;
import com.fasterxml.jackson.jr.stree.JrsValue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sh.lfc.nv.canary.steps.CleanUp;
import sh.lfc.nv.canary.testing.FakeService;
import sh.lfc.nv.canary.testing.FakeService.Wrong;
import sh.lfc.nv.canary.testing.TestAuthority;

class CanaryRunTest {
    private static final TestAuthority AUTHORITY = new TestAuthority();
    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private FakeService service = new FakeService(AUTHORITY.server("localhost", Duration.ofDays(90)));

    @AfterEach
    void close() {
        service.close();
    }

    @Test
    void aHealthyServicePassesAndNothingIsLeftInIt() {
        var outcome = own(LONG);

        assertThat(outcome.firstFailure()).isEmpty();
        assertThat(outcome.results()).extracting(ScenarioResult::feature).contains("upload", "list", "domain_and_tls");
        assertThat(service.files()).isEmpty();
        assertThat(service.uploaded()).isNotEmpty().allMatch(key -> key.startsWith("canary-"));
        assertThat(folder.resolve("reports"))
                .isDirectoryContaining("glob:**features.json")
                .isDirectoryContaining("glob:**features.html")
                .isDirectoryContaining("glob:**features.xml");
    }

    /** What runs often on a live system stays cheap: the promise is kept with much to spare. */
    @Test
    void theFeaturesUploadLittle() {
        own(LONG);

        assertThat(service.uploaded()).hasSizeLessThanOrEqualTo(5);
        assertThat(service.uploadedBytes()).isLessThan(64 * 1024);
    }

    @Test
    void aScenarioThatUploadsTooMuchFailsAndUploadsNothing() throws IOException {
        feature(
                "large",
                """
                @canary
                Scenario: A large file
                  When the client uploads "large.bin" with 2000000 random bytes
                """);

        var outcome = of(LONG, "not @destructive");

        assertThat(outcome.firstFailure().flatMap(ScenarioResult::sentence).orElseThrow())
                .startsWith("large: A large file: the client uploads \"large.bin\"")
                .contains("not uploaded: a run may upload 20 files with 1048576 bytes in all");
        assertThat(service.requests()).isEmpty();
    }

    @Test
    void theFirstFailureIsNamedByFeatureScenarioStepAndReason() throws IOException {
        service.answers("GET /canary-", new Wrong(200, "other figures"));
        feature(
                "quarter",
                """
                @canary
                Scenario: Figures can be downloaded
                  Given the client has uploaded "report.txt" with the text "Quarterly figures"
                  When the client downloads "report.txt"
                  Then the text "Quarterly figures" comes back
                """);

        var failure = of(LONG, "not @destructive").firstFailure().orElseThrow();

        assertThat(failure.sentence().orElseThrow())
                .startsWith("quarter: Figures can be downloaded: the text \"Quarterly figures\" comes back: ")
                .contains("other figures")
                .doesNotContain("\n");
        assertThat(failure.requestId()).contains("request-" + service.requests().size());
    }

    @Test
    void theReportOfAFailureShowsTheLastAnswerAndNoCredentials() throws IOException {
        service.answers("GET /canary-", new Wrong(200, "other figures"));
        feature(
                "quarter",
                """
                @canary
                Scenario: Figures can be downloaded
                  Given the client has uploaded "report.txt" with the text "Quarterly figures"
                  When the client downloads "report.txt"
                  Then the text "Quarterly figures" comes back
                """);

        of(LONG, "not @destructive");

        JrsValue report = JSON.std
                .with(new JacksonJrsTreeCodec())
                .treeFrom(Files.readString(folder.resolve("reports").resolve("features.json")));
        var after = report.path(0).path("elements").path(0).path("after");
        var shown = IntStream.range(0, after.size())
                .mapToObj(hook -> after.path(hook).path("embeddings").path(0))
                .filter(attached ->
                        CleanUp.LAST_ANSWER.equals(attached.path("name").asText()))
                .map(attached -> new String(
                        Base64.getDecoder().decode(attached.path("data").asText()), StandardCharsets.UTF_8))
                .toList();
        assertThat(shown).singleElement().satisfies(text -> assertThat(text)
                .startsWith("> GET " + service.url() + "/canary-")
                .contains("> Authorization: …", "< 200 after ", "< apigw-requestid: request-", "other figures")
                .doesNotContain("Basic "));
    }

    @Test
    void filesAreTakenAwayAlsoAfterAFailure() {
        service.answers("GET /canary-", new Wrong(500, ""));

        assertThat(own(LONG).passed()).isFalse();

        assertThat(service.uploaded()).isNotEmpty();
        assertThat(service.files()).isEmpty();
    }

    @Test
    void whatTakesTheSystemApartIsNotRun() throws IOException {
        destructive();

        assertThatThrownBy(() -> new CanaryRun(folder.toString(), folder.resolve("reports"), LONG, 2)
                        .of(service.system(AUTHORITY)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("there is no scenario with the tags");
        assertThat(service.requests()).isEmpty();
    }

    @Test
    void whatTakesTheSystemApartIsRefusedEvenWhenAskedFor() throws IOException {
        destructive();

        var outcome = of(LONG, "@destructive");

        assertThat(outcome.firstFailure().flatMap(ScenarioResult::sentence).orElseThrow())
                .contains("refused: a scenario that takes the system apart");
        assertThat(service.requests()).isEmpty();
    }

    @Test
    void aRunEndsAtItsDeadline() {
        service.fallSilent();
        var begin = System.nanoTime();

        var outcome = own(Duration.ofSeconds(3));

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(20));
        assertThat(outcome.firstFailure().flatMap(ScenarioResult::sentence).orElseThrow())
                .contains("no answer to GET");
        assertThat(outcome.results()).extracting(ScenarioResult::passed).contains(false);
    }

    @Test
    void aCertificateForAnotherNameFails() {
        service.close();
        service = new FakeService(AUTHORITY.server("elsewhere.example", Duration.ofDays(90)));

        assertThat(own(LONG).results())
                .filteredOn(result -> result.scenario().equals("The certificate is the domain's own"))
                .singleElement()
                .satisfies(result -> assertThat(result.sentence().orElseThrow()).contains("localhost"));
    }

    @Test
    void aCertificateThatEndsSoonFailsOneScenario() {
        service.close();
        service = new FakeService(AUTHORITY.server("localhost", Duration.ofDays(13)));

        assertThat(own(LONG).results())
                .filteredOn(result -> !result.passed())
                .extracting(ScenarioResult::scenario)
                .containsExactly("The certificate is renewed in time");
    }

    private Outcome own(Duration deadline) {
        return new CanaryRun(CanaryRun.OWN_FEATURES, folder.resolve("reports"), deadline, 4)
                .of(service.system(AUTHORITY));
    }

    private Outcome of(Duration deadline, String tags) {
        return new CanaryRun(folder.toString(), folder.resolve("reports"), deadline, 2)
                .of(service.system(AUTHORITY), tags);
    }

    private void destructive() throws IOException {
        feature(
                "apart",
                """
                @canary @destructive
                Scenario: The end
                  When the client asks for the list
                """);
    }

    private void feature(String name, String scenarios) throws IOException {
        Files.writeString(folder.resolve(name + ".feature"), "Feature: " + name + "\n\n" + scenarios.indent(2));
    }
}
