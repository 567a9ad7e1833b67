package sh.lfc.nv.harness.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sh.lfc.nv.harness.checkout.Checkout;

/** Runs on disk. */
class RunTest {
    private static final Settings SETTINGS = new Settings(
            List.of("123456789012"), List.of(), "sandbox.example.com", "alice", Duration.ofHours(8), 5, Map.of());

    private static final Instant NOON = Instant.parse("2026-11-29T12:00:00Z");

    @TempDir
    private Path folder;

    private Checkout checkout;

    @BeforeEach
    void makeACheckout() throws Exception {
        Files.createDirectories(folder.resolve("terraform").resolve("secrets"));
        Files.writeString(folder.resolve("terraform").resolve("stacks.yaml"), "stacks: []");
        checkout = new Checkout(folder);
    }

    @Test
    void namesFitWhereTheyAreUsed() {
        var facts = Facts.fresh(SETTINGS, "123456789012", "us-east-1", null, NOON);

        assertThat(facts.name()).matches("nv-alice-[a-z0-9]{6}").hasSizeLessThanOrEqualTo(20);
        assertThat(facts.domain()).matches("[a-z0-9]{6}\\.sandbox\\.example\\.com");
        assertThat(facts.url().getHost()).isEqualTo(facts.name() + "." + facts.domain());
        assertThat(facts.expires()).isEqualTo("2026-11-29T20:00:00Z");
        assertThat(Facts.fresh(SETTINGS, "123456789012", "us-east-1", null, NOON)
                        .name())
                .isNotEqualTo(facts.name());
    }

    @Test
    void aRunIsFoundAgainUntilItHasEnded() {
        var run = begun();
        run.note("applying", "vpc");

        var again = Run.unfinished(checkout);

        assertThat(again).singleElement().isEqualTo(run);
        assertThat(again.get(0).begunStacks()).containsExactly("vpc");
        run.end();
        assertThat(Run.unfinished(checkout)).isEmpty();
    }

    @Test
    void whatWasDestroyedStandsNoMore() {
        var run = begun();
        run.note("applying", "vpc");
        run.note("applying", "secrets");
        run.note("destroyed", "secrets");

        assertThat(run.begunStacks()).containsExactly("vpc");
    }

    @Test
    void aRunThatWasLeftStandingIsNoLeftoverUntilItsTimeIsOver() {
        var run = begun();
        assertThat(run.isLeft(NOON)).isTrue();

        run.leaveStanding();

        assertThat(run.isLeft(NOON)).isFalse();
        assertThat(run.isLeft(NOON.plus(Duration.ofHours(9)))).isTrue();
    }

    @Test
    void oneProcessWorksOnARunAtATime() {
        var run = begun();

        try (var hold = run.hold().orElseThrow()) {
            assertThat(hold).isNotNull();
        }
        assertThat(run.hold()).isPresent();
    }

    @Test
    void passwordsAreARunsOwnAndNobodyElseReadsThem() throws Exception {
        Files.writeString(
                checkout.stack("secrets").resolve("variables.tf"),
                """
                variable "env" {
                  type = string
                }
                variable "postgres_credentials" {
                  type = object({ username = string })
                }
                variable "credentials_version" {
                  type = number
                }
                """);
        var run = begun();

        var first = new RunVariables(checkout, run).of("secrets");
        var second = new RunVariables(checkout, run).of("secrets");

        var file = first.files().get(0);
        assertThat(second).isEqualTo(first);
        assertThat(Files.readString(file))
                .contains("\"env\" : \"" + run.facts().name() + "\"")
                .containsPattern("\"password\" : \"[A-Za-z0-9]{32}\"")
                .doesNotContain("credentials_version")
                .doesNotContain("region");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    private Run begun() {
        return Run.begin(checkout, Facts.fresh(SETTINGS, "123456789012", "us-east-1", null, NOON));
    }
}
