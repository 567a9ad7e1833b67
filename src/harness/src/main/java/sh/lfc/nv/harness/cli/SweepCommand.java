package sh.lfc.nv.harness.cli;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import sh.lfc.nv.canary.aws.AwsAccess;
import sh.lfc.nv.harness.HarnessException;
import sh.lfc.nv.harness.sandbox.Facts;
import sh.lfc.nv.harness.sandbox.Removal;
import sh.lfc.nv.harness.sandbox.Run;
import sh.lfc.nv.harness.sandbox.Settings;
import sh.lfc.nv.harness.sandbox.TaggedRuns;
import sh.lfc.nv.terraform.failure.ActionableException;
import software.amazon.awssdk.core.exception.SdkException;

/** {@code ./harness sweep}: takes away what runs in an account have left. */
@Command(
        name = "sweep",
        description =
                "Finds what runs in a sandbox account have left, by this checkout's journals and by tag, lists it, and"
                        + " takes it away in the order in which AWS lets it go: runs of this checkout that were killed, and everybody's"
                        + " that have expired. Exit code 1 when something stays.",
        mixinStandardHelpOptions = true)
final class SweepCommand implements Callable<Integer> {
    @Mixin
    private AccountOptions account;

    @Option(names = "--dry-run", description = "Only list.")
    private boolean dryRun;

    @Option(
            names = "--run",
            paramLabel = "NAME",
            description = "This run, also when it has not expired or was left standing; may be repeated.")
    private List<String> named = List.of();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        var checkout = Main.checkout(spec);
        var settings = account.settings();
        var aws = account.aws();
        var caller = account.caller(aws, settings);
        var journals = new LinkedHashMap<String, Run>();
        Run.unfinished(checkout).stream()
                .filter(run -> run.facts().account().equals(caller.account()))
                .forEach(run -> journals.put(run.facts().name(), run));
        var all = new LinkedHashMap<String, Facts>();
        tagged(aws, settings, caller.account()).forEach(facts -> all.put(facts.name(), facts));
        journals.values().forEach(run -> all.put(run.facts().name(), run.facts()));
        requireKnown(all);
        all.values().removeIf(facts -> !isWanted(facts, journals));
        if (all.isEmpty()) {
            say("Account %s: nothing is left over.".formatted(caller.account()));
            return CommandLine.ExitCode.OK;
        }
        var swept = true;
        for (var facts : all.values()) {
            swept &= sweep(aws, facts, journals);
        }
        return swept ? CommandLine.ExitCode.OK : Main.FAILED;
    }

    /** What speaks like AWS need not have tags to ask for; the account of a pipeline may not ask. */
    private List<Facts> tagged(AwsAccess aws, Settings settings, String account) {
        try {
            return new TaggedRuns(aws, settings).find(account);
        } catch (SdkException e) {
            say("note: only the journals of this checkout are looked at, as tags cannot be asked for: "
                    + e.getMessage());
            return List.of();
        }
    }

    private void requireKnown(Map<String, Facts> all) {
        for (var name : named) {
            if (!all.containsKey(name)) {
                throw new HarnessException("there is no run %s, neither in a journal nor in a tag".formatted(name));
            }
        }
    }

    private boolean isWanted(Facts facts, Map<String, Run> journals) {
        if (!named.isEmpty()) {
            return named.contains(facts.name());
        }
        var now = Instant.now();
        return journals.containsKey(facts.name()) ? journals.get(facts.name()).isLeft(now) : facts.isExpired(now);
    }

    /** Whether nothing of a run is left, or it is not asked for. */
    private boolean sweep(AwsAccess aws, Facts facts, Map<String, Run> journals) throws InterruptedException {
        var run = journals.get(facts.name());
        var hold = run == null ? null : run.hold().orElse(null);
        if (run != null && hold == null) {
            say("%s is being worked on by another process, and left alone.".formatted(facts.name()));
            return named.isEmpty();
        }
        try (hold) {
            if (run != null) {
                run.awaitIdle();
            }
            var removal = new Removal(aws, facts);
            var there = removal.there();
            say("%s, expires at %s: %d things".formatted(facts.name(), facts.expires(), there.size()));
            there.forEach(one -> say("  " + one));
            if (!dryRun) {
                removal.run(this::say);
                if (run != null) {
                    run.end();
                }
            }
            return true;
        } catch (ActionableException | SdkException e) {
            say("error: " + e.getMessage());
            return false;
        }
    }

    private void say(String line) {
        spec.commandLine().getOut().println(line);
        spec.commandLine().getOut().flush();
    }
}
