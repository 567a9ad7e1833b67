package sh.lfc.nv.terraform.policy;

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
        return infrastructure -> Stream.of(policies)
                .flatMap(p -> p.check(infrastructure).stream())
                .toList();
    }

    /** This rule with exceptions: addresses, in which {@code *} stands for anything. */
    default Policy except(String... addresses) {
        var allowed = Stream.of(addresses).map(AddressPattern::new).toList();
        return infrastructure -> check(infrastructure).stream()
                .filter(violation -> allowed.stream().noneMatch(pattern -> pattern.matches(violation.address())))
                .toList();
    }

    /**
     * Insists on the rule.
     *
     * @throws AssertionError with one line for each violation
     */
    default void require(Infrastructure infrastructure) {
        var violations = check(infrastructure);
        if (!violations.isEmpty()) {
            throw new AssertionError(String.join(
                    "\n", violations.stream().map(Violation::toString).toList()));
        }
    }
}
