package sh.lfc.nv.harness.cli;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import sh.lfc.nv.harness.HarnessException;
import sh.lfc.nv.harness.checkout.Checkout;
import sh.lfc.nv.harness.sandbox.Run;

/** The runs of this checkout in an account that have not ended. */
final class StandingRuns {
    private final String account;
    private final List<Run> runs;

    StandingRuns(Checkout checkout, String account) {
        this.account = account;
        this.runs = Run.unfinished(checkout).stream()
                .filter(run -> run.facts().account().equals(account))
                .toList();
    }

    /** The one of this name, or the only one. */
    static Run one(Checkout checkout, String account, Optional<String> name) {
        var runs = new StandingRuns(checkout, account);
        return name.isPresent()
                ? runs.named(name.get())
                : runs.free()
                        .orElseThrow(() -> new HarnessException(
                                "no run stands in account %s: make one with ./harness up --target aws --skip destroy"
                                        .formatted(account)));
    }

    Run named(String name) {
        return runs.stream()
                .filter(run -> run.facts().name().equals(name))
                .findFirst()
                .orElseThrow(() -> new HarnessException("no run %s stands in account %s; there are %s"
                        .formatted(
                                name,
                                account,
                                runs.stream().map(run -> run.facts().name()).toList())));
    }

    /** The only one that no other process works on, if there is one. */
    Optional<Run> free() {
        var free = runs.stream().filter(StandingRuns::isFree).toList();
        if (free.size() > 1) {
            throw new HarnessException("several runs have not ended; name one with --run: %s"
                    .formatted(free.stream().map(run -> run.facts().name()).collect(Collectors.joining(", "))));
        }
        return free.stream().findFirst();
    }

    private static boolean isFree(Run run) {
        try (var hold = run.hold().orElse(null)) {
            return hold != null;
        }
    }
}
