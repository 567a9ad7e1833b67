package sh.lfc.nv.emulator.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sh.lfc.nv.emulator.call.Platform;

/**
 * The faults of one emulator: adds them, tells of them and takes them away.
 *
 * <pre>{@code
 * Fault fault = aws.faults().throttle(Calls.of("secretsmanager", "GetSecretValue"), Often.chance(0.3).atMost(5));
 * …
 * aws.faults().clear(fault.id());
 * }</pre>
 *
 * <p>What cannot be is refused with an {@link IllegalArgumentException} that says in a sentence why and what there is;
 * nothing has changed then. Safe for use by many threads.
 */
public final class Faults {

    private static final Logger log = LoggerFactory.getLogger(Faults.class);

    private final Platform platform;
    private final Surroundings surroundings;
    private final Map<String, Running> all = new LinkedHashMap<>();
    private final InForce onCalls;
    private final InForce onEngines;
    private final InForce onFunctions;
    private final InForce onBuckets;
    private final CallFaults calls;
    private final EngineFaults engines;
    private final FunctionFaults functions;
    private final EventFaults events;
    private int added;

    /** @param limits how often services may be called */
    public Faults(Platform platform, Surroundings surroundings, CallLimits limits) {
        this.platform = platform;
        this.surroundings = surroundings;
        this.onCalls = new InForce(platform.clock());
        this.onEngines = new InForce(platform.clock());
        this.onFunctions = new InForce(platform.clock());
        this.onBuckets = new InForce(platform.clock());
        this.calls = new CallFaults(onCalls, limits);
        this.engines = new EngineFaults(onEngines);
        this.functions = new FunctionFaults(onFunctions);
        this.events = new EventFaults(onBuckets, platform.scheduler());
    }

    // Adding

    /** Refuses calls as their service refuses who calls too often. */
    public Fault throttle(Target.Calls which, Often often) {
        return add(new Wanted(Kind.THROTTLE, which, often));
    }

    /** Refuses calls with their service's internal error. */
    public Fault error(Target.Calls which, Often often) {
        return add(new Wanted(Kind.ERROR, which, often));
    }

    /** Has calls answered late; in real time, as clients wait in it. */
    public Fault latency(Target.Calls which, Duration by, Often often) {
        return add(new Wanted(Kind.LATENCY, which, by, often));
    }

    /** Closes the connection of calls in place of performing them. */
    public Fault drop(Target.Calls which, Often often) {
        return add(new Wanted(Kind.DROP, which, often));
    }

    /** Does not answer calls, and does not perform them, until their clients give up. */
    public Fault timeout(Target.Calls which, Often often) {
        return add(new Wanted(Kind.TIMEOUT, which, often));
    }

    /** Stops an engine until the fault is over; comes back when it is stopped. */
    public Fault stop(String engine, Often often) {
        return add(new Wanted(Kind.STOP, new Target.Engine(engine), often));
    }

    /** Restarts an engine; comes back when it runs again. */
    public Fault restart(String engine) {
        return add(new Wanted(Kind.RESTART, new Target.Engine(engine), Often.ALWAYS));
    }

    /** Has an engine fail over; comes back when that is done. */
    public Fault failOver(String engine) {
        return add(new Wanted(Kind.FAIL_OVER, new Target.Engine(engine), Often.ALWAYS));
    }

    /** Has an engine's processes stand still until the fault is over. */
    public Fault pause(String engine, Often often) {
        return add(new Wanted(Kind.PAUSE, new Target.Engine(engine), often));
    }

    /** Resets functions' connections to an engine, those that are open as well as new ones. */
    public Fault refuse(String engine, Often often) {
        return add(new Wanted(Kind.REFUSE, new Target.Engine(engine), often));
    }

    /** Makes each exchange of functions with an engine longer. */
    public Fault slow(String engine, Duration by, Often often) {
        return add(new Wanted(Kind.SLOW, new Target.Engine(engine), by, often));
    }

    /** Overwrites the values of those keys in a cache with random bytes, once. */
    public Fault garbage(String cache, String keys) {
        return add(
                new Wanted(Kind.GARBAGE, new Target.Engine(cache), Optional.empty(), Optional.of(keys), Often.ALWAYS));
    }

    /** Kills a function's process in the middle of invocations. */
    public Fault crash(String function, Often often) {
        return add(new Wanted(Kind.CRASH, new Target.Function(function), often));
    }

    /** Ends a function's invocations as if it had wanted more memory than it may have. */
    public Fault outOfMemory(String function, Often often) {
        return add(new Wanted(Kind.OUT_OF_MEMORY, new Target.Function(function), often));
    }

    /** Has a function's invocations run, and end with an error in place of their answer. */
    public Fault functionError(String function, Often often) {
        return add(new Wanted(Kind.ERROR, new Target.Function(function), often));
    }

    /** Ends a function's idle environments, once. */
    public Fault coldStart(String function) {
        return add(new Wanted(Kind.COLD_START, new Target.Function(function), Often.ALWAYS));
    }

    /** Ends a function's idle environments, and has new ones start late. */
    public Fault coldStart(String function, Duration by, Often often) {
        return add(new Wanted(Kind.COLD_START, new Target.Function(function), by, often));
    }

