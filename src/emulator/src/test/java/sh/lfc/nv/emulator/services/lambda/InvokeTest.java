package sh.lfc.nv.emulator.services.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.model.InvalidRequestContentException;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.RequestTooLargeException;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;
import software.amazon.awssdk.services.lambda.model.TooManyRequestsException;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Functions that run, each in a process of its own. */
class InvokeTest {

    private static LambdaAccount account;

    @BeforeAll
    static void start() throws IOException {
        account = new LambdaAccount();
        account.create("shared", function -> function.environment(env -> env.variables(Map.of("COLOUR", "red"))));
    }

    @AfterAll
    static void end() {
        account.close();
    }

    @Test
    void aFunctionAnswersAndItsEnvironmentIsUsedAgain() {
        account.create("answers", function -> {});

        InvokeResponse first = account.invoke("answers", "{\"a\":1}");
        JsonNode second = account.answer("answers", "{\"a\":2}");

        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(first.functionError()).isNull();
        assertThat(first.executedVersion()).isEqualTo("$LATEST");
        JsonNode answer = LambdaAccount.json(first);
        assertThat(answer.path("arn").asText()).isEqualTo("arn:aws:lambda:us-east-1:000000000000:function:answers");
        assertThat(answer.path("remaining").asInt()).isBetween(1, 20_000);
        assertThat(second.path("invocations").asInt()).isEqualTo(2);
        assertThat(second.path("stream")).isEqualTo(answer.path("stream"));
    }

    @Test
    void theLogHasLambdasLinesAroundThoseOfTheFunction() {
        account.create("logs", function -> {});

        InvokeResponse response = account.invoke("logs", "{\"a\":1}");

        String id = LambdaAccount.json(response).path("requestId").asText();
        List<String> log = account.log("logs");
        assertThat(log.get(0)).startsWith("INIT_START Runtime Version: java:17");
        assertThat(log.get(1)).isEqualTo("START RequestId: " + id + " Version: $LATEST\n");
        assertThat(log.get(2)).isEqualTo("invocation 1 of {a=1}");
        assertThat(log.get(3)).isEqualTo("END RequestId: " + id + "\n");
        assertThat(log.get(4))
                .matches("REPORT RequestId: " + id + "\tDuration: [0-9.]+ ms\tBilled Duration: \\d+ ms\t"
                        + "Memory Size: 256 MB\tMax Memory Used: [1-9]\\d* MB\tInit Duration: [0-9.]+ ms\t\n");
        String tail = new String(Base64.getDecoder().decode(response.logResult()), StandardCharsets.UTF_8);
        assertThat(tail).isEqualTo(log.get(1) + log.get(2) + "\n" + log.get(3) + log.get(4));
        assertThat(account.logs
                        .describeLogStreams(streams -> streams.logGroupName("/aws/lambda/logs"))
                        .logStreams())
                .singleElement()
                .satisfies(stream ->
                        assertThat(stream.logStreamName()).matches("\\d{4}/\\d\\d/\\d\\d/\\[\\$LATEST\\][0-9a-f]{32}"));
    }

    @Test
    void anExceptionIsAnUnhandledErrorAndTheEnvironmentGoesOn() {
        InvokeResponse response = account.invoke("shared", "{\"throw\":\"no luck\"}");
        JsonNode next = account.answer("shared", "{}");

        assertThat(response.functionError()).isEqualTo("Unhandled");
        assertThat(LambdaAccount.json(response).path("errorMessage").asText()).isEqualTo("no luck");
        assertThat(LambdaAccount.json(response).path("errorType").asText())
                .isEqualTo("java.lang.IllegalStateException");
        assertThat(LambdaAccount.json(response).path("stackTrace").isArray()).isTrue();
        assertThat(next.path("invocations").asInt()).isGreaterThan(1);
    }

