package sh.lfc.nv.emulator.authorization;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import sh.lfc.nv.emulator.policy.Decision;
import sh.lfc.nv.emulator.policy.NamedPolicy;
import sh.lfc.nv.emulator.policy.Patterns;
import sh.lfc.nv.emulator.policy.Statement;

/**
 * What each principal was allowed and used, was allowed and never used, and was refused.
 *
 * @param principals in the order of their names
 */
public record AccessReport(List<OfPrincipal> principals) {

    /**
     * One user, role, account root or service.
     *
     * @param used what it did, by action and resource
     * @param unused what its policies allow and it never did: candidates to remove
     * @param denied what it was refused
     */
    public record OfPrincipal(String principal, List<Use> used, List<Unused> unused, List<Denied> denied) {}

    /** Something that was allowed. */
    public record Use(String action, String resource, long count, List<String> statements) {}

    /**
     * A statement, or a part of it, that never decided.
     *
     * @param statement its number in the policy, from 1
     * @param sid its name, or empty
     * @param actions those of its actions that were never used; all of them for a statement that was never used
     * @param resources those of its resources that were never used
     */
    public record Unused(String policy, int statement, String sid, List<String> actions, List<String> resources) {}

    /**
     * Something that was refused.
     *
     * @param last when it was refused last, by the emulator's clock
     */
    public record Denied(String action, String resource, long count, String why, String last) {}

    /**
     * @param profiles all users and roles that there are, used or not
     */
    static AccessReport of(List<Usage.Count> counts, List<Principals.Profile> profiles, PolicyTexts texts) {
        Map<String, List<Usage.Count>> byPrincipal = new TreeMap<>(counts.stream()
                .collect(Collectors.groupingBy(count -> count.entry().principal())));
        Map<String, Principals.Profile> known = profiles.stream()
                .collect(Collectors.toMap(profile -> profile.requester().arn(), profile -> profile));
        known.keySet().forEach(arn -> byPrincipal.putIfAbsent(arn, List.of()));
        List<OfPrincipal> all = new ArrayList<>();
        byPrincipal.forEach((principal, own) -> all.add(new OfPrincipal(
                principal,
                used(own),
                known.containsKey(principal)
                        ? unused(own, texts.read(known.get(principal).identity()))
                        : List.of(),
                denied(own))));
        return new AccessReport(all);
    }

    private static List<Use> used(List<Usage.Count> counts) {
        return counts.stream()
                .filter(AccessReport::allowed)
                .map(count -> new Use(
                        count.entry().action(),
                        count.entry().resource(),
                        count.count(),
                        count.entry().statements()))
                .sorted(Comparator.comparing(Use::action).thenComparing(Use::resource))
                .toList();
    }

    private static List<Denied> denied(List<Usage.Count> counts) {
        return counts.stream()
                .filter(count -> !allowed(count))
                .map(count -> new Denied(
                        count.entry().action(),
                        count.entry().resource(),
                        count.count(),
                        count.explanation(),
                        count.last().toString()))
                .sorted(Comparator.comparing(Denied::action).thenComparing(Denied::resource))
                .toList();
    }

    private static List<Unused> unused(List<Usage.Count> counts, List<NamedPolicy> policies) {
        List<Unused> unused = new ArrayList<>();
        for (NamedPolicy policy : policies) {
            List<Statement> statements = policy.document().statements();
            for (int i = 0; i < statements.size(); i++) {
                if (statements.get(i).effect() == Statement.Effect.ALLOW) {
                    unused(counts, policy.name(), i + 1, statements.get(i)).ifPresent(unused::add);
                }
            }
        }
        return unused;
    }

    private static Optional<Unused> unused(List<Usage.Count> counts, String policy, int number, Statement statement) {
        List<Usage.Entry> decided = counts.stream()
                .filter(AccessReport::allowed)
                .map(Usage.Count::entry)
                .filter(entry -> entry.statements().contains(policy + "#" + number))
                .toList();
        List<String> actions = Patterns.unusedActions(
                statement.actions(), decided.stream().map(Usage.Entry::action).toList());
        boolean manyResources =
                decided.stream().anyMatch(entry -> entry.resource().equals(Usage.OTHERS));
        List<String> resources = manyResources
                ? List.of()
                : Patterns.unusedResources(
                        statement.resources(),
                        decided.stream().map(Usage.Entry::resource).toList());
        boolean never = decided.isEmpty();
        return never || !actions.isEmpty() || !resources.isEmpty()
                ? Optional.of(
                        new Unused(policy, number, statement.sid() == null ? "" : statement.sid(), actions, resources))
                : Optional.empty();
    }

    private static boolean allowed(Usage.Count count) {
        return count.entry().outcome() == Decision.Outcome.ALLOWED;
    }
}
