package sh.lfc.nv.emulator.runtimes.lambda;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/**
 * Which environments there are, and which of them are idle. The one that was used last is used next, so that those
 * that a lighter load does not need grow old and are ended, as on AWS. Safe for use by many threads.
 */
final class EnvironmentPool {

    /** Starts an environment. */
    @FunctionalInterface
    interface Start {
        ExecutionEnvironment start() throws NoEnvironmentException;
    }

    /** @param since a time of {@link System#nanoTime()} */
    private record Idle(ExecutionEnvironment environment, long since) {}

    /** The environments of one version of a function, all of the same generation. */
    private static final class Group {
        private final long generation;
        private final Condition changed;
        private final Deque<Idle> idle = new ArrayDeque<>();
        private final List<ExecutionEnvironment> busy = new ArrayList<>();
        private int starting;

        Group(long generation, Condition changed) {
            this.generation = generation;
            this.changed = changed;
        }

        int size() {
            return idle.size() + busy.size() + starting;
        }

        /** Whether another start would only slow those that are under way. */
        boolean startsEnough() {
            return starting + busy.stream().filter(one -> !one.initialized()).count() >= STARTS;
        }
    }

    /**
     * The environments of a function that start at a time: each keeps a processor busy until it is ready, and an
     * invocation that waits meanwhile is often served sooner by one that becomes idle.
     */
    private static final int STARTS = Math.max(2, Runtime.getRuntime().availableProcessors());

    /** A waiting invocation looks again after this time, as room may have come from another function. */
    private static final long LOOK_AGAIN = TimeUnit.MILLISECONDS.toNanos(50);

    private final RuntimeSettings settings;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Group> groups = new HashMap<>();
    private final List<ExecutionEnvironment> retired = new ArrayList<>();
    private boolean closed;

    EnvironmentPool(RuntimeSettings settings) {
        this.settings = settings;
    }

    /** An environment for one invocation, idle until now or new; give it back with {@link #release}. */
    ExecutionEnvironment acquire(FunctionSpec spec, Start start) throws NoEnvironmentException {
        long until = System.nanoTime() + settings.patience().toNanos();
        List<ExecutionEnvironment> unwanted = new ArrayList<>();
        Group group;
        lock.lock();
        try {
            group = group(spec, unwanted);
            while (true) {
                if (closed) {
                    throw new NoEnvironmentException(
                            NoEnvironmentException.Reason.CLOSED, "the emulator is about to end", null);
                }
                ExecutionEnvironment reused = reuse(group, unwanted);
                if (reused != null) {
                    group.busy.add(reused);
                    return reused;
                }
                if (group.size() < settings.perFunction() && !group.startsEnough() && room(unwanted)) {
                    group.starting++;
                    break;
                }
                await(group, until - System.nanoTime());
            }
        } finally {
            lock.unlock();
            unwanted.forEach(ExecutionEnvironment::end);
        }
        return started(group, start);
    }

    private ExecutionEnvironment started(Group group, Start start) throws NoEnvironmentException {
        ExecutionEnvironment environment = null;
        boolean late = false;
        try {
            environment = start.start();
            return environment;
        } finally {
            lock.lock();
            try {
                group.starting--;
                late = closed;
                if (environment != null) {
                    group.busy.add(environment);
                } else {
                    group.changed.signal();
                }
            } finally {
                lock.unlock();
            }
            if (late && environment != null) {
                environment.end();
            }
        }
    }

    private static void await(Group group, long nanos) throws NoEnvironmentException {
        if (nanos <= 0) {
            throw new NoEnvironmentException(
                    NoEnvironmentException.Reason.BUSY, "all execution environments are busy", null);
        }
        try {
            group.changed.awaitNanos(Math.min(nanos, LOOK_AGAIN));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NoEnvironmentException(NoEnvironmentException.Reason.CLOSED, "interrupted", e);
        }
    }

    /** The group for this generation; the first invocation of a new one retires the one before. */
    private Group group(FunctionSpec spec, List<ExecutionEnvironment> unwanted) {
        Group current = groups.get(spec.key());
        if (current != null && current.generation >= spec.generation()) {
            return current;
        }
        if (current != null) {
            retire(current, unwanted);
        }
        Group fresh = new Group(spec.generation(), lock.newCondition());
        groups.put(spec.key(), fresh);
        return fresh;
    }

