package sh.lfc.nv.harness.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sh.lfc.nv.harness.HarnessException;
import sh.lfc.nv.harness.RefusedException;
import sh.lfc.nv.harness.RefusedException.Reason;
import sh.lfc.nv.harness.checkout.Checkout;
import sh.lfc.nv.harness.localstack.beside.Databases;
import sh.lfc.nv.harness.localstack.beside.Engine;
import sh.lfc.nv.harness.localstack.beside.NoServer;
import sh.lfc.nv.harness.localstack.beside.Offer;
import sh.lfc.nv.harness.localstack.beside.Server;
import sh.lfc.nv.harness.sandbox.Stage;
import sh.lfc.nv.harness.stacks.Stack;
import sh.lfc.nv.harness.stacks.StackGraph;
import sh.lfc.nv.harness.target.EmbeddedTarget;
import sh.lfc.nv.terraform.install.TerraformInstallation;
import software.amazon.awssdk.services.s3.S3Client;

/** What is found out before Terraform is; a run that gets that far fails, as there is none. */
class LocalStackRunTest {
    private static final StackGraph STACKS = new StackGraph(List.of(new Stack("secrets", Set.of(), "")));
    private static final StackGraph DATABASE = new StackGraph(List.of(new Stack("postgres", Set.of(), "")));
    private static final TerraformInstallation NO_TERRAFORM =
            new TerraformInstallation(Path.of("no-terraform"), Map.of());

    @TempDir
    Path folder;

    private final Attempts attempts = new Attempts();
    private Checkout checkout;

    @BeforeEach
    void checkOut() throws Exception {
        Files.createDirectories(folder.resolve("localstack"));
        Files.writeString(
                folder.resolve("localstack").resolve(".env"), "LOCALSTACK_IMAGE=localstack/localstack-pro:1\n");
        checkout = new Checkout(folder);
    }

