package sh.lfc.nv.harness.load;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A function's first invocation in an environment, as Lambda reports it.
 *
 * @param init milliseconds until the function could be invoked
 * @param invocation milliseconds of the invocation itself
 */
public record ColdStart(double init, double invocation) {
    private static final Pattern REPORT =
            Pattern.compile("^REPORT .*?Duration: ([0-9.]+) ms.*Init Duration: ([0-9.]+) ms");

    /** What a line of the log says of one; empty when it says of none. */
    public static Optional<ColdStart> of(String line) {
        var report = REPORT.matcher(line);
        return report.find()
                ? Optional.of(new ColdStart(Double.parseDouble(report.group(2)), Double.parseDouble(report.group(1))))
                : Optional.empty();
    }
}
