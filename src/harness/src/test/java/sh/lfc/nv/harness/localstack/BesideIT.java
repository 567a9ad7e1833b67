package sh.lfc.nv.harness.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import sh.lfc.nv.harness.checkout.Checkout;
import sh.lfc.nv.harness.deploy.Deployment;
import sh.lfc.nv.harness.localstack.beside.DatabaseLogin;
import sh.lfc.nv.harness.target.EmbeddedTarget;

/**
 * All that depends on a database and a cache, at an endpoint that has neither: the embedded AWS, every call of whose RDS and
 * ElastiCache fails, and beside it a real PostgreSQL server and a real Redis.
 */
class BesideIT {
    private static final Checkout CHECKOUT = Checkout.around(Path.of(""));

    @TempDir
    Path folder;

    private final Attempts attempts = new Attempts();
    private Checkout checkout;

    @BeforeEach
    void checkOut() throws Exception {
        var root = Files.createDirectory(folder.resolve("checkout"));
        for (var name : List.of("terraform", "localstack", "features", "src")) {
            Files.createSymbolicLink(root.resolve(name), CHECKOUT.root().resolve(name));
        }
        checkout = new Checkout(root);
    }

    @Test
    @EnabledIfSystemProperty(
            named = "target",
            matches = "localstack",
            disabledReason = "takes minutes; asked for with -Dtarget=localstack")
    void theWholeServiceWorksWithServersBesideAnAwsThatHasNone() throws Exception {
        assertThat(go(List.of("s3-storage", "frontend"))).isTrue();

        assertThat(attempts.lines())
                .anyMatch(line -> line.matches(" +postgres +applied in .*"))
                .anyMatch(line -> line.matches(" +elasticache +applied in .*"))
                .anyMatch(line -> line.matches(" +s3-storage +applied in .*"))
                .anyMatch(line -> line.matches(" +smoke test +passed"))
                .anyMatch(line ->
                        line.matches(" +features +all passed.*@rds \\(PostgreSQL runs beside it, and not in RDS\\).*"));
    }

    private boolean go(List<String> stacks) throws Exception {
        try (var aws = EmbeddedTarget.start(0, folder.resolve("aws"));
                var servers = new ServersBeside(folder.resolve("beside"), DatabaseLogin.of(CHECKOUT))) {
            for (var service : List.of("rds", "elasticache")) {
                aws.faults().add("error", Map.of("service", service));
            }
            var wish = new LocalStackRun.Wish(
                    Optional.of(aws.endpoint()),
                    Optional.empty(),
                    Optional.of(aws.caCertificate()),
                    Set.of(),
                    "",
                    2,
                    2,
                    Map.of());
            var terraform = Deployment.installation(CHECKOUT, Optional.empty());
            return new LocalStackRun(checkout, terraform, wish, attempts, place -> servers)
                    .go(CHECKOUT.stacks().upTo(stacks));
        } finally {
            attempts.lines().forEach(System.out::println);
        }
    }
}
