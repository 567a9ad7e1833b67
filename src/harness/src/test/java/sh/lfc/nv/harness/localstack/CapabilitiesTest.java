package sh.lfc.nv.harness.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import sh.lfc.nv.harness.RefusedException;
import sh.lfc.nv.harness.checkout.Checkout;
import sh.lfc.nv.harness.localstack.beside.Beside;

class CapabilitiesTest {
    /** What LocalStack's editions leave to paid plans, by the names that calls are signed for. */
    private static final Set<String> PAID = Set.of("rds", "elasticache", "apigateway", "synthetics");

    @Test
    void localStacksFreeEditionLacksWhatItsHealthAnswerIsSilentAbout() throws Exception {
        var capabilities = ask("community.json", 200, PAID);

        assertThat(capabilities.health().shown()).isEqualTo("community, version 4.12.1.dev27");
        assertThat(capabilities.absent().keySet())
                .containsExactlyInAnyOrder(Service.RDS, Service.ELASTICACHE, Service.API_GATEWAY, Service.SYNTHETICS);
        assertThat(capabilities.absence(Service.RDS))
                .hasValue("HTTP 501: The API for service rds is either not included in your current license plan or has"
                        + " not yet been emulated by LocalStack.");
    }

    @Test
    void ofThePaidEditionACallTellsThatSyntheticsIsNotThere() throws Exception {
        var capabilities = ask("pro.json", 200, Set.of("synthetics"));

        assertThat(capabilities.health().edition()).isEqualTo("pro");
        assertThat(capabilities.absent().keySet()).containsExactly(Service.SYNTHETICS);
    }

    @Test
    void aHealthAnswerThatPraisesAServiceIsNotBelieved() throws Exception {
        var capabilities = ask("pro.json", 200, PAID);

        assertThat(capabilities.absent()).hasSize(4).containsKey(Service.RDS);
    }

    @Test
    void aServiceThatTheHealthAnswerRulesOutIsNotCalled() throws Exception {
        try (var endpoint = new RecordedEndpoint("pro.json", 200, Set.of())) {
            var health = new Health("pro", "", Map.of("rds", "disabled", "sqs", "available"));

            var capabilities = Capabilities.ask(
                    LocalStackTarget.access(endpoint.endpoint()), health, Set.of(Service.RDS, Service.SQS));

            assertThat(capabilities.absent()).isEqualTo(Map.of(Service.RDS, "its health answer says disabled"));
            assertThat(endpoint.called()).containsExactly("sqs");
        }
    }

    @Test
    void aDropInSaysWhatItIsWhateverItPassesFor() throws Exception {
        assertThat(ask("floci.json", 200, Set.of("synthetics")).health().shown())
                .isEqualTo("floci-always-free, version 1.5.28");
        assertThat(ask("ministack.json", 200, PAID).health().shown()).isEqualTo("light, version 1.4.1");
    }

    @Test
    void whatDoesNotKnowTheHealthPathIsAskedByCallsAlone() throws Exception {
        var capabilities = ask("moto.xml", 404, Set.of());

        assertThat(capabilities.health()).isEqualTo(Health.SILENT);
        assertThat(capabilities.absent()).isEmpty();
    }

    @Test
    void whereNothingListensIsRefused() throws Exception {
        int port;
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = taken.getLocalPort();
        }

        assertThatThrownBy(() -> Health.ask(URI.create("http://127.0.0.1:" + port)))
                .isInstanceOfSatisfying(RefusedException.class, refused -> assertThat(refused.reason())
                        .isEqualTo(RefusedException.Reason.ENDPOINT))
                .hasMessage("nothing listens at http://127.0.0.1:" + port);
    }

    @Test
    void theFreeEditionRunsTheStacksThatNeedNothingElse() throws Exception {
        var selection = selection("community.json", PAID);

        assertThat(selection.runnable().applyOrder())
                .extracting(stack -> stack.name())
                .containsExactly("nv-demo-terraform-state", "vpc", "secrets", "client-api-key", "route53");
        assertThat(selection.skipped().keySet())
                .containsExactly("postgres", "elasticache", "s3-storage", "frontend", "monitoring");
        assertThat(selection.skipped().get("monitoring"))
                .contains("HTTP APIs (API Gateway v2) is not served (HTTP 501: ")
                .endsWith("it needs frontend, which is skipped");
    }

    @Test
    void withoutSyntheticsOnlyTheMonitoringIsLeftOut() throws Exception {
        var selection = selection("pro.json", Set.of("synthetics"));

        assertThat(selection.skipped().keySet()).containsExactly("monitoring");
        assertThat(selection.runnable().applyOrder()).hasSize(9);
    }

    private static Selection selection(String health, Set<String> lacking) throws Exception {
        return Selection.of(Checkout.around(Path.of("")).stacks(), ask(health, 200, lacking), Beside.NOTHING);
    }

    private static Capabilities ask(String health, int status, Set<String> lacking)
            throws IOException, InterruptedException {
        try (var endpoint = new RecordedEndpoint(health, status, lacking)) {
            return Capabilities.ask(
                    LocalStackTarget.access(endpoint.endpoint()),
                    Health.ask(endpoint.endpoint()),
                    EnumSet.allOf(Service.class));
        }
    }
}
