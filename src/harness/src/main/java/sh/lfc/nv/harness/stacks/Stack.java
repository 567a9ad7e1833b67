package sh.lfc.nv.harness.stacks;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A Terraform configuration that is applied by itself.
 *
 * @param name of the stack and of its folder
 * @param dependsOn the stacks that must stand before this one is applied
 * @param description what it makes, in a few words
 * @param early what of it may be made before all of them stand
 * @param timeout how long AWS may take for it; a shorter one cuts off what would have come to a good end
 */
public record Stack(String name, Set<String> dependsOn, String description, Optional<Early> early, Duration timeout) {
    /** How long a stack may take of which nobody says more. */
    static final Duration USUAL = Duration.ofMinutes(20);

    public Stack {
        dependsOn = java.util.Collections.unmodifiableSet(new TreeSet<>(dependsOn));
    }

    /** One that is applied as a whole. */
    public Stack(String name, Set<String> dependsOn, String description) {
        this(name, dependsOn, description, Optional.empty(), USUAL);
    }

    /**
     * Resources that need less than their stack does, and take long.
     *
     * @param after the stacks that must stand before
     * @param resources their addresses; what they refer to is made with them
     */
    public record Early(Set<String> after, List<String> resources) {
        public Early {
            after = java.util.Collections.unmodifiableSet(new TreeSet<>(after));
            resources = List.copyOf(resources);
        }
    }

    /** The same stack within a graph that lacks some of those that it depends on. */
    public Stack among(Set<String> names) {
        return new Stack(
                name,
                both(dependsOn, names),
                description,
                early.map(part -> new Early(both(part.after(), names), part.resources())),
                timeout);
    }

    /** The same stack with nothing to wait for, for work in which the order does not matter. */
    public Stack alone() {
        return new Stack(name, Set.of(), description, Optional.empty(), timeout);
    }

    private static Set<String> both(Set<String> some, Set<String> names) {
        return some.stream().filter(names::contains).collect(Collectors.toSet());
    }

    /** The name of the step that makes what is early. */
    public String earlyName() {
        return name + ", early";
    }
}
