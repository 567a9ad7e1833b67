package sh.lfc.nv.emulator.services.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import sh.lfc.nv.emulator.faults.Fault;
import sh.lfc.nv.emulator.faults.Faults;
import sh.lfc.nv.emulator.faults.Often;
import sh.lfc.nv.emulator.faults.Target.Calls;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.TooManyRequestsException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Event;

/** Functions that go wrong on demand. */
class FunctionFaultsTest {

    private LambdaAccount account;
    private Faults faults;

    @BeforeEach
    void start() throws IOException {
        account = new LambdaAccount();
        faults = account.emulator.faults();
        account.create("victim", function -> {});
    }

    @AfterEach
    void end() {
        account.close();
    }

    @Test
    void aCrashEndsTheProcessInTheMiddleOfTheInvocation() {
        account.create("other", function -> {});
        faults.crash("victim", Often.times(1));

        InvokeResponse crashed = account.invoke("victim", "{\"sleep\":5000}");
        JsonNode next = account.answer("victim", "{}");

        assertThat(crashed.functionError()).isEqualTo("Unhandled");
        assertThat(LambdaAccount.json(crashed).path("errorType").asText()).isEqualTo("Runtime.ExitError");
        assertThat(LambdaAccount.json(crashed).path("errorMessage").asText())
                .matches("RequestId: [0-9a-f-]{36} Error: Runtime exited with error: signal: killed");
        String log = log(crashed);
        assertThat(log).contains("invocation 1 of {sleep=5000}").contains("Runtime.ExitError");
        assertThat(log).containsPattern("REPORT .*Status: error\tError Type: Runtime.ExitError");
        assertThat(next.path("invocations").asInt()).isEqualTo(1);
        assertThat(account.invoke("other", "{}").functionError()).isNull();
        assertThat(faults.list().get(0).over()).isTrue();
    }

    @Test
    void aFunctionThatIsQuickerThanTheCrashDoesNotAnswerEither() {
        account.invoke("victim", "{}");
        faults.crash("victim", Often.times(1));

        InvokeResponse crashed = account.invoke("victim", "{\"quick\":1}");

        assertThat(LambdaAccount.json(crashed).path("errorType").asText()).isEqualTo("Runtime.ExitError");
        assertThat(log(crashed)).contains("invocation 2 of {quick=1}");
    }

    @Test
    void outOfMemoryIsReportedAsLambdaDoes() {
        faults.outOfMemory("victim", Often.times(1));

        InvokeResponse killed = account.invoke("victim", "{\"sleep\":5000}");

        assertThat(LambdaAccount.json(killed).path("errorType").asText()).isEqualTo("Runtime.OutOfMemory");
        assertThat(LambdaAccount.json(killed).path("errorMessage").asText())
                .endsWith("Error: Runtime exited with error: signal: killed");
        assertThat(log(killed))
                .containsPattern("REPORT .*Memory Size: 256 MB\tMax Memory Used: 256 MB\t"
                        + ".*Status: error\tError Type: Runtime.OutOfMemory");
    }

    @Test
    void anErrorComesAfterTheWorkAndTheEnvironmentGoesOn() {
        Fault fault = faults.functionError("victim", Often.ALWAYS);

        InvokeResponse failed = account.invoke("victim", "{}");
        faults.clear(fault.id());
        JsonNode next = account.answer("victim", "{}");

        assertThat(failed.functionError()).isEqualTo("Unhandled");
        assertThat(LambdaAccount.json(failed).path("errorMessage").asText())
                .isEqualTo("fault-1 has this invocation fail");
        assertThat(log(failed)).contains("invocation 1 of {}").contains("fault-1 has this invocation fail");
        assertThat(next.path("invocations").asInt()).isEqualTo(2);
    }

    @Test
    void aColdStartEndsWhatIsIdleAndMayDelayWhatStarts() {
        String warm = account.answer("victim", "{}").path("stream").asText();

        Fault once = faults.coldStart("victim");
        String cold = account.answer("victim", "{}").path("stream").asText();
        Fault slow = faults.coldStart("victim", Duration.ofSeconds(2), Often.ALWAYS);
        long begin = System.nanoTime();
        JsonNode late = account.answer("victim", "{}");
        Duration took = Duration.ofNanos(System.nanoTime() - begin);
        String warmAgain = account.answer("victim", "{}").path("stream").asText();

        assertThat(once.over()).isTrue();
        assertThat(cold).isNotEqualTo(warm);
        assertThat(late.path("stream").asText()).isNotEqualTo(cold).isEqualTo(warmAgain);
        assertThat(took).isGreaterThan(Duration.ofSeconds(2));
        assertThat(faults.clear(slow.id()).struck()).isEqualTo(1);
    }

    @Test
    void aCallOfInvokeIsHitOnceAndTheClientsRetriesAreCallsToo() {
        faults.throttle(Calls.of("lambda", "Invoke").by("root").on("*:function:victim"), Often.times(3));

        assertThatThrownBy(() -> account.invoke("victim", "{}"))
                .isInstanceOfSatisfying(TooManyRequestsException.class, refusal -> {
                    assertThat(refusal.getMessage()).startsWith("Rate exceeded");
                    assertThat(refusal.reasonAsString()).isEqualTo("CallerRateLimitExceeded");
                });
        assertThat(account.invoke("victim", "{}").functionError()).isNull();
        assertThat(faults.list().get(0).struck()).isEqualTo(3);
    }

    @Test
    void aThrottledEventIsTriedAgainByLambdasQueue() {
        String function = "arn:aws:lambda:us-east-1:000000000000:function:victim";
        account.lambda.addPermission(permission -> permission
                .functionName("victim")
                .statementId("s3")
                .action("lambda:InvokeFunction")
                .principal("s3.amazonaws.com"));
        try (S3Client s3 = account.client(S3Client.builder())) {
            s3.createBucket(create -> create.bucket("files"));
            s3.putBucketNotificationConfiguration(put -> put.bucket("files")
                    .notificationConfiguration(all -> all.lambdaFunctionConfigurations(
                            one -> one.lambdaFunctionArn(function).events(Event.S3_OBJECT_CREATED))));
            faults.throttle(Calls.of("lambda", "Invoke").by("s3.amazonaws.com"), Often.times(2));

            s3.putObject(put -> put.bucket("files").key("queued"), RequestBody.fromString("text"));
        }

        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(100))
                .ignoreExceptions()
                .until(() -> account.log("victim").stream().anyMatch(line -> line.contains("key=queued")));
        assertThat(faults.list().get(0).struck()).isEqualTo(2);
        assertThat(account.log("victim").stream().filter(line -> line.startsWith("REPORT")))
                .hasSize(1);
    }

    private static String log(InvokeResponse response) {
        return new String(Base64.getDecoder().decode(response.logResult()), StandardCharsets.UTF_8);
    }
}