    /** Has a bucket's events delivered late, by the emulator's clock. */
    public Fault delay(String bucket, Duration by, Often often) {
        return add(new Wanted(Kind.DELAY, new Target.Bucket(bucket), by, often));
    }

    /** Has a bucket's events delivered twice. */
    public Fault duplicate(String bucket, Often often) {
        return add(new Wanted(Kind.DUPLICATE, new Target.Bucket(bucket), often));
    }

    /**
     * Holds a bucket's events back, each until the next one was delivered.
     *
     * @param most how long at most, by the emulator's clock
     */
    public Fault reorder(String bucket, Duration most, Often often) {
        return add(new Wanted(Kind.REORDER, new Target.Bucket(bucket), most, often));
    }

    /** Adds a fault of any kind. */
    public synchronized Fault add(Wanted asked) {
        Wanted wanted = new Existing(surroundings).require(asked);
        String id = "fault-" + (added + 1);
        Running fault = new Running(
                id, wanted, platform.ids().random(id), platform.clock().instant());
        begin(fault);
        added++;
        all.put(id, fault);
        wanted.often().window().ifPresent(window -> platform.scheduler().after(window, () -> timeIsUp(fault)));
        log.info("fault={} kind={} target={} {}", id, wanted.kind().word(), wanted.target(), wanted.how());
        return fault.shown();
    }

    private void begin(Running fault) {
        Wanted wanted = fault.wanted();
        if (wanted.target() instanceof Target.Engine engine) {
            begin(fault, engine.id());
        } else if (wanted.target() instanceof Target.Function function && fault.kind() == Kind.COLD_START) {
            if (wanted.by().isPresent()) {
                onFunctions.add(fault);
            } else {
                fault.done(1);
            }
            surroundings.endIdleEnvironments(function.function());
        } else {
            inForce(wanted.target()).add(fault);
        }
    }

    private void begin(Running fault, String engine) {
        requireFree(fault.kind(), engine);
        Server server = surroundings.servers().get(engine);
        switch (fault.kind()) {
            case STOP -> {
                server.stop();
                fault.begun();
            }
            case PAUSE -> {
                server.pause();
                fault.begun();
            }
            case RESTART -> {
                server.restart();
                fault.done(1);
            }
            case FAIL_OVER -> {
                server.failOver();
                fault.done(1);
            }
            case GARBAGE -> fault.done(server.garble(fault.wanted().keys().orElse("*"), fault.number()));
            default -> {
                onEngines.add(fault);
                surroundings.reconsiderConnections();
            }
        }
    }

    /** What is stopped or paused is not stopped, paused or restarted again. */
    private void requireFree(Kind kind, String engine) {
        if (!kind.isState() && !kind.isOnce()) {
            return;
        }
        all.values().stream()
                .filter(other -> other.kind().isState()
                        && !other.isOver()
                        && ((Target.Engine) other.wanted().target()).id().equals(engine))
                .findFirst()
                .ifPresent(other -> {
                    throw new IllegalArgumentException(engine + " is under " + other.id() + " ("
                            + other.kind().word() + "): clear that first");
                });
    }

    private InForce inForce(Target target) {
        if (target instanceof Target.Calls) {
            return onCalls;
        }
        return target instanceof Target.Engine
                ? onEngines
                : target instanceof Target.Function ? onFunctions : onBuckets;
    }

    // Telling and taking away

    /** All faults that were added and not cleared, those that are over included. */
    public synchronized List<Fault> list() {
        return all.values().stream().map(Running::shown).toList();
    }

    /**
     * Takes a fault away and undoes what lasts of it.
     *
     * @return how it was
     */
    public synchronized Fault clear(String id) {
        Running fault = all.get(id);
        if (fault == null) {
            throw new IllegalArgumentException("there is no fault " + id + "; "
                    + (all.isEmpty() ? "there is none" : "there are: " + String.join(", ", all.keySet())));
        }
        Fault shown = fault.shown();
        undo(fault);
        all.remove(id);
        log.info("fault={} cleared struck={}", id, shown.struck());
        return shown;
    }

    /** Takes all faults away. */
    public synchronized List<Fault> clear() {
        List<Fault> cleared = new ArrayList<>();
        for (String id : Set.copyOf(all.keySet())) {
            cleared.add(clear(id));
        }
        return cleared;
    }

    private void undo(Running fault) {
        boolean wasOver = fault.isOver();
        fault.clear();
        inForce(fault.wanted().target()).remove(fault);
        events.release(fault);
        if (!wasOver) {
            undoState(fault);
        }
    }

    private synchronized void timeIsUp(Running fault) {
        if (!fault.isOver()) {
            fault.end();
            inForce(fault.wanted().target()).remove(fault);
            undoState(fault);
            log.info("fault={} is over", fault.id());
        }
    }

    private void undoState(Running fault) {
        if (fault.kind().isState()) {
            Server server =
                    surroundings.servers().get(((Target.Engine) fault.wanted().target()).id());
            if (server != null && fault.kind() == Kind.STOP) {
                server.start();
            } else if (server != null) {
                server.resume();
            }
        }
    }

    // Striking

    public CallFaults calls() {
        return calls;
    }

    public EngineFaults engines() {
        return engines;
    }

    public FunctionFaults functions() {
        return functions;
    }

    public EventFaults events() {
        return events;
    }
}
