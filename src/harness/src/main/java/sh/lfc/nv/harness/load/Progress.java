package sh.lfc.nv.harness.load;

import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Reads from what Gatling prints how a load is getting on, and tells it in a line for all processes together: how long it
 * has been going on, how many requests there were, and how many of them failed; in the end, which promises were kept.
 */
final class Progress {
    private static final Pattern ELAPSED = Pattern.compile("(\\d+)s elapsed");
    private static final Pattern ALL = Pattern.compile("^> Global +\\| +([\\d,]+) \\| +([\\d,]+) \\| +([\\d,\\-]+)");
    private static final Pattern PROMISE = Pattern.compile("^(.*) : (true|false) \\(actual : (.*)\\)$");

    private final long[] requests;
    private final long[] failed;
    private final Consumer<String> told;
    private String elapsed = "0";

    Progress(int processes, Consumer<String> told) {
        this.requests = new long[processes];
        this.failed = new long[processes];
        this.told = told;
    }

    synchronized void line(int process, String line) {
        var time = ELAPSED.matcher(line);
        var all = ALL.matcher(line);
        var promise = PROMISE.matcher(line);
        if (time.find()) {
            elapsed = time.group(1);
        } else if (all.find()) {
            requests[process] = number(all.group(1));
            failed[process] = number(all.group(3));
            if (process == 0) {
                told.accept("%4s s  %,d requests, %,d failed".formatted(elapsed, sum(requests), sum(failed)));
            }
        } else if (promise.matches()) {
            told.accept("%s  %s: %s"
                    .formatted(
                            "true".equals(promise.group(2)) ? "kept  " : "BROKEN", promise.group(1), promise.group(3)));
        }
    }

    private static long number(String text) {
        return text.equals("-") ? 0 : Long.parseLong(text.replace(",", ""));
    }

    private static long sum(long... numbers) {
        var sum = 0L;
        for (var number : numbers) {
            sum += number;
        }
        return sum;
    }
}
