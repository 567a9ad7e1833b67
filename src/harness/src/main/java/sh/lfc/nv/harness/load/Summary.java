package sh.lfc.nv.harness.load;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * What a run comes down to.
 *
 * @param run its name
 * @param at when its first request was sent, in ISO form
 * @param shards how many processes made the load
 * @param seconds from the first request to the last answer
 * @param passed whether it kept the target's promises
 * @param all all requests together
 * @param requests each request
 * @param errors what the clients saw go wrong, and how often
 * @param wrong what else is not as it has to be: lost files, errors that no log knows, memory that grows
 */
public record Summary(
        String run,
        String at,
        String simulation,
        String profile,
        String target,
        int shards,
        double seconds,
        boolean passed,
        Row all,
        List<Row> requests,
        Map<String, Long> errors,
        List<String> wrong) {

    /**
     * One request's numbers: how many were sent and failed, and the response times of the others in milliseconds.
     *
     * @param perSecond how many a second were answered well
     */
    public record Row(
            String request, long count, long failed, long p50, long p95, long p99, long max, double perSecond) {

        static Row of(String request, Histogram ok, long failed, double seconds) {
            return new Row(
                    request,
                    ok.getTotalCount() + failed,
                    failed,
                    ok.getValueAtPercentile(50),
                    ok.getValueAtPercentile(95),
                    ok.getValueAtPercentile(99),
                    ok.getMaxValue(),
                    seconds == 0 ? 0 : ok.getTotalCount() / seconds);
        }

        double failedPercent() {
            return count == 0 ? 0 : 100.0 * failed / count;
        }
    }

    static Summary of(RunFacts facts, int shards, Responses responses, List<String> wrong) {
        var seconds = (facts.last() - facts.first()) / 1_000.0;
        return new Summary(
                facts.run(),
                Instant.ofEpochMilli(facts.first()).toString(),
                facts.simulation(),
                facts.profile(),
                facts.target(),
                shards,
                seconds,
                facts.passed(),
                Row.of("all", responses.ok(), responses.failed(), seconds),
                responses.requests().stream()
                        .map(request -> Row.of(request, responses.ok(request), responses.failed(request), seconds))
                        .toList(),
                facts.errors(),
                wrong);
    }

    /** Whether the promises were kept, and nothing else is wrong. */
    public boolean good() {
        return passed && wrong.isEmpty();
    }

    /** What runs it can be compared with: the same load on the same target. */
    String kind() {
        return simulation + ", " + profile + ", " + target;
    }

    /** For people. */
    public String markdown() {
        var text = new StringBuilder();
        text.append("`%s` with the profile `%s` on %s, %s, %.1f s: %s.%n%n"
                .formatted(simulation, profile, target, at, seconds, passed ? "all promises kept" : "promises broken"));
        text.append("| request | sent | failed | p50 | p95 | p99 | longest | answered |%n".formatted())
                .append("|---|--:|--:|--:|--:|--:|--:|--:|%n".formatted());
        var rows = new ArrayList<>(requests);
        rows.add(all);
        for (var row : rows) {
            text.append(String.format(
                    Locale.ROOT,
                    "| %s | %,d | %,d | %d ms | %d ms | %d ms | %d ms | %.1f/s |%n",
                    row.request(),
                    row.count(),
                    row.failed(),
                    row.p50(),
                    row.p95(),
                    row.p99(),
                    row.max(),
                    row.perSecond()));
        }
        errors.forEach((what, count) -> text.append("%n- %,d times: %s".formatted(count, what)));
        wrong.forEach(what -> text.append("%n- **wrong**: %s".formatted(what)));
        return text.append("%n".formatted()).toString();
    }
}
