package sh.lfc.nv.harness.localstack;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import sh.lfc.nv.harness.deploy.DeploymentListener;
import sh.lfc.nv.harness.deploy.ForwardingListener;
import sh.lfc.nv.harness.deploy.StackTiming;
import sh.lfc.nv.harness.stacks.Stack;
import sh.lfc.nv.harness.summary.Part;
import sh.lfc.nv.terraform.Changes;

/** What became of every stack and of every stage after them, for people to read. Safe for use by many threads. */
final class Outcomes {
    private final List<String> names;
    private final Map<String, Part> outcomes = Collections.synchronizedMap(new LinkedHashMap<>());
    private final List<StackTiming> timings = Collections.synchronizedList(new ArrayList<>());

    /** @param names what there is to tell of, in order */
    Outcomes(List<String> names) {
        this.names = List.copyOf(names);
    }

    void skipped(String name, String reason) {
        outcomes.put(name, Part.skipped(name, reason));
    }

    void passed(String name, String how, Duration took) {
        outcomes.put(name, Part.passed(name, how, took.toMillis()));
    }

    void failed(String name, String why, Duration took) {
        outcomes.put(name, Part.failed(name, why, took.toMillis()));
    }

    void failed(String name, Exception failure, Duration took) {
        var message = failure instanceof InterruptedException ? "interrupted" : String.valueOf(failure.getMessage());
        failed(name, message.lines().findFirst().orElse(""), took);
    }

    /** Tells on, and notes. */
    DeploymentListener noting(DeploymentListener next) {
        return new ForwardingListener(next) {
            @Override
            public void finished(Stack stack, Changes changes, Duration took) {
                passed(stack.name(), String.format(Locale.ROOT, "applied in %.1f s", took.toMillis() / 1e3), took);
                super.finished(stack, changes, took);
            }

            @Override
            public void failed(Stack stack, Exception failure) {
                Outcomes.this.failed(stack.name(), failure, took(stack.name()));
                super.failed(stack, failure);
            }

            @Override
            public void timed(StackTiming timing) {
                timings.add(timing);
                super.timed(timing);
            }
        };
    }

    private Duration took(String stack) {
        synchronized (timings) {
            return timings.stream()
                    .filter(timing -> timing.stack().equals(stack))
                    .map(StackTiming::total)
                    .findFirst()
                    .orElse(Duration.ZERO);
        }
    }

    /** What the stacks cost, in the order in which they began. */
    List<StackTiming> timings() {
        synchronized (timings) {
            return timings.stream()
                    .sorted(Comparator.comparing(StackTiming::begun))
                    .toList();
        }
    }

    /** Line by line. */
    void print(Consumer<String> out) {
        var width = names.stream().mapToInt(String::length).max().orElse(1);
        parts().forEach(part -> out.accept(("  %-" + width + "s  %s").formatted(part.name(), part.sentence())));
    }

    /** All there is to tell of, in order. What was never reached is skipped for that. */
    List<Part> parts() {
        synchronized (outcomes) {
            var before = outcomes.values().stream()
                    .filter(Part::isFailed)
                    .map(Part::name)
                    .toList();
            var reason =
                    "not reached" + (before.isEmpty() ? "" : ", as %s failed".formatted(String.join(", ", before)));
            return names.stream()
                    .map(name -> Optional.ofNullable(outcomes.get(name)).orElse(Part.skipped(name, reason)))
                    .toList();
        }
    }
}
