package sh.lfc.nv.harness.summary;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
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
    private static final String ACCESS = "access";
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
            var lines = linesOf(scenario, logs);
            evidence.put(scenario, new Evidence(lines, denials(scenario, lines)));
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
        var requests = failed.stream().flatMap(each -> each.requests().stream()).collect(Collectors.toSet());
        for (var i = 1; ; i++) {
            var logs = new LinkedHashMap<String, List<LogLine>>();
            logs.put(ACCESS, lines("/aws/apigateway/" + system.named("api"), from));
            FUNCTIONS.forEach(
                    function -> logs.put(system.named(function), lines("/aws/lambda/" + system.named(function), from)));
            if (i == TRIES || logs.get(ACCESS).isEmpty() && i > 1 || all(requests, logs.get(ACCESS))) {
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
     * The access log's lines of the scenario's requests, and all that functions logged of them. They know a request by an
     * identifier of their own, which stands beside the request's on one of their lines; an invocation that did not come so
     * far is looked for by the time.
     */
    static List<Logged> linesOf(ScenarioOutcome scenario, Map<String, List<LogLine>> logs) {
        var found = new ArrayList<Logged>();
        for (var request : scenario.requests()) {
            found.addAll(linesOf(request, logs));
        }
        return found.size() <= MOST_LINES ? found : List.copyOf(found.subList(0, MOST_LINES));
    }

    private static List<Logged> linesOf(String request, Map<String, List<LogLine>> logs) {
        var access = logs.getOrDefault(ACCESS, List.of()).stream()
                .filter(line -> line.text().contains(request))
                .toList();
        var functions = new LinkedHashMap<>(logs);
        functions.remove(ACCESS);
        var inside = new ArrayList<Logged>();
        functions.forEach((log, lines) -> {
            var ids = lines.stream()
                    .filter(line -> line.text().contains(request))
                    .flatMap(line -> UUID.matcher(line.text()).results().map(MatchResult::group))
                    .collect(Collectors.toSet());
            ids.add(request);
            inside.addAll(lines(Map.of(log, lines), line -> ids.stream().anyMatch(line.text()::contains)));
        });
        if (inside.isEmpty()) {
            access.forEach(one -> inside.addAll(lines(
                    functions,
                    line -> Duration.between(line.at(), one.at()).abs().compareTo(AROUND) <= 0)));
        }
        var found = lines(Map.of(ACCESS, access), line -> true);
        found.addAll(inside);
        return found;
    }

    private static List<Logged> lines(Map<String, List<LogLine>> logs, Predicate<LogLine> which) {
        var found = new ArrayList<Logged>();
        logs.forEach((log, lines) -> lines.stream().filter(which).forEach(line -> found.add(shown(log, line))));
        return found;
    }

    private static Logged shown(String log, LogLine line) {
        return new Logged(log, line.at().toString(), Redaction.of(line.text()));
    }

    /**
     * What was refused to the system's own roles. Others run at the same time: where something of the scenario's own was
     * refused, the rest is theirs.
     */
    private List<String> denials(ScenarioOutcome scenario, List<Logged> lines) {
        var started = Instant.parse(scenario.started());
        var begin = started.plus(before);
        var end = started.plusMillis(scenario.millis()).plus(now).plus(AROUND);
        var own = new ArrayList<String>();
        var all = new ArrayList<String>();
        try {
            system.target().accessReport().principals().stream()
                    .filter(principal -> principal.name().startsWith(system.named("")))
                    .forEach(principal -> principal.denied().stream()
                            .filter(denied -> denied.after(begin) && !denied.after(end))
                            .forEach(denied -> {
                                var sentence = "%s: %s on %s: %s"
                                        .formatted(principal.name(), denied.action(), denied.resource(), denied.why());
                                all.add(sentence);
                                if (concerns(denied.resource(), scenario, lines)) {
                                    own.add(sentence);
                                }
                            }));
        } catch (UnsupportedOperationException e) {
            return List.of();
        }
        return own.isEmpty() ? all : own;
    }

    private static boolean concerns(String resource, ScenarioOutcome scenario, List<Logged> lines) {
        var name = resource.substring(resource.lastIndexOf('/') + 1);
        return name.length() > 1
                && (scenario.lastAnswer().contains(name)
                        || lines.stream().anyMatch(line -> line.text().contains(name)));
    }
}
