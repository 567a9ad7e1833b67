package sh.lfc.nv.harness.load;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;
import sh.lfc.nv.harness.HarnessException;

/**
 * The response times of a run, or of all shards of one together, in milliseconds: those of HdrHistogram logs whose tags are
 * {@code request|outcome}, with the outcome {@code ok}, {@code failed-STATUS} or {@code failed-none}. Adding the logs of
 * shards loses nothing: the percentiles are those of all requests.
 */
public final class Responses {
    private static final String FORMAT = "#[Histogram log format version 1.";
    private static final String OK = "ok";
    private static final String FAILED = "failed-";
    private static final long LONGEST = 3_600_000;
    private static final int DIGITS = 3;

    private final SortedMap<String, SortedMap<String, Histogram>> byRequest = new TreeMap<>();
    private final SortedMap<Long, Second> timeline = new TreeMap<>();

    private Responses() {}

    /**
     * A second of a run.
     *
     * @param ok the answers to requests that were sent in it
     */
    static final class Second {
        /** It grows as far as it has to: there are many seconds. */
        private final Histogram ok = new Histogram(DIGITS);

        private long failed;

        Histogram ok() {
            return ok;
        }

        long failed() {
            return failed;
        }
    }

    /**
     * @throws HarnessException when one is missing, or is none of such logs
     */
    public static Responses read(Collection<Path> logs) {
        var responses = new Responses();
        for (var log : logs) {
            responses.add(log);
        }
        return responses;
    }

    private void add(Path log) {
        checkFormat(log);
        try (var reader = new HistogramLogReader(log.toFile())) {
            while (reader.hasNext()) {
                if (reader.nextIntervalHistogram() instanceof Histogram histogram) {
                    add(histogram, log);
                }
            }
        } catch (FileNotFoundException | RuntimeException e) {
            throw new HarnessException("%s is not a log of response times: %s".formatted(log, e.getMessage()), e);
        }
    }

    /** The reader takes every text for a log of nothing. */
    private static void checkFormat(Path log) {
        try (var lines = Files.lines(log)) {
            if (lines.findFirst().filter(first -> first.startsWith(FORMAT)).isEmpty()) {
                throw new HarnessException(log + " is not a log of response times");
            }
        } catch (IOException | UncheckedIOException e) {
            throw new HarnessException("there are no response times in " + log, e);
        }
    }

    private void add(Histogram histogram, Path log) {
        var tag = histogram.getTag() == null ? "" : histogram.getTag();
        var bar = tag.lastIndexOf('|');
        var outcome = tag.substring(bar + 1);
        if (bar < 1 || !(outcome.equals(OK) || outcome.startsWith(FAILED))) {
            throw new HarnessException(
                    "%s has a histogram \"%s\", which is no request and outcome".formatted(log, tag));
        }
        byRequest
                .computeIfAbsent(tag.substring(0, bar).replace('_', ' '), request -> new TreeMap<>())
                .computeIfAbsent(outcome, any -> histogram())
                .add(histogram);
        var second = timeline.computeIfAbsent(histogram.getStartTimeStamp() / 1_000, any -> new Second());
        if (outcome.equals(OK)) {
            second.ok.add(histogram);
        } else {
            second.failed += histogram.getTotalCount();
        }
    }

    private static Histogram histogram() {
        return new Histogram(LONGEST, DIGITS);
    }

    /** The names of all requests. */
    public Set<String> requests() {
        return new TreeSet<>(byRequest.keySet());
    }

    /** The times of all that were answered well. */
    public Histogram ok() {
        return sum((request, outcome) -> outcome.equals(OK));
    }

    /** The times of one request's that were answered well. */
    public Histogram ok(String request) {
        return sum((other, outcome) -> outcome.equals(OK) && other.equals(request));
    }

    /** How many failed. */
    public long failed() {
        return sum((request, outcome) -> !outcome.equals(OK)).getTotalCount();
    }

    public long failed(String request) {
        return sum((other, outcome) -> !outcome.equals(OK) && other.equals(request))
                .getTotalCount();
    }

    /** How many failed by the status that they were answered with, {@code none} where it was not the status. */
    public Map<String, Long> failedByStatus() {
        var failed = new TreeMap<String, Long>();
        byRequest
                .values()
                .forEach(outcomes -> outcomes.forEach((outcome, times) -> {
                    if (outcome.startsWith(FAILED)) {
                        failed.merge(outcome.substring(FAILED.length()), times.getTotalCount(), Long::sum);
                    }
                }));
        return failed;
    }

    /** Second by second since the epoch. */
    SortedMap<Long, Second> timeline() {
        return timeline;
    }

    private Histogram sum(BiPredicate<String, String> wanted) {
        var sum = histogram();
        byRequest.forEach((request, outcomes) -> outcomes.forEach((outcome, times) -> {
            if (wanted.test(request, outcome)) {
                sum.add(times);
            }
        }));
        return sum;
    }
}
