package sh.lfc.nv.load.results;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;

/**
 * The response times of a run: a histogram for each second of it, each request and each outcome, in milliseconds from 1 to
 * one hour with three digits. Two recordings are added by adding their histograms, which is as exact as if one had recorded
 * both.
 *
 * <p>Until they are written, what is kept of a request is a number: histograms of all seconds of a long run would not fit.
 */
final class Recording implements SimulationLog.Listener {
    private static final long LONGEST = 3_600_000;
    private static final int DIGITS = 3;
    private static final long SECOND = 1_000;
    private static final Pattern STATUS = Pattern.compile("^status\\.find\\.[a-z]+\\(.*\\), found (\\d{3})$");

    /** Where in a number the second since the epoch, the tag and the time lie, so that they are sorted in this order. */
    private static final int TAG_BITS = 10;

    private static final int TIME_BITS = 22;

    private final Map<String, Integer> tags = new LinkedHashMap<>();
    private final SortedMap<String, Long> errors = new TreeMap<>();
    private long[] responses = new long[1024];
    private int count;
    private long first = Long.MAX_VALUE;
    private long last;

    @Override
    public void request(String name, long start, long end, boolean ok, String message) {
        first = Math.min(first, start);
        last = Math.max(last, end);
        var tag = tags.computeIfAbsent(tag(name, ok ? "ok" : "failed-" + status(message)), any -> tags.size());
        if (tag >> TAG_BITS != 0) {
            throw new IllegalArgumentException("more kinds of requests and outcomes than can be told apart");
        }
        if (count == responses.length) {
            responses = Arrays.copyOf(responses, 2 * count);
        }
        var time = Math.min(LONGEST, Math.max(0, end - start));
        responses[count++] = ((start / SECOND << TAG_BITS) + tag << TIME_BITS) + time;
        if (!ok) {
            errors.merge(name + ": " + message, 1L, Long::sum);
        }
    }

    @Override
    public void error(String message) {
        errors.merge(message, 1L, Long::sum);
    }

    /** The status that a client got instead of what it wanted, or {@code none} when it got no answer or a wrong one. */
    private static String status(String message) {
        var found = STATUS.matcher(message);
        return found.find() ? found.group(1) : "none";
    }

    /** A tag of a histogram log has neither blanks nor commas. */
    private static String tag(String name, String outcome) {
        return name.replace(' ', '_').replace(',', ';') + "|" + outcome;
    }

    /** When the first request was sent, in milliseconds since the epoch; 0 when none was. */
    long first() {
        return last == 0 ? 0 : first;
    }

    /** When the last one was answered. */
    long last() {
        return last;
    }

    /** What went wrong, and how often. */
    Map<String, Long> errors() {
        return errors;
    }

    /** Writes the histograms in HdrHistogram's log format, version 1.3: their tags are {@code request|outcome}. */
    void write(Path file) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file));
                var print = new PrintStream(out, false, StandardCharsets.UTF_8)) {
            var log = new HistogramLogWriter(print);
            log.outputLogFormatVersion();
            log.outputComment("[response times in milliseconds]");
            log.outputLegend();
            Arrays.sort(responses, 0, count);
            var names = List.copyOf(tags.keySet());
            var histogram = new Histogram(LONGEST, DIGITS);
            for (var i = 0; i < count; i++) {
                histogram.recordValue(responses[i] & (1 << TIME_BITS) - 1);
                var kind = responses[i] >> TIME_BITS;
                if (i + 1 == count || responses[i + 1] >> TIME_BITS != kind) {
                    var second = kind >> TAG_BITS;
                    histogram.setTag(names.get((int) (kind & (1 << TAG_BITS) - 1)));
                    histogram.setStartTimeStamp(second * SECOND);
                    histogram.setEndTimeStamp((second + 1) * SECOND);
                    log.outputIntervalHistogram(second, second + 1, histogram, 1);
                    histogram.reset();
                }
            }
            if (print.checkError()) {
                throw new IOException("cannot write " + file);
            }
        }
    }
}
