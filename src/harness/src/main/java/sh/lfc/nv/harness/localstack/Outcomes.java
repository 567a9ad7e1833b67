package sh.lfc.nv.harness.localstack;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import sh.lfc.nv.harness.HarnessException;
import sh.lfc.nv.harness.checkout.OwnerOnly;
import sh.lfc.nv.harness.deploy.DeploymentListener;
import sh.lfc.nv.harness.deploy.ForwardingListener;
import sh.lfc.nv.harness.stacks.Stack;
import sh.lfc.nv.terraform.Changes;

/** What became of every stack and of every stage after them, for people to read. Safe for use by many threads. */
final class Outcomes {
    private static final String NOT_REACHED = "not reached";

    private final Map<String, String> outcomes = Collections.synchronizedMap(new LinkedHashMap<>());

    /** @param names what there is to tell of, in order */
    Outcomes(List<String> names) {
        names.forEach(name -> outcomes.put(name, NOT_REACHED));
    }

    void skipped(String name, String reason) {
        outcomes.put(name, "skipped: " + reason);
    }

    void passed(String name, String how) {
        outcomes.put(name, how);
    }

    void failed(String name, Exception failure) {
        var message = String.valueOf(failure.getMessage());
        outcomes.put(name, "failed: " + message.lines().findFirst().orElse(""));
    }

    /** Tells on, and notes. */
    DeploymentListener noting(DeploymentListener next) {
        return new ForwardingListener(next) {
            @Override
            public void finished(Stack stack, Changes changes, Duration took) {
                passed(stack.name(), String.format(Locale.ROOT, "applied in %.1f s", took.toMillis() / 1e3));
                super.finished(stack, changes, took);
            }

            @Override
            public void failed(Stack stack, Exception failure) {
                Outcomes.this.failed(stack.name(), failure);
                super.failed(stack, failure);
            }
        };
    }

    /** Line by line. */
    void print(Consumer<String> out) {
        var width = outcomes.keySet().stream().mapToInt(String::length).max().orElse(1);
        snapshot().forEach((name, outcome) -> out.accept(("  %-" + width + "s  %s").formatted(name, outcome)));
    }

    /** As a table in Markdown. */
    void write(Path file, String title) {
        var page = new StringBuilder("# %s%n%n| | |%n|---|---|%n".formatted(title));
        snapshot()
                .forEach((name, outcome) -> page.append("| %s | %s |%n".formatted(name, outcome.replace("|", "\\|"))));
        try {
            OwnerOnly.write(file, page.toString());
        } catch (IOException e) {
            throw new HarnessException("cannot write %s: %s".formatted(file, e.getMessage()), e);
        }
    }

    private Map<String, String> snapshot() {
        synchronized (outcomes) {
            return new LinkedHashMap<>(outcomes);
        }
    }
}
