package sh.lfc.nv.emulator.services.lambda;

import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import sh.lfc.nv.emulator.call.Scope;
import software.amazon.awssdk.services.lambda.model.AliasConfiguration;
import software.amazon.awssdk.services.lambda.model.FunctionEventInvokeConfig;

/**
 * A function: its versions, and what belongs to the function rather than to a version of it. Safe for use by many
 * threads; changes of several members at once hold its monitor.
 */
final class LambdaFunction {

    private final Scope scope;
    private final String name;
    private final NavigableMap<Long, FunctionVersion> published = new ConcurrentSkipListMap<>();
    private final NavigableMap<String, AliasConfiguration> aliases = new ConcurrentSkipListMap<>();
    private final Map<String, ResourcePolicy> policies = new ConcurrentHashMap<>();
    private final Map<String, FunctionEventInvokeConfig> eventInvokeConfigs = new ConcurrentHashMap<>();
    private final Map<String, String> tags = new ConcurrentSkipListMap<>();
    private final AtomicInteger executions = new AtomicInteger();
    private volatile FunctionVersion latest;
    private volatile FunctionVersion running;
    private volatile Integer reservedConcurrency;
    private volatile String recursiveLoop = "Terminate";
    private boolean deleted;
    private long lastVersion;
    private long lastGeneration;

    LambdaFunction(Scope scope, String name) {
        this.scope = scope;
        this.name = name;
    }

    Scope scope() {
        return scope;
    }

    String name() {
        return name;
    }

    String arn() {
        return scope.arn("lambda", "function:" + name);
    }

    /** {@code $LATEST} as the API shows it. */
    FunctionVersion latest() {
        return latest;
    }

    /** {@code $LATEST} as invocations run it: the state before, while an update is in progress. */
    FunctionVersion running() {
        return running;
    }

    synchronized void latest(FunctionVersion version) {
        latest = version;
    }

    /** From now on invocations run what the API shows. */
    synchronized void run(FunctionVersion version) {
        latest = version;
        running = version;
    }

    synchronized void delete() {
        deleted = true;
    }

    /** Whether the function was deleted while something was still to be done for it. */
    synchronized boolean deleted() {
        return deleted;
    }

    synchronized long nextGeneration() {
        return ++lastGeneration;
    }

    synchronized long nextVersion() {
        return ++lastVersion;
    }

    NavigableMap<Long, FunctionVersion> published() {
        return published;
    }

    Optional<FunctionVersion> version(String number) {
        if (number.equals(FunctionReference.LATEST)) {
            return Optional.of(latest);
        }
        return number.matches("[0-9]{1,18}")
                ? Optional.ofNullable(published.get(Long.parseLong(number)))
                : Optional.empty();
    }

    NavigableMap<String, AliasConfiguration> aliases() {
        return aliases;
    }

    /** Policies by qualifier; the empty one for the function without a qualifier. */
    Map<String, ResourcePolicy> policies() {
        return policies;
    }

    /** By qualifier, {@code $LATEST} for the function without one. */
    Map<String, FunctionEventInvokeConfig> eventInvokeConfigs() {
        return eventInvokeConfigs;
    }

    Map<String, String> tags() {
        return tags;
    }

    /** The number of invocations that run at this moment. */
    AtomicInteger executions() {
        return executions;
    }

    Integer reservedConcurrency() {
        return reservedConcurrency;
    }

    void reservedConcurrency(Integer executionsAtOnce) {
        reservedConcurrency = executionsAtOnce;
    }

    String recursiveLoop() {
        return recursiveLoop;
    }

    void recursiveLoop(String behaviour) {
        recursiveLoop = behaviour;
    }
}
