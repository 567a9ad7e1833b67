package sh.lfc.nv.emulator.services.secretsmanager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.assertj.core.data.TemporalUnitOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sh.lfc.nv.emulator.services.DirectCalls;
import sh.lfc.nv.emulator.time.EmulatorClock;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.InvalidParameterException;
import software.amazon.awssdk.services.secretsmanager.model.InvalidRequestException;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;
import software.amazon.awssdk.services.secretsmanager.model.RotationRulesType;

/** When secrets are rotated, and what comes of it, with a function that this test is itself. */
class SecretRotationTest {

    private static final String FUNCTION = "arn:aws:lambda:us-east-1:000000000000:function:rotate";
    private static final String TOKEN = "11111111-2222-3333-4444-555555555555";
    /** The time goes on while it is waited for what it brings. */
    private static final TemporalUnitOffset MOMENT = within(20, ChronoUnit.SECONDS);

    private static final ObjectMapper JSON = new ObjectMapper();

    /** A rotation function as in AWS's template; it can be told to fail in a step. */
    private final class Function implements RotationFunctions {

        private final List<String> steps = new CopyOnWriteArrayList<>();
        private final List<Instant> times = new CopyOnWriteArrayList<>();
        private volatile String failing;
        private volatile boolean admits = true;

        @Override
        public boolean mayInvoke(String functionArn, String secretArn) {
            return admits && functionArn.equals(FUNCTION);
        }

        @Override
        public void run(String functionArn, byte[] bytes, String secretArn) {
            JsonNode event = read(bytes);
            String step = event.path("Step").asText();
            String token = event.path("ClientRequestToken").asText();
            steps.add(step);
            times.add(clock.instant().truncatedTo(ChronoUnit.MINUTES));
            assertThat(event.path("SecretId").asText()).isEqualTo(secretArn);
            if (step.equals(failing)) {
                throw new IllegalStateException("the database is down");
            }
            switch (step) {
                case "createSecret" -> create(secretArn, token);
                case "finishSecret" -> finish(secretArn, token);
                default -> {}
            }
        }

        private void create(String secret, String token) {
            try {
                secrets.getSecretValue(
                        get -> get.secretId(secret).versionId(token).versionStage("AWSPENDING"));
            } catch (ResourceNotFoundException e) {
                secrets.putSecretValue(put -> put.secretId(secret)
                        .clientRequestToken(token)
                        .secretString("rotated " + steps.size())
                        .versionStages("AWSPENDING"));
            }
        }

        private void finish(String secret, String token) {
            String current = secrets.getSecretValue(get -> get.secretId(secret)).versionId();
            secrets.updateSecretVersionStage(update -> update.secretId(secret)
                    .versionStage("AWSCURRENT")
                    .removeFromVersionId(current)
                    .moveToVersionId(token));
        }
    }

    private final Function function = new Function();
    private DirectCalls calls;
    private EmulatorClock clock;
    private SecretsManagerClient secrets;

    @BeforeEach
    void start(@TempDir Path data) {
        calls = new DirectCalls(data);
        clock = calls.platform().clock();
        clock.freeze();
        secrets = calls.client(
                SecretsManagerClient.class,
                new SecretsManager(calls.platform(), (account, principal) -> true, (request, call) -> {}, function)
                        .services());
        secrets.createSecret(
                create -> create.name("db").clientRequestToken(TOKEN).secretString("first"));
    }

    @AfterEach
    void end() {
        calls.close();
    }

    @Test
    void aRotationTakesFourStepsAndMovesTheLabels() {
        String version = secrets.rotateSecret(rotate -> rotate.secretId("db").rotationLambdaARN(FUNCTION))
                .versionId();
        clock.advance(Duration.ZERO);

        assertThat(function.steps).containsExactly("createSecret", "setSecret", "testSecret", "finishSecret");
        assertThat(value("AWSCURRENT")).isEqualTo("rotated 1");
        assertThat(value("AWSPREVIOUS")).isEqualTo("first");
        assertThat(describe().versionIdsToStages())
                .isEqualTo(Map.of(version, List.of("AWSPENDING", "AWSCURRENT"), TOKEN, List.of("AWSPREVIOUS")));
        assertThat(describe().lastRotatedDate()).isCloseTo(clock.instant(), MOMENT);
        assertThat(describe().nextRotationDate()).isNull();
    }

    @Test
    void aVersionWithoutAValueIsPendingUntilItHasOne() {
        function.failing = "createSecret";
        String version = secrets.rotateSecret(rotate -> rotate.secretId("db").rotationLambdaARN(FUNCTION))
                .versionId();
        clock.advance(Duration.ZERO);

        assertThat(describe().versionIdsToStages()).containsEntry(version, List.of("AWSPENDING"));
        assertThatThrownBy(() -> value("AWSPENDING"))
                .isInstanceOf(ResourceNotFoundException.class)
                .hasMessageContaining(
                        "Secrets Manager can't find the specified secret value for staging label: AWSPENDING");
    }

