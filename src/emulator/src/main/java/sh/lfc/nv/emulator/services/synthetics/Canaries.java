package sh.lfc.nv.emulator.services.synthetics;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.synthetics.model.CanaryRun;
import software.amazon.awssdk.services.synthetics.model.ConflictException;
import software.amazon.awssdk.services.synthetics.model.ResourceNotFoundException;

/** The canaries of one account and region, and their runs. Safe for use by many threads. */
final class Canaries {

    private static final int MAX_RUNS = 1000;

    private final NavigableMap<String, CanaryEntry> entries = new ConcurrentSkipListMap<>();
    private final Map<String, Deque<CanaryRun>> runs = new ConcurrentHashMap<>();

    NavigableMap<String, CanaryEntry> all() {
        return entries;
    }

    synchronized void add(CanaryEntry entry) {
        if (entries.putIfAbsent(entry.name(), entry) != null) {
            throw conflict("Canary name already exists: " + entry.name());
        }
    }

    CanaryEntry get(String name) {
        return find(name).orElseThrow(() -> ResourceNotFoundException.builder()
                .message("Canary not found: " + name)
                .build());
    }

    Optional<CanaryEntry> find(String name) {
        return Optional.ofNullable(entries.get(name));
    }

    /** Changes a canary that is in the right state, else refuses with the sentence. */
    synchronized CanaryEntry change(
            String name, Predicate<CanaryEntry> allowed, String refusal, UnaryOperator<CanaryEntry> change) {
        CanaryEntry entry = get(name);
        if (!allowed.test(entry)) {
            throw conflict(refusal + " Its state is " + entry.shown().status().stateAsString() + ".");
        }
        CanaryEntry changed = change.apply(entry);
        entries.put(name, changed);
        return changed;
    }

    /** Changes a canary, unless it is gone or something else happened to it meanwhile. */
    synchronized Optional<CanaryEntry> settle(CanaryEntry seen, UnaryOperator<CanaryEntry> change) {
        CanaryEntry entry = entries.get(seen.name());
        if (entry == null
                || entry.epoch() != seen.epoch()
                || !entry.shown().id().equals(seen.shown().id())) {
            return Optional.empty();
        }
        CanaryEntry changed = change.apply(entry);
        entries.put(seen.name(), changed);
        return Optional.of(changed);
    }

    synchronized void remove(CanaryEntry entry) {
        entries.remove(entry.name());
        runs.remove(entry.name());
    }

    /** Keeps a run, or the later state of one that is kept. */
    synchronized void keep(CanaryRun run) {
        Deque<CanaryRun> own = runs.computeIfAbsent(run.name(), name -> new ArrayDeque<>());
        own.removeIf(
                other -> other.id().equals(run.id()) && other.retryAttempt().equals(run.retryAttempt()));
        own.addFirst(run);
        if (own.size() > MAX_RUNS) {
            own.removeLast();
        }
    }

    /** The runs of a canary, the latest first. */
    synchronized List<CanaryRun> runs(String name) {
        return new ArrayList<>(runs.getOrDefault(name, new ArrayDeque<>()));
    }

    synchronized void forget(String name, Predicate<CanaryRun> old) {
        Deque<CanaryRun> own = runs.get(name);
        if (own != null) {
            own.removeIf(old);
        }
    }

    private static ConflictException conflict(String message) {
        return ConflictException.builder().message(message).build();
    }
}
