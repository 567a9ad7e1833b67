package sh.lfc.nv.harness.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sh.lfc.nv.harness.bench.server.MotoServer;
import sh.lfc.nv.harness.checkout.Checkout;
import sh.lfc.nv.harness.deploy.Deployment;
import sh.lfc.nv.harness.sandbox.Stage;
import sh.lfc.nv.harness.target.EmbeddedTarget;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** Cheap stacks on what runs already. */
class AttachedIT {
    private static final Checkout CHECKOUT = Checkout.around(Path.of(""));

    @TempDir
    Path folder;

    private final Attempts attempts = new Attempts();

    @Test
    void onTheEmbeddedAwsStacksAreMadeAndTakenAway() throws Exception {
        try (var aws = EmbeddedTarget.start(0, folder)) {
            assertThat(go(aws.endpoint(), Set.of())).isTrue();

            assertThat(attempts.lines())
                    .anyMatch(line -> line.contains("answers edition embedded"))
                    .anyMatch(line -> line.matches(" +secrets +applied in .*"))
                    .anyMatch(line -> line.matches(" +features +skipped: the stack frontend does not stand"));
            assertThatTheRunIsOnItsPage(aws.endpoint());
            try (var s3 = aws.aws().client(S3Client.builder());
                    var secrets = aws.aws().client(SecretsManagerClient.builder())) {
                assertThat(s3.listBuckets().buckets()).isEmpty();
                assertThat(secrets.listSecrets().secretList()).isEmpty();
            }
        }
    }

    /** Nothing is taken away, as it fails to delete a marker of a deletion, and takes everything with it when it ends. */
    @Test
    void onMotoStacksAreMade() throws Exception {
        var moto = new MotoServer();
        assumeTrue(
                moto.absence().isEmpty(),
                () -> "moto_server is " + moto.absence().orElseThrow());
        try (var server = moto.start()) {
            assertThat(go(server.endpoint(), Set.of(Stage.DESTROY))).isTrue();

            assertThat(attempts.lines()).anyMatch(line -> line.matches(" +secrets +applied in .*"));
        }
    }

    private void assertThatTheRunIsOnItsPage(URI endpoint) throws Exception {
        var left = Left.in(folder.resolve("checkout"));
        assertThat(left.page())
                .contains(
                        "<dd>" + endpoint + "</dd>",
                        "<dt>edition</dt><dd>embedded",
                        "secrets <span class=\"dim\">applied in ",
                        "smoke test <span class=\"dim\">skipped: the stack frontend does not stand</span>",
                        "<svg class=\"gantt\"");
        assertThat(left.summary().path("stacks"))
                .extracting(stack -> stack.path("stack").asText())
                .contains("nv-demo-terraform-state", "secrets");
        assertThat(left.summary().path("stacks"))
                .allMatch(stack -> stack.path("change").asLong() > 0);
        assertThat(left.junit().getAttribute("failures")).isEqualTo("0");
        assertThat(left.junit("skipped")).containsOnlyKeys("smoke test", "features");
    }

    /** In a checkout of its own, with the stacks of this one. */
    private boolean go(URI endpoint, Set<Stage> skipped) throws Exception {
        var root = Files.createDirectory(folder.resolve("checkout"));
        Files.createSymbolicLink(root.resolve("terraform"), CHECKOUT.root().resolve("terraform"));
        var run = attempts.run(
                new Checkout(root),
                Deployment.installation(CHECKOUT, Optional.empty()),
                Optional.of(endpoint),
                Optional.empty(),
                skipped);
        return run.go(CHECKOUT.stacks().upTo(List.of("secrets")));
    }
}
