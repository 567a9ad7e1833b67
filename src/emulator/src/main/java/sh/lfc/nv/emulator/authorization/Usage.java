package sh.lfc.nv.emulator.authorization;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import sh.lfc.nv.emulator.policy.Decision;
import sh.lfc.nv.emulator.policy.Requester;

/**
 * All decisions of one emulator, counted: who was allowed or refused what, and by which statements.
 *
 * <p>Sessions count for their role. Of many resources that one principal uses in the same way, only the first are kept
 * apart. Safe for use by many threads.
 */
public final class Usage {

    private static final int RESOURCES_APART = 200;

    /** What stands for all resources beyond those that are kept apart. */
    public static final String OTHERS = "…";

    /**
     * Decisions that are alike.
     *
     * @param principal the ARN of a user, a role or an account's root; the name of a service
     * @param outcome the answer
     * @param statements the statements that decided, as {@code policy#number}, from 1
     */
    public record Entry(
            String principal, String action, String resource, Decision.Outcome outcome, List<String> statements) {}

    /**
     * How often, and when first and last.
     *
     * @param explanation of the first
     */
    public record Count(Entry entry, long count, Instant first, Instant last, String explanation) {}

    private static final class Counter {
        private final AtomicLong count = new AtomicLong();
        private final Instant first;
        private final String explanation;
        private volatile Instant last;

        Counter(Instant first, String explanation) {
            this.first = first;
            this.last = first;
            this.explanation = explanation;
        }
    }

    private final Map<Entry, Counter> counters = new ConcurrentHashMap<>();
    private final Map<String, Set<String>> resources = new ConcurrentHashMap<>();

    void record(Requester requester, String action, String resource, Decision decision, Instant time) {
        String principal = requester.roleArn() == null ? requester.arn() : requester.roleArn();
        List<String> statements = decision.matched().stream()
                .map(match -> match.policy() + "#" + (match.index() + 1))
                .distinct()
                .toList();
        Entry entry =
                new Entry(principal, action, apart(principal + " " + action, resource), decision.outcome(), statements);
        Counter counter = counters.computeIfAbsent(entry, key -> new Counter(time, decision.explanation()));
        counter.count.incrementAndGet();
        counter.last = time;
    }

    private String apart(String use, String resource) {
        Set<String> known = resources.computeIfAbsent(use, key -> ConcurrentHashMap.newKeySet());
        if (known.contains(resource) || known.size() < RESOURCES_APART && known.add(resource)) {
            return resource;
        }
        return OTHERS;
    }

    /** All decisions until now, in no order. */
    public List<Count> counts() {
        return counters.entrySet().stream()
                .map(each -> new Count(
                        each.getKey(),
                        each.getValue().count.get(),
                        each.getValue().first,
                        each.getValue().last,
                        each.getValue().explanation))
                .toList();
    }
}
