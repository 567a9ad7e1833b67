package sh.lfc.nv.terraform.process;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Environment variables of a process, immutable. Every method that changes one answers a new environment. */
public record Environment(Map<String, String> variables) {
    public Environment {
        variables = Map.copyOf(variables);
    }

    /** What this process was started with. */
    public static Environment inherited() {
        return new Environment(System.getenv());
    }

    /** This and one more variable; one of the same name is replaced. */
    public Environment with(String name, String value) {
        return with(Map.of(name, value));
    }

    /** This and more variables; those of the same names are replaced. */
    public Environment with(Map<String, String> more) {
        var all = new TreeMap<>(variables);
        all.putAll(more);
        return new Environment(all);
    }

    /** This without the variables of some names. */
    public Environment without(Predicate<String> name) {
        var rest = new TreeMap<>(variables);
        rest.keySet().removeIf(name);
        return new Environment(rest);
    }
}