    @Test
    void aFunctionThatTakesTooLongIsStopped() {
        account.create("sleeps", function -> function.timeout(1));

        InvokeResponse response = account.invoke("sleeps", "{\"sleep\":60000}");
        JsonNode next = account.answer("sleeps", "{}");

        assertThat(response.functionError()).isEqualTo("Unhandled");
        assertThat(LambdaAccount.json(response).path("errorType").asText()).isEqualTo("Sandbox.Timedout");
        assertThat(LambdaAccount.json(response).path("errorMessage").asText())
                .endsWith("Error: Task timed out after 1.00 seconds");
        assertThat(account.log("sleeps"))
                .anyMatch(line -> line.matches("(?s)\\d{4}-.*Z [0-9a-f-]{36} Task timed out after 1\\.00 seconds\\s*"))
                .anyMatch(line -> line.startsWith("REPORT") && line.contains("Status: timeout"));
        assertThat(next.path("invocations").asInt()).isEqualTo(1);
    }

    @Test
    void aProcessThatExitsIsAnErrorOfTheRuntime() {
        account.create("exits", function -> {});

        InvokeResponse response = account.invoke("exits", "{\"exit\":3}");
        JsonNode next = account.answer("exits", "{}");

        assertThat(response.functionError()).isEqualTo("Unhandled");
        assertThat(LambdaAccount.json(response).path("errorType").asText()).isEqualTo("Runtime.ExitError");
        assertThat(LambdaAccount.json(response).path("errorMessage").asText())
                .matches("RequestId: [0-9a-f-]{36} Error: Runtime exited with error: exit status 3");
        assertThat(next.path("invocations").asInt()).isEqualTo(1);
    }

    @Test
    void aFunctionThatWantsTooMuchMemoryFails() {
        InvokeResponse response = account.invoke("shared", "{\"allocate\":true}");
        JsonNode next = account.answer("shared", "{}");

        assertThat(response.functionError()).isEqualTo("Unhandled");
        assertThat(LambdaAccount.json(response).path("errorType").asText()).isEqualTo("java.lang.OutOfMemoryError");
        assertThat(next.path("invocations").asInt()).isEqualTo(1);
    }

    @Test
    void aHandlerThatDoesNotExistIsTold() {
        account.create("missing", function -> function.handler("Nowhere::handleRequest"));

        InvokeResponse response = account.invoke("missing", "{}");

        assertThat(response.functionError()).isEqualTo("Unhandled");
        assertThat(LambdaAccount.json(response).path("errorMessage").asText()).contains("Class not found: Nowhere");
    }

    @Test
    void concurrentInvocationsHaveEnvironmentsOfTheirOwn() throws Exception {
        account.create("concurrent", function -> {});
        ExecutorService callers = Executors.newFixedThreadPool(3);
        List<Future<String>> streams = new ArrayList<>();

        for (int i = 0; i < 3; i++) {
            streams.add(callers.submit(() -> account.answer("concurrent", "{\"sleep\":1500}")
                    .path("stream")
                    .asText()));
        }

        List<String> names = new ArrayList<>();
        for (Future<String> stream : streams) {
            names.add(stream.get());
        }
        callers.shutdown();
        assertThat(names).doesNotHaveDuplicates().hasSize(3);
    }

    @Test
    void reservedConcurrencyThrottles() {
        account.create("throttled", function -> {});
        account.lambda.putFunctionConcurrency(
                put -> put.functionName("throttled").reservedConcurrentExecutions(0));

        assertThatThrownBy(() -> account.invoke("throttled", "{}"))
                .isInstanceOfSatisfying(TooManyRequestsException.class, refusal -> {
                    assertThat(refusal.statusCode()).isEqualTo(429);
                    assertThat(refusal.reasonAsString()).isEqualTo("ReservedFunctionConcurrentInvocationLimitExceeded");
                });
    }

    @Test
    void theEnvironmentIsLambdasAndNothingElse() {
        JsonNode variables = account.answer("shared", "{\"environment\":true}");

        assertThat(variables.path("COLOUR").asText()).isEqualTo("red");
        assertThat(variables.path("AWS_LAMBDA_FUNCTION_NAME").asText()).isEqualTo("shared");
        assertThat(variables.path("AWS_LAMBDA_FUNCTION_MEMORY_SIZE").asText()).isEqualTo("256");
        assertThat(variables.path("AWS_REGION").asText()).isEqualTo("us-east-1");
        assertThat(variables.path("_HANDLER").asText()).isEqualTo("Handler::handleRequest");
        assertThat(variables.path("AWS_ACCESS_KEY_ID").asText()).startsWith("ASIA");
        assertThat(variables.path("AWS_SESSION_TOKEN").asText()).isNotEmpty();
        assertThat(variables.path("AWS_ENDPOINT_URL").asText())
                .isEqualTo(account.emulator.endpoint().toString());
        assertThat(variables.has("HOME")).isFalse();
    }