    @Test
    void aRotationThatFailsIsTriedAgainAndStaysPending() {
        function.failing = "testSecret";
        rotate(rules -> rules.automaticallyAfterDays(10L));

        clock.advance(Duration.ofHours(2));

        assertThat(function.steps).hasSize(15).endsWith("createSecret", "setSecret", "testSecret");
        assertThat(value("AWSCURRENT")).isEqualTo("first");
        assertThat(value("AWSPENDING")).isEqualTo("rotated 1");
        assertThat(describe().lastRotatedDate()).isNull();
        assertThatThrownBy(() -> secrets.rotateSecret(rotate -> rotate.secretId("db")))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("A previous rotation isn't complete. That rotation will be reattempted.");
        function.failing = null;
        clock.advance(Duration.ofDays(10));
        assertThat(value("AWSCURRENT")).isEqualTo("rotated 1");
    }

    @Test
    void whatFailsOnceSucceedsAMinuteLater() {
        function.failing = "setSecret";
        rotate(rules -> rules.automaticallyAfterDays(10L));
        clock.advance(Duration.ofSeconds(30));

        function.failing = null;
        clock.advance(Duration.ofSeconds(40));

        assertThat(function.steps)
                .containsExactly(
                        "createSecret", "setSecret", "createSecret", "setSecret", "testSecret", "finishSecret");
        assertThat(value("AWSCURRENT")).isEqualTo("rotated 1");
    }

    @Test
    void aFunctionThatDoesNotLetSecretsManagerInIsRefused() {
        function.admits = false;

        assertThatThrownBy(() ->
                        secrets.rotateSecret(rotate -> rotate.secretId("db").rotationLambdaARN(FUNCTION)))
                .isInstanceOfSatisfying(AwsServiceException.class, refusal -> {
                    assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo("AccessDeniedException");
                    assertThat(refusal.awsErrorDetails().errorMessage())
                            .isEqualTo("Secrets Manager cannot invoke the specified Lambda function. Ensure that the"
                                    + " function policy grants access to the principal secretsmanager.amazonaws.com.");
                });
        assertThatThrownBy(() -> secrets.rotateSecret(rotate -> rotate.secretId("db")))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("No Lambda rotation function ARN is associated with this secret.");
        assertThat(describe().rotationEnabled()).isNull();
    }

    @Test
    void withoutAnImmediateRotationTheFunctionTestsOnly() {
        secrets.rotateSecret(rotate -> rotate.secretId("db")
                .rotationLambdaARN(FUNCTION)
                .rotateImmediately(false)
                .rotationRules(rules -> rules.automaticallyAfterDays(3L)));
        clock.advance(Duration.ZERO);

        assertThat(function.steps).containsExactly("testSecret");
        assertThat(describe().versionIdsToStages()).isEqualTo(Map.of(TOKEN, List.of("AWSCURRENT")));
        clock.advance(Duration.ofDays(3));
        assertThat(value("AWSCURRENT")).startsWith("rotated");
    }

    @Test
    void aSecretIsRotatedEachSoManyDaysAfterTheLastTime() {
        Instant today = clock.instant().truncatedTo(ChronoUnit.DAYS);
        rotate(rules -> rules.automaticallyAfterDays(10L));
        assertThat(describe().nextRotationDate())
                .isEqualTo(today.plus(11, ChronoUnit.DAYS).minusSeconds(1));

        clock.advance(Duration.ofDays(31));

        assertThat(function.times.stream().distinct())
                .hasSize(4)
                .contains(
                        today.plus(10, ChronoUnit.DAYS),
                        today.plus(20, ChronoUnit.DAYS),
                        today.plus(30, ChronoUnit.DAYS));
        assertThat(describe().lastRotatedDate()).isCloseTo(today.plus(30, ChronoUnit.DAYS), MOMENT);
    }

    @Test
    void aValueThatIsPutByHandCountsAsARotation() {
        rotate(rules -> rules.automaticallyAfterDays(10L));
        clock.advance(Duration.ofDays(9));
        function.steps.clear();

        secrets.putSecretValue(put -> put.secretId("db").secretString("by hand"));
        clock.advance(Duration.ofDays(5));

        assertThat(function.steps).isEmpty();
        assertThat(value("AWSCURRENT")).isEqualTo("by hand");
    }

    @Test
    void aCronExpressionOpensTheWindowAndTheDurationClosesIt() {
        Instant tomorrow = clock.instant().truncatedTo(ChronoUnit.DAYS).plus(1, ChronoUnit.DAYS);
        clock.advance(Duration.between(clock.instant(), tomorrow));
        secrets.rotateSecret(rotate -> rotate.secretId("db")
                .rotationLambdaARN(FUNCTION)
                .rotateImmediately(false)
                .rotationRules(
                        rules -> rules.scheduleExpression("cron(0 16 * * ? *)").duration("2h")));
        assertThat(describe().nextRotationDate())
                .isEqualTo(tomorrow.plus(18, ChronoUnit.HOURS).minusSeconds(1));
        assertThat(describe().rotationRules().duration()).isEqualTo("2h");
        clock.advance(Duration.ofHours(15));
        assertThat(value("AWSCURRENT")).isEqualTo("first");

        clock.advance(Duration.ofHours(2));

        assertThat(value("AWSCURRENT")).startsWith("rotated");
        assertThat(describe().lastRotatedDate()).isCloseTo(tomorrow.plus(16, ChronoUnit.HOURS), MOMENT);
    }

