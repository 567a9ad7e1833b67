package sh.lfc.nv.harness.cli;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import sh.lfc.nv.harness.sandbox.Stage;

/** What can be chosen about a run in an account. */
final class SandboxOptions {
    private static final int USUAL_THREADS = 4;
    private static final List<String> OF_ACCOUNTS = List.of("--settings", "--run", "--new", "--cost-limit");

    @Mixin
    private AccountOptions account;

    @Option(
            names = "--skip",
            paramLabel = "STAGE",
            split = ",",
            description =
                    "With --target aws or localstack: leave out a stage: ${COMPLETION-CANDIDATES}; may be repeated. What is not destroyed is gone"
                            + " on with by the next run, or taken away by ./harness sweep.")
    private List<Stage> skip = List.of();

    @Option(
            names = "--run",
            paramLabel = "NAME",
            description =
                    "With --target aws: go on with this run; default: with the one that has not ended, else a new one begins.")
    private String run;

    @Option(names = "--new", description = "With --target aws: begin a new run, whatever has not ended.")
    private boolean fresh;

    @Option(
            names = "--cost-limit",
            paramLabel = "USD",
            description = "With --target aws: what it may cost until it expires; default: what the settings say.")
    private Double costLimit;

    @Option(
            names = "--tags",
            paramLabel = "EXPRESSION",
            description = "With --target aws or localstack: only the scenarios with these tags, such as \"@canary\".")
    private String tags = "";

    AccountOptions account() {
        return account;
    }

    Collection<Stage> skipped() {
        return skip;
    }

    Optional<String> run() {
        return Optional.ofNullable(run);
    }

    boolean isFresh() {
        return fresh;
    }

    Optional<Double> costLimit() {
        return Optional.ofNullable(costLimit);
    }

    String tags() {
        return tags;
    }

    int threads() {
        return USUAL_THREADS;
    }

    /** The names of options that were given. */
    List<String> given() {
        var names = new ArrayList<>(account.given());
        if (!skip.isEmpty()) {
            names.add("--skip");
        }
        run().ifPresent(name -> names.add("--run"));
        if (fresh) {
            names.add("--new");
        }
        costLimit().ifPresent(limit -> names.add("--cost-limit"));
        if (!tags.isEmpty()) {
            names.add("--tags");
        }
        return names;
    }

    /** The names of options that were given and say something about an account alone. */
    List<String> givenOfAccount() {
        return given().stream().filter(OF_ACCOUNTS::contains).toList();
    }
}
