package sh.lfc.nv.harness.load;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sh.lfc.nv.harness.system.DeployedSystem;

/** Puts together what a load left behind: the results of all its processes, and what the system itself says. */
public final class Aftermath {
    private final RunFacts facts;
    private final Responses responses;
    private final List<Path> results;
    private final List<String> wrong = new ArrayList<>();
    private final List<String> right = new ArrayList<>();
    private Optional<TimeSpent> spent = Optional.empty();
    private Optional<Measured> measured = Optional.empty();
    private List<Vitals.Sample> vitals = List.of();

    /** @param results the folders of all processes, as {@link LoadRun#results} finds them */
    public Aftermath(List<Path> results) {
        this.results = results;
        this.facts = RunFacts.merged(results.stream().map(RunFacts::read).toList());
        this.responses = Responses.read(
                results.stream().map(folder -> folder.resolve("responses.hlog")).toList());
    }

    /**
     * Asks a system whose logs and storage can be read: whether all is whole, whether every error is known, and where the
     * time went.
     *
     * @param prefix what the names of the load's files begin with
     */
    public void ask(DeployedSystem system, String prefix) throws InterruptedException {
        var from = Instant.ofEpochMilli(facts.first());
        var to = Instant.ofEpochMilli(facts.last());
        var aws = system.target().aws();
        Map<String, List<LogLine>> functions = new LinkedHashMap<>();
        for (var function : List.of("authorizer", "api", "postgres-update")) {
            var name = system.named(function);
            functions.put(name, LogLine.between(aws, "/aws/lambda/" + name, from, to));
        }
        var access = LogLine.between(aws, "/aws/apigateway/" + system.named("api"), from, to);
        var known = TimeSpent.of(access, functions);
        spent = Optional.of(known);
        measured = Optional.of(Measured.of(system, from, to, access.size()));
        var unknown = Whole.unknown(responses.failedByStatus(), known);
        if (unknown.isEmpty()) {
            right.add("Every error that a client saw is in the access log.");
        }
        wrong.addAll(unknown);
        var whole = new Whole(system);
        var broken = whole.wrong(prefix);
        if (broken.isEmpty()) {
            right.add("Storage, catalogue and list agree, and so do all of %,d files that were downloaded and compared."
                    .formatted(whole.compared()));
        }
        wrong.addAll(broken);
    }

    /** What was seen of the target's process meanwhile. */
    public void seen(Vitals watched) {
        vitals = watched.samples();
        var growing = Vitals.growing(vitals);
        if (growing.isEmpty() && vitals.size() > 1) {
            right.add("Memory and open files did not grow.");
        }
        wrong.addAll(growing);
    }

    /** What was looked at and found right, a sentence each. */
    public List<String> right() {
        return List.copyOf(right);
    }

    /** The run, in short. */
    public Summary summary() {
        return Summary.of(facts, results.size(), responses, List.copyOf(wrong));
    }

    /**
     * Writes the report.
     *
     * @return in what the run is worse than those before, a sentence each
     */
    public List<String> report(LoadReports reports) {
        var summary = summary();
        var gatling = results.size() == 1
                ? LoadRun.report(results.get(0))
                        .map(page -> reports.of(summary.run()).relativize(page).toString())
                : Optional.<String>empty();
        return reports.add(summary, new RunPage(summary, responses, spent, measured, vitals, right(), gatling));
    }
}