    @Test
    void aRateInHoursOpensWindowsOfAnHour() {
        Instant hour = clock.instant().truncatedTo(ChronoUnit.HOURS);
        rotate(rules -> rules.scheduleExpression("rate(4 hours)"));

        assertThat(describe().nextRotationDate())
                .isEqualTo(hour.plus(5, ChronoUnit.HOURS).minusSeconds(1));
        clock.advance(Duration.ofHours(9));

        assertThat(function.times.stream().distinct())
                .hasSize(3)
                .contains(hour.plus(4, ChronoUnit.HOURS), hour.plus(8, ChronoUnit.HOURS));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            nullValues = "-",
            textBlock =
                    """
                    rate(2 hours)      ; -   ; a secret is rotated every 4 hours to 999 days
                    rate(1000 days)    ; -   ; a secret is rotated every 4 hours to 999 days
                    rate(5 minutes)    ; -   ; it is neither a rate in hours or days
                    cron(5 1 * * ? *)  ; -   ; it is neither a rate in hours or days
                    cron(0 1 * * ? *)  ; 0h  ; is not a number of hours
                    cron(0 23 * * ? *) ; 2h  ; must not extend into the next UTC day
                    rate(4 hours)      ; 5h  ; must not extend into the next UTC day or into the next rotation window
                    cron(0 0/2 * * ? *); -   ; as often as every 4 hours
                    """)
    void aScheduleThatMakesNoSenseIsRefused(String expression, String duration, String message) {
        assertThatThrownBy(() ->
                        rotate(rules -> rules.scheduleExpression(expression).duration(duration)))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining(message);
        assertThatThrownBy(() ->
                        rotate(rules -> rules.scheduleExpression("rate(5 days)").automaticallyAfterDays(5L)))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("You cannot specify both rotation frequency and schedule expression together.");
    }

    @Test
    void aRotationThatIsCancelledDoesNotGoOn() {
        rotate(rules -> rules.automaticallyAfterDays(2L));
        function.steps.clear();

        secrets.cancelRotateSecret(cancel -> cancel.secretId("db"));
        clock.advance(Duration.ofDays(5));

        assertThat(function.steps).isEmpty();
        assertThat(describe().rotationEnabled()).isFalse();
        assertThat(describe().nextRotationDate()).isNull();
        assertThat(describe().lastRotatedDate()).isNull();
    }

    @Test
    void whoTakesTheLabelAwayCanRotateAgain() {
        function.failing = "setSecret";
        String stuck = secrets.rotateSecret(rotate -> rotate.secretId("db").rotationLambdaARN(FUNCTION))
                .versionId();
        clock.advance(Duration.ZERO);
        function.failing = null;

        secrets.updateSecretVersionStage(
                update -> update.secretId("db").versionStage("AWSPENDING").removeFromVersionId(stuck));
        String next = secrets.rotateSecret(rotate -> rotate.secretId("db")).versionId();
        clock.advance(Duration.ofHours(1));

        assertThat(next).isNotEqualTo(stuck);
        assertThat(describe().versionIdsToStages()).containsOnlyKeys(TOKEN, next);
    }

    @Test
    void aDeletedSecretIsNotRotatedAndIsGoneAtItsTime() {
        rotate(rules -> rules.automaticallyAfterDays(2L));
        function.steps.clear();

        secrets.deleteSecret(delete -> delete.secretId("db").recoveryWindowInDays(7L));
        clock.advance(Duration.ofDays(7).minusSeconds(1));
        assertThat(function.steps).isEmpty();
        assertThat(describe().deletedDate()).isNotNull();
        clock.advance(Duration.ofSeconds(1));

        assertThatThrownBy(this::describe).isInstanceOf(ResourceNotFoundException.class);
        clock.reset();
        assertThatThrownBy(() -> secrets.restoreSecret(restore -> restore.secretId("db")))
                .isInstanceOf(ResourceNotFoundException.class);
    }

    private void rotate(Consumer<RotationRulesType.Builder> rules) {
        secrets.rotateSecret(
                rotate -> rotate.secretId("db").rotationLambdaARN(FUNCTION).rotationRules(rules));
        clock.advance(Duration.ZERO);
    }

    private String value(String stage) {
        return secrets.getSecretValue(get -> get.secretId("db").versionStage(stage))
                .secretString();
    }

    private DescribeSecretResponse describe() {
        return secrets.describeSecret(describe -> describe.secretId("db"));
    }

    private static JsonNode read(byte[] json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
