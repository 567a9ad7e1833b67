package sh.lfc.nv.harness.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import sh.lfc.nv.harness.summary.ScenarioOutcome.Logged;
import sh.lfc.nv.harness.summary.ScenarioOutcome.State;
import sh.lfc.nv.harness.summary.ScenarioOutcome.Step;

class SummaryPageTest {
    private final RunSummary summary = Recorded.summary();
    private final String page = new SummaryPage(summary).html();

    @Test
    void featuresAreCapabilitiesWhateverPassTheirScenariosWereRunIn() {
        assertThat(summary.capabilities())
                .extracting(Capability::name, Capability::passed, Capability::failed, Capability::skipped)
                .containsExactly(
                        tuple("Presigned transfer", 1, 1, 0),
                        tuple("Retention and logs", 0, 0, 1),
                        tuple("Secrets", 2, 0, 1));
        assertThat(page)
                .contains("1 of 4 scenarios failed", "Who may read which secret <span class=\"dim\">× 2</span>");
    }

    @Test
    void aFailureIsToldWithItsStepsFromTheBackgroundToTheCleanUp() {
        assertThat(Recorded.failure().steps())
                .extracting(Step::text, Step::state)
                .containsExactly(
                        tuple("the client has uploaded \"report.txt\"", State.PASSED),
                        tuple("the client asks for an address to download \"report.txt\"", State.FAILED),
                        tuple("the address is good for 15 minutes", State.SKIPPED),
                        tuple("clean-up", State.FAILED));
        assertThat(page)
                .contains(
                        "presigned_transfer.feature:12",
                        "expected: 200\n but was: 500",
                        "java.lang.IllegalStateException: the file cannot be taken away")
                .containsOnlyOnce("<details class=\"feature\" open>");
    }

    @Test
    void theRequestsOfAFailureAreThoseItSpeaksOfAndTheLast() {
        assertThat(Recorded.failure().requests()).containsExactly("earlier=", "JKJaXmPLvHcESHA=");
    }

    @Test
    void aFailureIsExplainedByWhatClientAndSystemSaw() {
        assertThat(page)
                .contains(
                        "&gt; GET https://files.nv-demo.example/api/download_presigned/report.txt",
                        "&lt; 500 after 3012 ms",
                        "has no inbound rule for tcp 5432",
                        "no statement of an identity policy allows it",
                        "<b>access</b> <i>08:23:10</i> 500  requestId=JKJaXmPLvHcESHA=  responseLatency=3012",
                        "<b>nv-demo-api</b> <i>08:23:07</i> START RequestId: " + Recorded.INVOCATION,
                        "ERROR no connection  AWSRequestId=")
                .doesNotContain("requestId=another", "11111111-3cd9");
    }

    @Test
    void whatOneWouldGetInWithIsNotTold() {
        assertThat(page).contains("X-Amz-Signature=…&amp;X-Amz-Date=1").doesNotContain("5ec4e7");
    }

    @Test
    void whatWasSkippedIsToldWithTheReason() {
        assertThat(page)
                .contains("Files expire after 30 days <span class=\"dim\">AWS has the time that it is</span>")
                .contains("A password is changed every month <span class=\"dim\">the time is over</span>");
    }

    @Test
    void partsOfARunAreToldWithWhatBecameOfThem() {
        var parts = List.of(
                Part.passed("vpc", "applied in 1.5 s", 1_500),
                Part.failed("secrets", "<no> secret", 500),
                Part.skipped("postgres", "RDS is not served"));
        var nothingRun = new RunSummary(
                "localstack",
                Map.of(),
                "2026-11-29T08:23:10Z",
                1,
                0,
                0,
                0,
                parts,
                List.of(),
                List.of(),
                List.of(),
                Map.of());

        assertThat(new SummaryPage(nothingRun).html())
                .contains(
                        "<p class=\"state down\">secrets failed<small>",
                        "vpc <span class=\"dim\">applied in 1.5 s</span>",
                        "secrets <span class=\"bad\">failed: &lt;no&gt; secret</span>",
                        "postgres <span class=\"dim\">skipped: RDS is not served</span>");
        assertThat(page).doesNotContain("What became of it");
    }

    @Test
    void aFunctionThatNeverNamedTheRequestIsFoundByTheTime() {
        var lines = Witness.linesOf(
                Recorded.failure(),
                Map.of(
                        "access",
                        List.of(Recorded.line(10, "{\"requestId\":\"JKJaXmPLvHcESHA=\",\"status\":\"500\"}")),
                        "nv-demo-authorizer",
                        List.of(
                                Recorded.line(2, "long before"),
                                Recorded.line(9, "2026-11-29T08:23:09Z Task timed out after 3.00 seconds"))));

        assertThat(lines).extracting(Logged::log).containsExactly("access", "nv-demo-authorizer");
        assertThat(lines.get(1).text()).endsWith("Task timed out after 3.00 seconds");
    }

    @Test
    void namesAreTextAndNothingIsFetched() {
        assertThat(page)
                .contains("An address is &lt;b&gt;no&lt;/b&gt; longer good")
                .doesNotContain("<script", "src=", "url(", "<link", "@import");
    }
}