    private void retire(Group group, List<ExecutionEnvironment> unwanted) {
        group.idle.forEach(idle -> unwanted.add(idle.environment()));
        group.idle.clear();
        retired.addAll(group.busy);
    }

    private static ExecutionEnvironment reuse(Group group, List<ExecutionEnvironment> unwanted) {
        while (!group.idle.isEmpty()) {
            ExecutionEnvironment environment = group.idle.pop().environment();
            if (environment.usable()) {
                return environment;
            }
            unwanted.add(environment);
        }
        return null;
    }

    /** Whether there may be one more environment; ends the one that was idle for longest to make room. */
    private boolean room(List<ExecutionEnvironment> unwanted) {
        int all =
                retired.size() + groups.values().stream().mapToInt(Group::size).sum();
        if (all < settings.inAll()) {
            return true;
        }
        Group oldest = null;
        for (Group group : groups.values()) {
            if (!group.idle.isEmpty()
                    && (oldest == null
                            || group.idle.peekLast().since()
                                            - oldest.idle.peekLast().since()
                                    < 0)) {
                oldest = group;
            }
        }
        if (oldest == null) {
            return false;
        }
        unwanted.add(oldest.idle.pollLast().environment());
        return true;
    }

    /** Takes an environment back. */
    void release(ExecutionEnvironment environment) {
        boolean keep = false;
        lock.lock();
        try {
            retired.remove(environment);
            Group group = groups.get(environment.spec().key());
            if (group != null && group.busy.remove(environment)) {
                keep = !closed && environment.usable();
                if (keep) {
                    group.idle.push(new Idle(environment, System.nanoTime()));
                }
                group.changed.signal();
            }
        } finally {
            lock.unlock();
        }
        if (!keep) {
            environment.end();
        }
    }

    /** Ends what has been idle for too long. */
    void endIdle() {
        long most = settings.idle().toNanos();
        endIdle(idle -> System.nanoTime() - idle.since() >= most);
    }

    /** Ends what is idle of a function. */
    void endIdle(String functionArn) {
        endIdle(idle -> idle.environment().spec().arn().equals(functionArn));
    }

    private void endIdle(Predicate<Idle> which) {
        List<ExecutionEnvironment> unwanted = new ArrayList<>();
        lock.lock();
        try {
            for (Group group : groups.values()) {
                group.idle.removeIf(idle -> {
                    boolean ends = which.test(idle);
                    if (ends) {
                        unwanted.add(idle.environment());
                    }
                    return ends;
                });
            }
        } finally {
            lock.unlock();
        }
        unwanted.forEach(ExecutionEnvironment::end);
    }

    /** Ends all environments of a function, or of one version of it. */
    void drop(String key) {
        List<ExecutionEnvironment> dropped = new ArrayList<>();
        lock.lock();
        try {
            groups.entrySet().removeIf(entry -> {
                if (!entry.getKey().equals(key) && !entry.getKey().startsWith(key + ":")) {
                    return false;
                }
                dropped.addAll(entry.getValue().busy);
                retire(entry.getValue(), dropped);
                entry.getValue().changed.signalAll();
                return true;
            });
        } finally {
            lock.unlock();
        }
        dropped.forEach(ExecutionEnvironment::drop);
    }

    /** All environments that there are. */
    List<ExecutionEnvironment> all() {
        lock.lock();
        try {
            List<ExecutionEnvironment> all = new ArrayList<>(retired);
            for (Group group : groups.values()) {
                all.addAll(group.busy);
                group.idle.forEach(idle -> all.add(idle.environment()));
            }
            return all;
        } finally {
            lock.unlock();
        }
    }

    /** Lets nothing start any more; what there is remains to be ended. */
    List<ExecutionEnvironment> close() {
        lock.lock();
        try {
            closed = true;
            groups.values().forEach(group -> group.changed.signalAll());
        } finally {
            lock.unlock();
        }
        return all();
    }
}
