package sh.lfc.nv.harness.localstack;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import sh.lfc.nv.harness.stacks.Stack;
import sh.lfc.nv.harness.stacks.StackGraph;

/**
 * Which stacks can stand at an endpoint.
 *
 * @param runnable those that can
 * @param skipped the others, each with the reason in a sentence, in the order in which they would be applied
 */
record Selection(StackGraph runnable, Map<String, String> skipped) {

    /** Leaves out what needs a service that is not served, and what needs something that is left out. */
    static Selection of(StackGraph graph, Capabilities capabilities) {
        var runnable = new ArrayList<Stack>();
        var skipped = new LinkedHashMap<String, String>();
        for (var stack : graph.applyOrder()) {
            var reasons = reasons(stack, capabilities, skipped);
            if (reasons.isEmpty()) {
                runnable.add(stack);
            } else {
                skipped.put(stack.name(), String.join("; ", reasons));
            }
        }
        return new Selection(new StackGraph(runnable), skipped);
    }

    private static List<String> reasons(Stack stack, Capabilities capabilities, Map<String, String> skipped) {
        var reasons = new ArrayList<String>();
        var absent = new TreeMap<Service, String>();
        StackNeeds.of(stack.name())
                .forEach(service -> capabilities.absence(service).ifPresent(why -> absent.put(service, why)));
        absent.forEach((service, why) -> reasons.add("%s is not served (%s)".formatted(service.title(), why)));
        var missing = stack.dependsOn().stream().filter(skipped::containsKey).toList();
        if (!missing.isEmpty()) {
            reasons.add("it needs %s, which %s skipped"
                    .formatted(String.join(" and ", missing), missing.size() == 1 ? "is" : "are"));
        }
        return reasons;
    }
}