    @Test
    void aFunctionSeesItsCodeAndAScratchFolderThatGoesWithIt() {
        account.create("scratches", function -> {});

        JsonNode answer = account.answer("scratches", "{\"scratch\":true}");
        account.lambda.deleteFunction(delete -> delete.functionName("scratches"));

        assertThat(answer.path("code").asBoolean()).isTrue();
        Awaitility.await().until(() -> !Files.exists(Path.of(answer.path("file").asText())));
    }

    @Test
    void aFunctionThatFillsItsScratchFolderFails() {
        account.create("fills", function -> function.ephemeralStorage(storage -> storage.size(600)));

        InvokeResponse fits = account.invoke("fills", "{\"fill\":599}");
        InvokeResponse full = account.invoke("fills", "{\"fill\":601}");

        assertThat(fits.functionError()).isNull();
        assertThat(full.functionError()).isEqualTo("Unhandled");
        assertThat(LambdaAccount.json(full).path("errorMessage").asText())
                .isEqualTo("No space left on device: /tmp holds more than the function's ephemeral storage of 600 MB");
    }

    @Test
    void otherHostNamesThanThoseOfTheEmulatorAreUnknown() {
        assertThat(account.answer("shared", "{\"resolve\":\"localhost\"}").asText())
                .isEqualTo("127.0.0.1");
        assertThat(account.invoke("shared", "{\"resolve\":\"example.com\"}").functionError())
                .isEqualTo("Unhandled");
    }

    @Test
    void anUpdateIsSeenByTheNextInvocation() {
        account.create("updated", function -> {});
        account.invoke("updated", "{}");
        account.lambda.updateFunctionConfiguration(
                update -> update.functionName("updated").environment(env -> env.variables(Map.of("COLOUR", "blue"))));
        account.awaitSettled("updated");

        JsonNode variables = account.answer("updated", "{\"environment\":true}");

        assertThat(variables.path("COLOUR").asText()).isEqualTo("blue");
    }

    @Test
    void payloadsHaveLimits() {
        assertThatThrownBy(() -> account.invoke("shared", "\"" + "x".repeat(6 * 1024 * 1024) + "\""))
                .isInstanceOfSatisfying(RequestTooLargeException.class, refusal -> assertThat(refusal.statusCode())
                        .isEqualTo(413));
        assertThatThrownBy(() -> account.lambda.invoke(invoke -> invoke.functionName("shared")
                        .invocationType(InvocationType.EVENT)
                        .payload(SdkBytes.fromUtf8String("\"" + "x".repeat(1024 * 1024) + "\""))))
                .isInstanceOfSatisfying(RequestTooLargeException.class, refusal -> assertThat(
                                refusal.awsErrorDetails().errorMessage())
                        .isEqualTo("1048578 byte payload is too large for the Event invocation type (limit 1048576"
                                + " bytes)"));
        assertThatThrownBy(() -> account.invoke("shared", "{not json"))
                .isInstanceOf(InvalidRequestContentException.class);
        assertThat(LambdaAccount.json(account.invoke("shared", "{\"text\":7000000}"))
                        .path("errorType")
                        .asText())
                .isEqualTo("Function.ResponseSizeTooLarge");
        assertThat(account.answer("shared", "{\"text\":5000000}").asText()).hasSize(5_000_000);
    }

