package sh.lfc.nv.harness.summary;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import sh.lfc.nv.canary.client.Redaction;
import sh.lfc.nv.harness.load.LogLine;
import sh.lfc.nv.harness.summary.ScenarioOutcome.Evidence;
import sh.lfc.nv.harness.summary.ScenarioOutcome.Logged;
import sh.lfc.nv.harness.system.DeployedSystem;

/** Asks a system what it has to say of scenarios that failed. To be asked before its logs expire. */
final class Witness {
    private static final List<String> FUNCTIONS = List.of("authorizer", "api", "postgres-update", "postgres-init");
    private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Duration AROUND = Duration.ofSeconds(2);
    private static final int MOST_LINES = 60;

    /** AWS takes seconds until what was logged can be found. */
    private static final int TRIES = 5;

    private static final Duration PAUSE = Duration.ofSeconds(3);

    private final DeployedSystem system;
    private final Duration pause;

    private final Duration before;
    private final Duration now;

    /** @param before how far the system's time was ahead of this machine's when the scenarios began; some move it */
    Witness(DeployedSystem system, Duration before) {
        this.system = system;
        this.before = before;
        this.now = ahead(system);
        this.pause = system.target().aws().endpoint().isPresent() ? Duration.ofMillis(500) : PAUSE;
    }

    /** How far a system's time is ahead of this machine's. */
    static Duration ahead(DeployedSystem system) {
        return Duration.between(Instant.now(), system.now());
    }

    /** What there is for each of these scenarios. */
    Map<ScenarioOutcome, Evidence> of(List<ScenarioOutcome> failed) throws InterruptedException {
        var evidence = new HashMap<ScenarioOutcome, Evidence>();
        var logs = logs(failed);
        for (var scenario : failed) {
            evidence.put(scenario, new Evidence(linesOf(scenario, logs), denials(scenario)));
        }
        return evidence;
    }

    /** The paths that the system needs and the network stops. */
    List<String> network() {
        var stopped = new ArrayList<String>();
        var database = "db:" + system.named("db");
        var cache = "cache:" + system.named("cache") + "-001";
        Map.of(
                        "api", List.of(database, cache, "aws:s3", "aws:secretsmanager"),
                        "postgres-update", List.of(database, cache, "aws:secretsmanager"),
                        "postgres-init", List.of(database, "aws:secretsmanager"),
                        "authorizer", List.of("aws:secretsmanager"))
                .entrySet()
                .stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(needs -> needs.getValue().forEach(to -> stopped.addAll(stopped(needs.getKey(), to))));
        return stopped;
    }

    private List<String> stopped(String function, String to) {
        var from = "function:" + system.named(function);
        try {
            var path = system.target().explainNetwork(from, to, OptionalInt.empty());
            return path.reachable() ? List.of() : List.of("%s → %s: %s".formatted(from, to, path.last()));
        } catch (UnsupportedOperationException | IllegalArgumentException e) {
            // The target does not tell, or there is no such function any more.
            return List.of();
        }
    }

    /** The lines of all logs while these scenarios ran, by the name of their log, the access log first. */
    private Map<String, List<LogLine>> logs(List<ScenarioOutcome> failed) throws InterruptedException {
        var from = failed.stream()
                .map(each -> Instant.parse(each.started()))
                .min(Instant::compareTo)
                .orElseThrow()
                .plus(before)
                .minus(AROUND);
        var requests = failed.stream()
                .map(ScenarioOutcome::request)
                .filter(id -> !id.isEmpty())
                .collect(Collectors.toSet());
        for (var i = 1; ; i++) {
            var logs = new LinkedHashMap<String, List<LogLine>>();
            logs.put("access", lines("/aws/apigateway/" + system.named("api"), from));
            FUNCTIONS.forEach(
                    function -> logs.put(system.named(function), lines("/aws/lambda/" + system.named(function), from)));
            if (i == TRIES || logs.get("access").isEmpty() && i > 1 || all(requests, logs.get("access"))) {
                return logs;
            }
            Thread.sleep(pause.toMillis());
        }
    }

    private List<LogLine> lines(String group, Instant from) {
        return LogLine.between(system.target().aws(), group, from, system.now());
    }

    private static boolean all(Set<String> requests, List<LogLine> access) {
        return requests.stream()
                .allMatch(id -> access.stream().anyMatch(line -> line.text().contains(id)));
    }

    /**
     * The access log's line of the scenario's last request, and all that functions logged of it. They know it by an
     * identifier of their own, which stands beside the request's on one of their lines; an invocation that did not come so
     * far is looked for by the time.
     */
    static List<Logged> linesOf(ScenarioOutcome scenario, Map<String, List<LogLine>> logs) {
        if (scenario.request().isEmpty()) {
            return List.of();
        }
        var found = new ArrayList<Logged>();
        var access = logs.getOrDefault("access", List.of()).stream()
                .filter(line -> line.text().contains(scenario.request()))
                .toList();
        access.forEach(line -> found.add(shown("access", line)));
        var before = found.size();
        logs.forEach((log, lines) -> {
            if (!log.equals("access")) {
                var ids = new LinkedHashSet<String>();
                ids.add(scenario.request());
                lines.stream()
                        .filter(line -> line.text().contains(scenario.request()))
                        .forEach(line -> UUID.matcher(line.text()).results().forEach(id -> ids.add(id.group())));
                lines.stream()
                        .filter(line -> ids.stream().anyMatch(line.text()::contains))
                        .forEach(line -> found.add(shown(log, line)));
            }
        });
        if (found.size() == before) {
            access.forEach(request -> logs.forEach((log, lines) -> {
                if (!log.equals("access")) {
                    lines.stream()
                            .filter(line -> Duration.between(line.at(), request.at())
                                            .abs()
                                            .compareTo(AROUND)
                                    <= 0)
                            .forEach(line -> found.add(shown(log, line)));
                }
            }));
        }
        return found.size() <= MOST_LINES ? found : List.copyOf(found.subList(0, MOST_LINES));
    }

    private static Logged shown(String log, LogLine line) {
        return new Logged(log, line.at().toString(), Redaction.of(line.text()));
    }

    private List<String> denials(ScenarioOutcome scenario) {
        var started = Instant.parse(scenario.started());
        var begin = started.plus(before);
        var end = started.plusMillis(scenario.millis()).plus(now).plus(AROUND);
        try {
            var denials = new ArrayList<String>();
            system.target().accessReport().principals().forEach(principal -> principal.denied().stream()
                    .filter(denied -> denied.after(begin) && !denied.after(end))
                    .forEach(denied -> denials.add("%s: %s on %s: %s"
                            .formatted(principal.name(), denied.action(), denied.resource(), denied.why()))));
            return denials;
        } catch (UnsupportedOperationException e) {
            return List.of();
        }
    }
}
