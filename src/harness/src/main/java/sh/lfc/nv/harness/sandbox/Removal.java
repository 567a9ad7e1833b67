package sh.lfc.nv.harness.sandbox;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import sh.lfc.nv.canary.aws.AwsAccess;
import sh.lfc.nv.harness.HarnessException;
import sh.lfc.nv.harness.sweep.Belongings;
import sh.lfc.nv.harness.sweep.Leftover;

/** Takes away what stands under a run's names, whether any Terraform knows of it or not. */
public final class Removal {
    private static final Duration PATIENCE = Duration.ofMinutes(40);
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final AwsAccess aws;
    private final Facts facts;

    public Removal(AwsAccess aws, Facts facts) {
        this.aws = aws;
        this.facts = facts;
    }

    /** What there is, in the order in which it goes. */
    public List<String> there() {
        try (var belongings = belongings();
                var delegation = delegation()) {
            var there = belongings.everything().stream()
                    .map(Leftover::toString)
                    .collect(Collectors.toCollection(java.util.ArrayList::new));
            delegation.record().ifPresent(record -> there.add("delegation " + facts.domain()));
            return there;
        }
    }

    /**
     * Takes it away.
     *
     * @param report is told of each thing that is gone
     * @throws HarnessException naming what is left after a long time
     */
    public void run(Consumer<String> report) throws InterruptedException {
        endDelegation();
        try (var belongings = belongings()) {
            var left = belongings.remove(PATIENCE, PAUSE, gone -> report.accept("  gone: " + gone));
            if (!left.isEmpty()) {
                throw new HarnessException("still there of %s, try ./harness sweep later:%n%s"
                        .formatted(
                                facts.name(),
                                left.entrySet().stream()
                                        .map(entry -> "  " + entry.getKey() + ": " + entry.getValue())
                                        .collect(Collectors.joining("\n"))));
            }
        }
        report.accept("Nothing of %s is left.".formatted(facts.name()));
    }

    /** The parent domain leads to the run's zone no more. */
    void endDelegation() {
        try (var delegation = delegation()) {
            delegation.end();
        }
    }

    private Delegation delegation() {
        return new Delegation(aws, facts.parent(), facts.domain());
    }

    private Belongings belongings() {
        return new Belongings(aws, facts.name(), Optional.of(facts.domain()));
    }
}