    @Test
    void aDryRunAndAnEventAreAnsweredWithoutWaiting() {
        assertThat(account.lambda
                        .invoke(invoke -> invoke.functionName("shared").invocationType(InvocationType.DRY_RUN))
                        .statusCode())
                .isEqualTo(204);
        assertThat(account.lambda
                        .invoke(invoke -> invoke.functionName("shared")
                                .invocationType(InvocationType.EVENT)
                                .payload(SdkBytes.fromUtf8String("{\"queued\":true}")))
                        .statusCode())
                .isEqualTo(202);
        Awaitility.await().atMost(Duration.ofSeconds(20)).ignoreExceptions().until(() -> account.log("shared").stream()
                .anyMatch(line -> line.contains("queued=true")));
    }

    @Test
    void anUnknownFunctionIsNotFound() {
        assertThatThrownBy(() -> account.invoke("nobody", "{}"))
                .isInstanceOf(ResourceNotFoundException.class)
                .hasMessageContaining("Function not found: arn:aws:lambda:us-east-1:000000000000:function:nobody");
    }

    @Test
    void anAliasRunsTheVersionItPointsTo() {
        account.create("aliased", function -> function.publish(true));
        account.lambda.createAlias(
                alias -> alias.functionName("aliased").name("live").functionVersion("1"));

        InvokeResponse response = account.invoke("aliased:live", "{}");

        assertThat(response.executedVersion()).isEqualTo("1");
        assertThat(LambdaAccount.json(response).path("version").asText()).isEqualTo("1");
        assertThat(LambdaAccount.json(response).path("arn").asText()).endsWith(":function:aliased:live");
    }

    /** With an emulator of its own, because it moves the clock. */
    @Test
    void anEventThatFailsIsRetriedTwiceAndThenADeadLetter() throws IOException {
        try (LambdaAccount own = new LambdaAccount()) {
            String queue =
                    own.sqs.createQueue(create -> create.queueName("letters")).queueUrl();
            String queueArn = own.sqs
                    .getQueueAttributes(get -> get.queueUrl(queue).attributeNames(QueueAttributeName.QUEUE_ARN))
                    .attributes()
                    .get(QueueAttributeName.QUEUE_ARN);
            String records =
                    own.sqs.createQueue(create -> create.queueName("records")).queueUrl();
            own.create("fails", function -> function.deadLetterConfig(letters -> letters.targetArn(queueArn)));
            own.lambda.putFunctionEventInvokeConfig(put -> put.functionName("fails")
                    .maximumRetryAttempts(2)
                    .destinationConfig(to ->
                            to.onFailure(failure -> failure.destination(queueArn.replace("letters", "records")))));

            own.lambda.invoke(invoke -> invoke.functionName("fails")
                    .invocationType(InvocationType.EVENT)
                    .payload(SdkBytes.fromUtf8String("{\"throw\":\"again\"}")));
            awaitAttempts(own, 1);
            own.emulator.clock().advance(Duration.ofSeconds(61));
            awaitAttempts(own, 2);
            own.emulator.clock().advance(Duration.ofSeconds(121));
            awaitAttempts(own, 3);

            Message letter = awaitMessage(own, queue);
            assertThat(letter.body()).isEqualTo("{\"throw\":\"again\"}");
            assertThat(letter.messageAttributes().get("ErrorMessage").stringValue())
                    .isEqualTo("again");
            assertThat(letter.messageAttributes().get("ErrorCode").stringValue())
                    .isEqualTo("200");
            assertThat(letter.messageAttributes().get("RequestID").stringValue())
                    .hasSize(36);
            Message record = awaitMessage(own, records);
            assertThat(record.body())
                    .contains("\"condition\":\"RetriesExhausted\"", "\"approximateInvokeCount\":3")
                    .contains("\"requestPayload\":{\"throw\":\"again\"}", "\"functionError\":\"Unhandled\"");
        }
    }

    private static void awaitAttempts(LambdaAccount own, int attempts) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .ignoreExceptions()
                .until(() -> own.log("fails").stream()
                                .filter(line -> line.startsWith("REPORT"))
                                .count()
                        == attempts);
    }

    private static Message awaitMessage(LambdaAccount own, String queue) {
        List<Message> messages = new ArrayList<>();
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> {
            messages.addAll(own.sqs
                    .receiveMessage(receive -> receive.queueUrl(queue).messageAttributeNames("All"))
                    .messages());
            return !messages.isEmpty();
        });
        return messages.get(0);
    }
}