    @Test
    void somethingElseThatAnswersIsRefused() throws Exception {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                exchange.sendResponseHeaders(404, -1);
            }
        });
        server.start();
        var url = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        try {
            assertThatThrownBy(() -> attach(url).go(STACKS))
                    .isInstanceOfSatisfying(RefusedException.class, refused -> assertThat(refused.reason())
                            .isEqualTo(Reason.ENDPOINT))
                    .hasMessage("what answers at %s is not AWS's STS", url);
        } finally {
            server.stop(0);
        }
        assertThat(folder.resolve(".harness")).doesNotExist();
    }

    @Test
    void withoutAContainerEngineNothingIsMade() {
        assumeTrue(hasNoEngine(), "there is a container engine");

        assertThatThrownBy(() -> start(Optional.empty()).go(STACKS))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.reason().exitCode()).isEqualTo(3))
                .hasMessageStartingWith("no container engine answers: start Docker")
                .hasMessageNotContaining("\n");
        assertThat(folder.resolve(".harness")).doesNotExist();
    }

    @Test
    void aWordThatNamesNoImageIsRefused() {
        assertThatThrownBy(() -> start(Optional.of("UPPER case")).go(STACKS))
                .isInstanceOfSatisfying(RefusedException.class, refused -> assertThat(refused.reason())
                        .isEqualTo(Reason.IMAGE))
                .hasMessage("UPPER case is the name of no image");
    }

    @Test
    void withoutAPinnedImageTheFileIsNamed() throws Exception {
        Files.writeString(folder.resolve("localstack").resolve(".env"), "OTHER_IMAGE=a/b:1\n");

        assertThatThrownBy(() -> start(Optional.empty()).go(STACKS))
                .isInstanceOf(HarnessException.class)
                .hasMessageEndingWith(".env does not say which image is LOCALSTACK_IMAGE");
    }

    @Test
    void theImagesThatThisCheckoutPinsAreSome() {
        var pinned = PinnedImages.of(Checkout.around(Path.of("")));

        assertThat(List.of(pinned.localStack(), pinned.of(Engine.POSTGRES), pinned.of(Engine.REDIS)))
                .allSatisfy(image ->
                        assertThat(Containers.named(image).getVersionPart()).isNotEqualTo("latest"));
        assertThat(pinned.of(Engine.POSTGRES)).startsWith("postgres:14.");
        assertThat(pinned.of(Engine.REDIS)).startsWith("redis:7.");
    }

    @Test
    void withoutAContainerEngineStacksThatNeedADatabaseAreSkippedAndTheReportSaysWhy() throws Exception {
        assumeTrue(hasNoEngine(), "there is a container engine");
        try (var endpoint = new RecordedEndpoint("community.json", 200, Set.of("rds"))) {
            var run = attempts.run(
                    checkout,
                    NO_TERRAFORM,
                    Optional.of(endpoint.endpoint()),
                    Optional.empty(),
                    Set.of(Stage.APPLY, Stage.DESTROY));

            assertThat(run.go(DATABASE)).isTrue();
        }
        assertThat(attempts.lines())
                .anyMatch(line -> line.startsWith("  postgres    skipped: RDS is not served (HTTP 501: ")
                        && line.endsWith(
                                "and PostgreSQL cannot run beside it: no container engine answers; start Docker, let"
                                        + " DOCKER_HOST lead to one, or name with --postgres what runs already"));
    }

    @Test
    void serversThatWereStartedForARunEndWithIt() throws Exception {
        var ended = new AtomicBoolean();
        var servers = new Databases() {
            @Override
            public Offer beside(Engine engine) {
                return new Server("10.0.0.1", 5432);
            }

            @Override
            public void close() {
                ended.set(true);
            }
        };
        try (var endpoint = new RecordedEndpoint("community.json", 200, Set.of("rds"))) {
            var run = new LocalStackRun(checkout, NO_TERRAFORM, wish(endpoint.endpoint()), attempts, place -> servers);

            assertThatThrownBy(() -> run.go(DATABASE)).isInstanceOf(HarnessException.class);
        }
        assertThat(ended).isTrue();
        assertThat(attempts.lines()).contains("Beside it: PostgreSQL at 10.0.0.1:5432");
    }

    @Test
    void theEmbeddedAwsServesEverythingThatTheStacksNeed() throws Exception {
        try (var aws = EmbeddedTarget.start(0, folder)) {
            var capabilities = Capabilities.ask(
                    LocalStackTarget.access(aws.endpoint()), Health.ask(aws.endpoint()), EnumSet.allOf(Service.class));

            assertThat(capabilities.absent()).isEmpty();
            assertThat(capabilities.health().edition()).isEqualTo("embedded");
        }
    }

    @Test
    void stacksThatSomebodyElseMadeAreLeftAlone() throws Exception {
        try (var aws = EmbeddedTarget.start(0, folder);
                var s3 = aws.aws().client(S3Client.builder())) {
            s3.createBucket(bucket -> bucket.bucket("nv-demo-terraform-state"));

            assertThatThrownBy(() -> attach(aws.endpoint()).go(STACKS))
                    .isInstanceOf(HarnessException.class)
                    .hasMessageContaining("this did not make them: nothing is done to them");
            assertThat(s3.listBuckets().buckets()).hasSize(1);
        }
    }

    @Test
    void whatCannotStandIsOnThePageAndInJUnitsXmlWithItsReason() throws Exception {
        var stacks = new StackGraph(
                List.of(new Stack("postgres", Set.of(), ""), new Stack("frontend", Set.of("postgres"), "")));
        Databases none = engine -> new NoServer("none is to be had");
        try (var other = new RecordedEndpoint("community.json", 200, Set.of("rds", "apigateway"))) {
            var run = new LocalStackRun(checkout, NO_TERRAFORM, wish(other.endpoint()), attempts, place -> none);
            assertThat(run.go(stacks)).isTrue();
        }

        var left = Left.in(folder);
        var why =
                "RDS is not served (HTTP 501: The API for service rds is either not included in your current license plan"
                        + " or has not yet been emulated by LocalStack.), and PostgreSQL cannot run beside it: none is to be"
                        + " had";
        assertThat(left.page())
                .contains(
                        "The run on localstack",
                        "postgres <span class=\"dim\">skipped: " + why + "</span>",
                        "; it needs postgres, which is skipped</span>",
                        "smoke test <span class=\"dim\">skipped: the stack frontend does not stand</span>",
                        "features <span class=\"dim\">skipped: the stack frontend does not stand</span>",
                        "No scenario was run");
        assertThat(left.summary().path("parts"))
                .extracting(part ->
                        part.path("name").asText() + " " + part.path("state").asText())
                .containsExactly("postgres SKIPPED", "frontend SKIPPED", "smoke test SKIPPED", "features SKIPPED");
        assertThat(left.junit("skipped"))
                .hasSize(4)
                .containsEntry("postgres", why)
                .containsEntry("features", "the stack frontend does not stand");
        assertThat(left.junit().getAttribute("skipped")).isEqualTo("4");
        assertThat(left.folder().resolve("stacks.md")).doesNotExist();
    }

    @Test
    void aStackThatFailsIsOnThePageAndWhatFollowsIsNotReached() throws Exception {
        var stacks = new StackGraph(
                List.of(new Stack("secrets", Set.of(), ""), new Stack("client-api-key", Set.of("secrets"), "")));
        Files.createDirectories(folder.resolve("terraform").resolve("secrets"));
        try (var aws = EmbeddedTarget.start(0, folder.resolve("aws"))) {
            assertThatThrownBy(() -> attach(aws.endpoint()).go(stacks)).isInstanceOf(RuntimeException.class);
        }

        var left = Left.in(folder);
        assertThat(left.page())
                .contains(
                        "<p class=\"state down\">secrets failed<small>",
                        "secrets <span class=\"bad\">failed: ",
                        "client-api-key <span class=\"dim\">skipped: not reached, as secrets failed</span>",
                        "<svg class=\"gantt\"");
        assertThat(left.junit("failure")).containsOnlyKeys("secrets");
        assertThat(left.junit("skipped")).containsOnlyKeys("client-api-key", "smoke test", "features");
    }

    @Test
    void theEmbeddedAwsTunnelsToDomainsAndOthersDoNot() throws Exception {
        try (var aws = EmbeddedTarget.start(0, folder);
                var other = new RecordedEndpoint("community.json", 200, Set.of())) {
            assertThat(Tunnel.leads(aws.endpoint(), "sts.us-east-1.amazonaws.com"))
                    .isTrue();
            assertThat(Tunnel.leads(other.endpoint(), "sts.us-east-1.amazonaws.com"))
                    .isFalse();
        }
    }

    private static LocalStackRun.Wish wish(URI endpoint) {
        return new LocalStackRun.Wish(
                Optional.of(endpoint), Optional.empty(), Optional.empty(), Set.of(), "", 2, 2, Map.of());
    }

    private LocalStackRun attach(URI endpoint) {
        return attempts.run(checkout, NO_TERRAFORM, Optional.of(endpoint), Optional.empty(), Set.of());
    }

    private LocalStackRun start(Optional<String> image) {
        return attempts.run(checkout, NO_TERRAFORM, Optional.empty(), image, Set.of());
    }

    private static boolean hasNoEngine() {
        try {
            Containers.requireEngine();
            return false;
        } catch (RefusedException e) {
            return true;
        }
    }
}
