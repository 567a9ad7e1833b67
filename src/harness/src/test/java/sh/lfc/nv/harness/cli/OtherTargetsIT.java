package sh.lfc.nv.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * {@code mvn verify -Dtarget=…}: the same features elsewhere, by the commands that do it. Further settings are system
 * properties with the names of the commands' options, such as {@code -Dendpoint=http://127.0.0.1:4566}.
 */
class OtherTargetsIT {
    private static final Set<String> TARGETS = Set.of("embedded", "localstack", "aws", "live");

    @Test
    @EnabledIfSystemProperty(named = "target", matches = ".+", disabledReason = "-Dtarget is not given")
    void theTargetIsOneThatThereIs() {
        if (!TARGETS.contains(System.getProperty("target"))) {
            fail("there is no target \"%s\"; there are embedded, localstack, aws, live", System.getProperty("target"));
        }
    }

    @Test
    @EnabledIfSystemProperty(
            named = "target",
            matches = "aws",
            disabledReason = "only with -Dtarget=aws: it makes everything in a sandbox account")
    void theSystemWorksInASandboxAccountAndLeavesNothing() {
        assertThat(run(
                        List.of("up", "--target", "aws"),
                        "endpoint",
                        "ca-bundle",
                        "settings",
                        "cost-limit",
                        "stack",
                        "tags",
                        "skip"))
                .isZero();
    }

    @Test
    @EnabledIfSystemProperty(
            named = "target",
            matches = "live",
            disabledReason = "only with -Dtarget=live: it looks at a service that somebody else deployed")
    void theLiveServiceDoesWhatTheCanarySays() {
        assertThat(run(List.of("canary", "--target", "live"), "url", "user", "password-from", "storage"))
                .isZero();
    }

    private static int run(List<String> command, String... options) {
        var arguments = new ArrayList<>(command);
        for (var option : options) {
            Optional.ofNullable(System.getProperty(option))
                    .ifPresent(value -> arguments.addAll(List.of("--" + option, value)));
        }
        return new Main(Path.of(""))
                .run(
                        new PrintWriter(System.out, true),
                        new PrintWriter(System.err, true),
                        arguments.toArray(String[]::new));
    }
}
