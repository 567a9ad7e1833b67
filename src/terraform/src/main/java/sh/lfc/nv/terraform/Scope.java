package sh.lfc.nv.terraform;

import java.util.ArrayList;
import java.util.List;

/**
 * What of a configuration a command is about. Immutable.
 *
 * @param targets addresses of resources or modules; all of them when there are none
 * @param replaced addresses of resource instances that are made anew even if nothing about them changed
 */
public record Scope(List<String> targets, List<String> replaced) {
    /** The whole configuration. */
    public static final Scope ALL = new Scope(List.of(), List.of());

    public Scope {
        targets = List.copyOf(targets);
        replaced = List.copyOf(replaced);
    }

    /** Some resources or modules, and what they depend on. */
    public static Scope only(String... addresses) {
        return only(List.of(addresses));
    }

    static Scope only(List<String> addresses) {
        if (addresses.isEmpty()) {
            throw new IllegalArgumentException("name at least one resource or module");
        }
        return new Scope(addresses, List.of());
    }

    /** Everything, with some resource instances made anew. Has no meaning for a destroy, which Terraform refuses. */
    public static Scope replacing(String... addresses) {
        return new Scope(List.of(), List.of(addresses));
    }

    List<String> arguments() {
        var arguments = new ArrayList<String>();
        targets.forEach(address -> arguments.add("-target=" + address));
        replaced.forEach(address -> arguments.add("-replace=" + address));
        return arguments;
    }
}
