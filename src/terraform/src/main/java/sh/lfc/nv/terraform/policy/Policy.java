package sh.lfc.nv.terraform.policy;

import java.lang.System.Logger.Level;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import sh.lfc.nv.terraform.policy.Infrastructure.Resource;

/**
 * A rule about infrastructure. A lambda makes one; {@link #require} finds out who breaks it. Policies are immutable and
 * thread-safe if their lambdas are.
 */
@FunctionalInterface
public interface Policy {
    /** What breaks the rule; empty when nothing does. */
    List<Violation> check(Infrastructure infrastructure);

    /**
     * What the rule cannot judge, as only the apply will tell a value that it looks at; each with the value. What breaks the
     * rule for certain is not among it. Of a state there is none.
     */
    default List<Violation> undecided(Infrastructure infrastructure) {
        return List.of();
    }

    /**
     * A rule about each resource of some types by itself.
     *
     * @param rule the rule in words
     * @param types Terraform's names: {@code aws_s3_bucket}; all when there are none
     * @param why what is wrong with a resource, empty when nothing is
     */
    static Policy forEach(String rule, List<String> types, Function<Resource, List<String>> why) {
        return infrastructure -> infrastructure.resources().stream()
                .filter(resource -> types.isEmpty() || types.contains(resource.type()))
                .flatMap(resource ->
                        why.apply(resource).stream().map(text -> new Violation(resource.address(), rule, text)))
                .toList();
    }

    /** A rule that a condition states: resources of a type for which it does not hold break it. */
    static Policy every(String type, String rule, Predicate<Resource> condition) {
        return forEach(rule, List.of(type), resource -> condition.test(resource) ? List.of() : List.of("it is not so"));
    }

    /** Several rules; what breaks any of them breaks this one. */
    static Policy all(Policy... policies) {
        var all = List.of(policies);
        return new Both(
                infrastructure -> all.stream()
                        .flatMap(p -> p.check(infrastructure).stream())
                        .toList(),
                infrastructure -> all.stream()
                        .flatMap(p -> p.undecided(infrastructure).stream())
                        .toList());
    }

    /** This rule with exceptions: addresses, in which {@code *} stands for anything. */
    default Policy except(String... addresses) {
        var allowed = Stream.of(addresses).map(AddressPattern::new).toList();
        Function<List<Violation>, List<Violation>> others = found -> found.stream()
                .filter(violation -> allowed.stream().noneMatch(pattern -> pattern.matches(violation.address())))
                .toList();
        return new Both(
                infrastructure -> others.apply(check(infrastructure)),
                infrastructure -> others.apply(undecided(infrastructure)));
    }

    /** This rule without the benefit of the doubt: what it cannot judge before the apply breaks it. */
    default Policy strictly() {
        return infrastructure -> Stream.of(check(infrastructure), undecided(infrastructure))
                .flatMap(List::stream)
                .toList();
    }

    /**
     * Insists on the rule. What it cannot judge before the apply is logged as a warning; {@link #strictly} fails for it.
     *
     * @throws AssertionError with one line for each violation
     */
    default void require(Infrastructure infrastructure) {
        undecided(infrastructure)
                .forEach(each -> System.getLogger(Policy.class.getName()).log(Level.WARNING, each.toString()));
        var violations = check(infrastructure);
        if (!violations.isEmpty()) {
            throw new AssertionError(String.join(
                    "\n", violations.stream().map(Violation::toString).toList()));
        }
    }
}
