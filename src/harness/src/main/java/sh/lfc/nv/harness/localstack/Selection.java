package sh.lfc.nv.harness.localstack;

import static java.util.stream.Collectors.toMap;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import sh.lfc.nv.harness.localstack.beside.Beside;
import sh.lfc.nv.harness.localstack.beside.Engine;
import sh.lfc.nv.harness.localstack.beside.Server;
import sh.lfc.nv.harness.stacks.Stack;
import sh.lfc.nv.harness.stacks.StackGraph;

/**
 * Which stacks can stand at an endpoint.
 *
 * @param runnable those that can
 * @param skipped the others, each with the reason in a sentence, in the order in which they would be applied
 */
record Selection(StackGraph runnable, Map<String, String> skipped) {

    /**
     * Leaves out what needs a service that is neither served nor has anything beside in its place, and what needs something
     * that is left out.
     */
    static Selection of(StackGraph graph, Capabilities capabilities, Beside beside) {
        var runnable = new ArrayList<Stack>();
        var skipped = new LinkedHashMap<String, String>();
        for (var stack : graph.applyOrder()) {
            var reasons = reasons(stack, capabilities, beside, skipped);
            if (reasons.isEmpty()) {
                runnable.add(stack);
            } else {
                skipped.put(stack.name(), String.join("; ", reasons));
            }
        }
        return new Selection(new StackGraph(runnable), skipped);
    }

    /** Why a stack does not stand, in a sentence; empty when it does. */
    Optional<String> absence(String stack) {
        if (runnable.applyOrder().stream().anyMatch(one -> one.name().equals(stack))) {
            return Optional.empty();
        }
        var reason = Optional.ofNullable(skipped.get(stack));
        return Optional.of(reason.map(why -> "the stack %s is skipped: %s".formatted(stack, why))
                .orElseGet(() -> "the stack %s was not asked for".formatted(stack)));
    }

    /**
     * The engines that should run beside: in the place of what is not served, where a stack can stand then.
     *
     * @param named that are there whatever is served
     */
    static Set<Engine> wanted(StackGraph graph, Capabilities capabilities, Set<Engine> named) {
        var all = new Beside(
                Arrays.stream(Engine.values()).collect(toMap(engine -> engine, engine -> new Server("any", 1))),
                Map.of());
        var wanted = EnumSet.noneOf(Engine.class);
        for (var stack : of(graph, capabilities, all).runnable().applyOrder()) {
            for (var service : StackNeeds.of(stack.name())) {
                service.engine()
                        .filter(engine -> named.contains(engine)
                                || capabilities.absence(service).isPresent())
                        .ifPresent(wanted::add);
            }
        }
        return wanted;
    }

    private static List<String> reasons(
            Stack stack, Capabilities capabilities, Beside beside, Map<String, String> skipped) {
        var reasons = new ArrayList<String>();
        var absent = new TreeMap<Service, String>();
        StackNeeds.of(stack.name()).stream()
                .filter(service -> service.engine().filter(beside::has).isEmpty())
                .forEach(service -> capabilities.absence(service).ifPresent(why -> absent.put(service, why)));
        absent.forEach((service, why) ->
                reasons.add("%s is not served (%s)%s".formatted(service.title(), why, refusal(service, beside))));
        var missing = stack.dependsOn().stream().filter(skipped::containsKey).toList();
        if (!missing.isEmpty()) {
            reasons.add("it needs %s, which %s skipped"
                    .formatted(String.join(" and ", missing), missing.size() == 1 ? "is" : "are"));
        }
        return reasons;
    }

    private static String refusal(Service service, Beside beside) {
        return service.engine()
                .flatMap(engine -> beside.refusal(engine)
                        .map(reason -> ", and %s cannot run beside it: %s".formatted(engine.title(), reason)))
                .orElse("");
    }
}
