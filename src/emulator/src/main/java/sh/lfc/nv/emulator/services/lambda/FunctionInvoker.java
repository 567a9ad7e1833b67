package sh.lfc.nv.emulator.services.lambda;

import java.util.Map;
import java.util.Random;
import sh.lfc.nv.emulator.call.AwsError;
import sh.lfc.nv.emulator.call.Platform;
import sh.lfc.nv.emulator.runtimes.lambda.FunctionSpec;
import sh.lfc.nv.emulator.runtimes.lambda.Invocation;
import sh.lfc.nv.emulator.runtimes.lambda.LambdaRuntime;
import sh.lfc.nv.emulator.runtimes.lambda.NoEnvironmentException;
import sh.lfc.nv.emulator.runtimes.lambda.Outcome;
import software.amazon.awssdk.services.lambda.model.AliasConfiguration;
import software.amazon.awssdk.services.lambda.model.InvalidRuntimeException;
import software.amazon.awssdk.services.lambda.model.ResourceConflictException;
import software.amazon.awssdk.services.lambda.model.State;
import software.amazon.awssdk.services.lambda.model.ThrottleReason;
import software.amazon.awssdk.services.lambda.model.TooManyRequestsException;

/** Invokes functions within their concurrency. Safe for use by many threads. */
final class FunctionInvoker {

    private final Platform platform;
    private final Functions functions;
    private final LambdaRuntime runtime;
    private final FunctionMetrics metrics;
    private final Random random = new Random(7);

    FunctionInvoker(Platform platform, Functions functions, LambdaRuntime runtime, FunctionMetrics metrics) {
        this.platform = platform;
        this.functions = functions;
        this.runtime = runtime;
        this.metrics = metrics;
    }

    String newRequestId() {
        return platform.ids().uuid();
    }

    /** Refuses what cannot be invoked at all, and answers the version that would run. */
    FunctionVersion require(FunctionReference reference) {
        LambdaFunction function = functions.get(reference);
        FunctionVersion version = toRun(function, reference);
        if (version.configuration().state() == State.PENDING) {
            throw ResourceConflictException.builder()
                    .type("User")
                    .message("The operation cannot be performed at this time. The function is currently in the"
                            + " following state: Pending")
                    .build();
        }
        return version;
    }

    /**
     * Runs a function.
     *
     * @throws software.amazon.awssdk.awscore.exception.AwsServiceException Lambda's, when the function did not get to
     *     see the event
     */
    Outcome invoke(FunctionReference reference, Invocation invocation) {
        FunctionVersion version = require(reference);
        LambdaFunction function = functions.get(reference);
        FunctionSpec spec = version.spec(function.scope());
        if (!spec.java()) {
            throw InvalidRuntimeException.builder()
                    .type("Service")
                    .message("This emulator runs functions of Java runtimes; " + spec.runtime() + " is none of them.")
                    .build();
        }
        int running = function.executions().incrementAndGet();
        try {
            throttle(function, running);
            metrics.record(function.scope(), function.name(), "ConcurrentExecutions", running, "Count");
            Outcome outcome = runtime.invoke(spec, invocation);
            record(function, outcome);
            return outcome;
        } catch (NoEnvironmentException e) {
            throw refused(function, e);
        } finally {
            function.executions().decrementAndGet();
        }
    }

    private void record(LambdaFunction function, Outcome outcome) {
        metrics.record(function.scope(), function.name(), "Invocations", 1, "Count");
        metrics.record(function.scope(), function.name(), "Errors", outcome.failed() ? 1 : 0, "Count");
        metrics.record(
                function.scope(),
                function.name(),
                "Duration",
                outcome.duration().toNanos() / 1_000_000.0,
                "Milliseconds");
    }

    private FunctionVersion toRun(LambdaFunction function, FunctionReference reference) {
        String qualifier = reference.qualifier();
        if (qualifier == null || qualifier.equals(FunctionReference.LATEST)) {
            FunctionVersion running = function.running();
            return running == null ? function.latest() : running;
        }
        AliasConfiguration alias = function.aliases().get(qualifier);
        String number = alias == null ? qualifier : routed(alias);
        if (number.equals(FunctionReference.LATEST)) {
            FunctionVersion running = function.running();
            return running == null ? function.latest() : running;
        }
        return function.version(number).orElseThrow(() -> Functions.notFound(reference.qualifiedArn()));
    }

    /** An alias may send a share of its invocations to a second version. */
    private String routed(AliasConfiguration alias) {
        if (alias.routingConfig() != null) {
            double chance = random.nextDouble();
            for (Map.Entry<String, Double> weight :
                    alias.routingConfig().additionalVersionWeights().entrySet()) {
                chance -= weight.getValue();
                if (chance < 0) {
                    return weight.getKey();
                }
            }
        }
        return alias.functionVersion();
    }

    private void throttle(LambdaFunction function, int running) {
        Integer reserved = function.reservedConcurrency();
        if (reserved != null) {
            if (running > reserved) {
                throw throttled(function, ThrottleReason.RESERVED_FUNCTION_CONCURRENT_INVOCATION_LIMIT_EXCEEDED);
            }
            return;
        }
        int others = 0;
        int kept = 0;
        for (LambdaFunction other : functions.all(function.scope())) {
            if (other.reservedConcurrency() == null) {
                others += other.executions().get();
            } else {
                kept += other.reservedConcurrency();
            }
        }
        if (others > SettingOperations.ACCOUNT_CONCURRENCY - kept) {
            throw throttled(function, ThrottleReason.CONCURRENT_INVOCATION_LIMIT_EXCEEDED);
        }
    }

    private TooManyRequestsException throttled(LambdaFunction function, ThrottleReason reason) {
        metrics.record(function.scope(), function.name(), "Throttles", 1, "Count");
        return TooManyRequestsException.builder()
                .type("User")
                .reason(reason)
                .retryAfterSeconds("1")
                .message("Rate Exceeded.")
                .build();
    }

    private RuntimeException refused(LambdaFunction function, NoEnvironmentException cause) {
        return switch (cause.reason()) {
            case BUSY -> throttled(function, ThrottleReason.CONCURRENT_INVOCATION_LIMIT_EXCEEDED);
            case ROLE -> new AwsError("AccessDeniedException", 403, cause.getMessage());
            case START, CLOSED ->
                new AwsError(
                        "ServiceException",
                        500,
                        "An error occurred and the request cannot be processed: " + cause.getMessage());
        };
    }
}
