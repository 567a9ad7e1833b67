package sh.lfc.nv.harness.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.opentest4j.TestAbortedException;
import sh.lfc.nv.harness.RefusedException;
import sh.lfc.nv.harness.RefusedException.Reason;
import sh.lfc.nv.harness.checkout.Checkout;
import sh.lfc.nv.harness.deploy.Deployment;

/**
 * All stacks that can stand there, on LocalStack: {@code mvn verify -Dtarget=localstack}, with {@code -Dendpoint=URL} for what
 * runs already and {@code -Dimage=IMAGE} for a drop-in.
 */
@EnabledIfSystemProperty(
        named = "target",
        matches = "localstack",
        disabledReason = "asked for with -Dtarget=localstack")
class LocalStackIT {

    @Test
    void whatCanStandThereDoesAndPassesItsFeatures() throws Exception {
        var checkout = Checkout.around(Path.of(""));
        var attempts = new Attempts();
        var run = attempts.run(
                checkout,
                Deployment.installation(checkout, Optional.empty()),
                Optional.ofNullable(System.getProperty("endpoint")).map(URI::create),
                Optional.ofNullable(System.getProperty("image")),
                Set.of());
        try {
            assertThat(run.go(checkout.stacks())).isTrue();
        } catch (RefusedException e) {
            if (e.reason() == Reason.NO_CONTAINER_ENGINE) {
                throw new TestAbortedException(e.getMessage(), e);
            }
            throw e;
        } finally {
            attempts.lines().forEach(System.out::println);
        }
    }
}
