package sh.lfc.nv.emulator.faults;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Refuses faults that are aimed at what there is not. */
record Existing(Surroundings surroundings) {

    /**
     * The fault with the names of this emulator.
     *
     * @throws IllegalArgumentException when there is nothing that it could hit, with what there is
     */
    Wanted require(Wanted wanted) {
        Target target = wanted.target();
        if (target instanceof Target.Calls calls) {
            return new Wanted(wanted.kind(), named(calls), wanted.by(), wanted.keys(), wanted.often());
        } else if (target instanceof Target.Engine engine) {
            require(engine.id(), engine.id(), surroundings.servers().keySet());
        } else if (target instanceof Target.Function function) {
            require("function " + function.function(), function.function(), surroundings.functions());
        } else if (target instanceof Target.Bucket bucket) {
            require("bucket " + bucket.bucket(), bucket.bucket(), surroundings.buckets());
        }
        return wanted;
    }

    private static void require(String what, String name, Collection<String> all) {
        if (!all.contains(name)) {
            throw new IllegalArgumentException("there is no " + what + "; " + those("there are", all));
        }
    }

    private static String those(String verb, Collection<String> names) {
        return names.isEmpty() ? "there is none at all" : verb + ": " + String.join(", ", new TreeSet<>(names));
    }

    private Target.Calls named(Target.Calls calls) {
        Map<String, Set<String>> operations = surroundings.operations();
        Optional<String> service = calls.service().map(surroundings::sdkPackage);
        service.ifPresent(name -> require("service " + calls.service().get(), name, operations.keySet()));
        calls.operation().ifPresent(operation -> {
            Set<String> known = service.map(operations::get).orElseGet(() -> {
                Set<String> all = new TreeSet<>();
                operations.values().forEach(all::addAll);
                return all;
            });
            if (!known.contains(operation)) {
                throw new IllegalArgumentException(
                        service.isEmpty()
                                ? "no service has an operation " + operation
                                : service.get() + " has no operation " + operation + "; " + those("it has", known));
            }
        });
        return new Target.Calls(service, calls.operation(), calls.principal(), calls.resource());
    }
}
