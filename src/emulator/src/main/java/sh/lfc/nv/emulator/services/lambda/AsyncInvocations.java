package sh.lfc.nv.emulator.services.lambda;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sh.lfc.nv.emulator.call.AwsError;
import sh.lfc.nv.emulator.call.Platform;
import sh.lfc.nv.emulator.call.Principal;
import sh.lfc.nv.emulator.runtimes.lambda.Invocation;
import sh.lfc.nv.emulator.runtimes.lambda.Outcome;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.lambda.model.DeadLetterConfig;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.FunctionEventInvokeConfig;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;

/**
 * The queue of asynchronous events ("How Lambda handles errors and retries with asynchronous invocation"): two retries,
 * one and two minutes later, by the emulator's clock; what cannot be processed becomes a dead letter, and its record
 * goes to the destination for failures.
 *
 * <p>Safe for use by many threads.
 */
final class AsyncInvocations implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(AsyncInvocations.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int WORKERS = 32;
    private static final Duration FIRST_RETRY = Duration.ofMinutes(1);
    private static final Duration SECOND_RETRY = Duration.ofMinutes(2);
    private static final Duration MAX_BACKOFF = Duration.ofMinutes(5);
    private static final int MAX_ERROR_MESSAGE = 1024;

    /**
     * An event that waits.
     *
     * @param sender who sent it
     * @param attempts how often the function has failed on it
     * @param refusals how often it could not be given to the function
     */
    private record Event(
            FunctionReference reference,
            Invocation invocation,
            Principal sender,
            Instant received,
            int attempts,
            int refusals) {

        Event failed() {
            return new Event(reference, invocation, sender, received, attempts + 1, refusals);
        }

        Event refused() {
            return new Event(reference, invocation, sender, received, attempts, refusals + 1);
        }
    }

    private final Platform platform;
    private final Functions functions;
    private final FunctionInvoker invoker;
    private final TargetPermissions permissions;
    private final EventTargets targets;
    private final FunctionMetrics metrics;
    private final InvocationGate gate;
    private final ThreadPoolExecutor workers;

    AsyncInvocations(
            Platform platform,
            Functions functions,
            FunctionInvoker invoker,
            TargetPermissions permissions,
            EventTargets targets,
            FunctionMetrics metrics,
            InvocationGate gate) {
        this.platform = platform;
        this.functions = functions;
        this.invoker = invoker;
        this.permissions = permissions;
        this.targets = targets;
        this.metrics = metrics;
        this.gate = gate;
        AtomicInteger number = new AtomicInteger();
        this.workers =
                new ThreadPoolExecutor(WORKERS, WORKERS, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), work -> {
                    Thread thread = new Thread(work, "lambda-async-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        workers.allowCoreThreadTimeOut(true);
    }

    /** Queues an event; it is given to the function as soon as there is room. */
    void queue(FunctionReference reference, Invocation invocation, Principal sender) {
        metrics.record(reference.scope(), reference.name(), "AsyncEventsReceived", 1, "Count");
        run(new Event(reference, invocation, sender, platform.clock().instant(), 0, 0));
    }

    private void run(Event event) {
        try {
            platform.scheduler().runIn(workers, () -> attempt(event));
        } catch (RejectedExecutionException e) {
            log.debug(
                    "function={} event dropped: the emulator ends",
                    event.reference().name());
        }
    }

    private void attempt(Event event) {
        try {
            FunctionEventInvokeConfig config = config(event.reference());
            int maxAge = config == null || config.maximumEventAgeInSeconds() == null
                    ? EventInvokeOperations.DEFAULT_AGE
                    : config.maximumEventAgeInSeconds();
            int retries = config == null || config.maximumRetryAttempts() == null
                    ? EventInvokeOperations.DEFAULT_ATTEMPTS
                    : config.maximumRetryAttempts();
            if (platform.clock().instant().isAfter(event.received().plusSeconds(maxAge))) {
                discard(event, config, "EventAgeExceeded", null);
                return;
            }
            try {
                gate.admit(event.reference().qualifiedArn(), event.sender());
                finish(event, config, retries, invoker.invoke(event.reference(), event.invocation()));
            } catch (ResourceNotFoundException e) {
                log.debug(
                        "function={} is gone, its event with it",
                        event.reference().name());
            } catch (AwsServiceException | AwsError e) {
                again(event.refused(), backoff(event.refusals()));
            }
        } catch (ResourceNotFoundException e) {
            log.debug(
                    "function={} is gone, its event with it", event.reference().name());
        } catch (RuntimeException e) {
            log.error(
                    "function={} asynchronous invocation failed",
                    event.reference().name(),
                    e);
        }
    }

    private void finish(Event event, FunctionEventInvokeConfig config, int retries, Outcome outcome) {
        if (!outcome.failed()) {
            String target = config == null
                    ? null
                    : config.destinationConfig().onSuccess().destination();
            destination(event, target, "Success", outcome, event.attempts() + 1);
            return;
        }
        Event failed = event.failed();
        if (failed.attempts() > retries) {
            discard(failed, config, "RetriesExhausted", outcome);
        } else {
            again(failed, failed.attempts() == 1 ? FIRST_RETRY : SECOND_RETRY);
        }
    }

    private void again(Event event, Duration delay) {
        platform.scheduler().after(delay, () -> run(event));
    }

    private static Duration backoff(int refusals) {
        Duration delay = Duration.ofSeconds(1L << Math.min(refusals, 9));
        return delay.compareTo(MAX_BACKOFF) > 0 ? MAX_BACKOFF : delay;
    }

    private FunctionEventInvokeConfig config(FunctionReference reference) {
        return functions.get(reference).eventInvokeConfigs().get(EventInvokeOperations.key(reference));
    }

    private void discard(Event event, FunctionEventInvokeConfig config, String condition, Outcome outcome) {
        metrics.record(event.reference().scope(), event.reference().name(), "AsyncEventsDropped", 1, "Count");
        String target =
                config == null ? null : config.destinationConfig().onFailure().destination();
        destination(event, target, condition, outcome, event.attempts());
        deadLetter(event, outcome);
    }

    private void deadLetter(Event event, Outcome outcome) {
        FunctionConfiguration configuration =
                functions.version(event.reference()).configuration();
        DeadLetterConfig letters = configuration.deadLetterConfig();
        if (letters == null) {
            return;
        }
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put("RequestID", event.invocation().requestId());
        attributes.put("ErrorCode", 200);
        String message = outcome == null ? "" : errorMessage(outcome);
        if (!message.isEmpty()) {
            attributes.put("ErrorMessage", message);
        }
        String body = new String(event.invocation().payload(), StandardCharsets.UTF_8);
        try {
            permissions.require(configuration.role(), letters.targetArn());
            targets.send(event.reference().scope(), letters.targetArn(), body, attributes);
        } catch (RuntimeException e) {
            metrics.record(event.reference().scope(), event.reference().name(), "DeadLetterErrors", 1, "Count");
            log.warn("function={} dead letter lost: {}", event.reference().name(), e.toString());
        }
    }

    private static String errorMessage(Outcome outcome) {
        try {
            String message =
                    JSON.readTree(outcome.payload()).path("errorMessage").asText("");
            return message.length() > MAX_ERROR_MESSAGE ? message.substring(0, MAX_ERROR_MESSAGE) : message;
        } catch (IOException e) {
            return "";
        }
    }

    /** Sends the record of "Invocation record" to a destination. */
    private void destination(Event event, String target, String condition, Outcome outcome, int attempts) {
        if (target == null || target.isEmpty()) {
            return;
        }
        FunctionReference reference = event.reference();
        ObjectNode record = JSON.createObjectNode();
        record.put("version", "1.0");
        record.put(
                "timestamp",
                platform.clock().instant().truncatedTo(ChronoUnit.MILLIS).toString());
        ObjectNode context = record.putObject("requestContext");
        context.put("requestId", event.invocation().requestId());
        context.put("functionArn", reference.arn() + ":" + EventInvokeOperations.key(reference));
        context.put("condition", condition);
        context.put("approximateInvokeCount", attempts);
        record.set("requestPayload", tree(event.invocation().payload()));
        if (outcome != null) {
            ObjectNode response = record.putObject("responseContext");
            response.put("statusCode", 200);
            response.put("executedVersion", outcome.version());
            if (outcome.failed()) {
                response.put("functionError", "Unhandled");
            }
            record.set("responsePayload", tree(outcome.payload()));
        }
        try {
            permissions.require(functions.version(reference).configuration().role(), target);
            if (target.split(":", 4)[2].equals("lambda")) {
                queue(
                        FunctionReference.of(reference.scope(), target, null),
                        new Invocation(invoker.newRequestId(), JSON.writeValueAsBytes(record), target, null, null),
                        Principal.service("lambda.amazonaws.com"));
            } else {
                targets.send(reference.scope(), target, record.toString(), Map.of());
            }
        } catch (RuntimeException | JsonProcessingException e) {
            metrics.record(reference.scope(), reference.name(), "DestinationDeliveryFailures", 1, "Count");
            log.warn("function={} record lost: {}", reference.name(), e.toString());
        }
    }

    private static JsonNode tree(byte[] json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            return JSON.getNodeFactory().textNode(new String(json, StandardCharsets.UTF_8));
        }
    }

    @Override
    public void close() {
        workers.shutdownNow();
    }
}
