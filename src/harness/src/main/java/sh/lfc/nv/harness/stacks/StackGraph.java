package sh.lfc.nv.harness.stacks;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import sh.lfc.nv.harness.HarnessException;

/**
 * Stacks and what they need from each other, checked: every dependency exists and none leads back to itself. Immutable.
 */
public final class StackGraph {
    private final Map<String, Stack> stacks = new LinkedHashMap<>();

    /**
     * @param stacks in the order of the file; it decides between stacks that could come in any order
     * @throws HarnessException naming the mistake when a name is used twice, is unknown, or depends on itself
     */
    public StackGraph(Collection<Stack> stacks) {
        for (var stack : stacks) {
            if (this.stacks.put(stack.name(), stack) != null) {
                throw new HarnessException("stack \"%s\" is listed twice".formatted(stack.name()));
            }
        }
        for (var stack : stacks) {
            for (var dependency : stack.dependsOn()) {
                if (!this.stacks.containsKey(dependency)) {
                    throw new HarnessException("stack \"%s\" depends on \"%s\", which is not listed; there are: %s"
                            .formatted(stack.name(), dependency, names()));
                }
            }
        }
        refuseCycles();
        stacks.forEach(this::requireNeeded);
    }

    /** What is made early waits for nothing that its stack does not wait for. */
    private void requireNeeded(Stack stack) {
        stack.early().ifPresent(early -> {
            var needed = new LinkedHashSet<Stack>();
            addAfterDependencies(stack, needed);
            for (var name : early.after()) {
                if (name.equals(stack.name()) || !needed.contains(stacks.get(name))) {
                    throw new HarnessException(
                            "early of stack \"%s\" waits for \"%s\", on which the stack does not depend"
                                    .formatted(stack.name(), name));
                }
            }
        });
    }

    /** All stacks, each after what it depends on. */
    public List<Stack> applyOrder() {
        var ordered = new LinkedHashSet<Stack>();
        stacks.values().forEach(stack -> addAfterDependencies(stack, ordered));
        return List.copyOf(ordered);
    }

    /** All stacks, each before what it depends on. */
    public List<Stack> destroyOrder() {
        var ordered = new ArrayList<>(applyOrder());
        java.util.Collections.reverse(ordered);
        return ordered;
    }

    public Stack stack(String name) {
        var stack = stacks.get(name);
        if (stack == null) {
            throw new HarnessException("there is no stack \"%s\"; there are: %s".formatted(name, names()));
        }
        return stack;
    }

    /** Those that need {@code name} directly. */
    public Set<String> dependents(String name) {
        return stacks.values().stream()
                .filter(stack -> stack.dependsOn().contains(name))
                .map(Stack::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The graph of the named stacks and everything that they need, directly or not. */
    public StackGraph upTo(Collection<String> names) {
        return closure(names, name -> stack(name).dependsOn());
    }

    /** The graph of the named stacks and everything that needs them, directly or not. */
    public StackGraph from(Collection<String> names) {
        return closure(names, this::dependents);
    }

    private StackGraph closure(Collection<String> names, java.util.function.Function<String, Set<String>> next) {
        var wanted = new LinkedHashSet<String>();
        var open = new ArrayDeque<>(names);
        while (!open.isEmpty()) {
            var name = stack(open.pop()).name();
            if (wanted.add(name)) {
                open.addAll(next.apply(name));
            }
        }
        return new StackGraph(stacks.values().stream()
                .filter(stack -> wanted.contains(stack.name()))
                .map(stack -> stack.among(wanted))
                .toList());
    }

    /**
     * The graph in which what a stack may make early is a step of its own before it.
     *
     * @see Stack#earlyName
     */
    public StackGraph withEarlySteps() {
        var steps = new ArrayList<Stack>();
        for (var stack : stacks.values()) {
            var needed = new TreeSet<>(stack.dependsOn());
            stack.early().ifPresent(early -> {
                steps.add(new Stack(
                        stack.earlyName(), early.after(), stack.description(), Optional.empty(), stack.timeout()));
                needed.add(stack.earlyName());
            });
            steps.add(new Stack(stack.name(), needed, stack.description(), Optional.empty(), stack.timeout()));
        }
        return new StackGraph(steps);
    }

    private void addAfterDependencies(Stack stack, Set<Stack> ordered) {
        if (!ordered.contains(stack)) {
            stack.dependsOn().forEach(name -> addAfterDependencies(stacks.get(name), ordered));
            ordered.add(stack);
        }
    }

    private void refuseCycles() {
        var cleared = new LinkedHashSet<String>();
        for (var name : stacks.keySet()) {
            refuseCycles(name, new LinkedHashSet<>(), cleared);
        }
    }

    private void refuseCycles(String name, LinkedHashSet<String> path, Set<String> cleared) {
        if (cleared.contains(name)) {
            return;
        }
        if (!path.add(name)) {
            var cycle = new ArrayList<>(path);
            cycle.subList(0, cycle.indexOf(name)).clear();
            cycle.add(name);
            throw new HarnessException("the stacks depend on each other in a circle: " + String.join(" → ", cycle));
        }
        stacks.get(name).dependsOn().forEach(dependency -> refuseCycles(dependency, path, cleared));
        path.remove(name);
        cleared.add(name);
    }

    private String names() {
        return String.join(", ", stacks.keySet());
    }
}
