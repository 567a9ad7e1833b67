package sh.lfc.nv.emulator.services.cloudwatch;

import java.util.List;

/**
 * Which state datapoints give an alarm ("Configuring how CloudWatch alarms treat missing data").
 *
 * <p>More datapoints are looked at than are evaluated, so that real ones stand in for missing ones; only what is missing
 * then is treated as the alarm says.
 */
enum Verdict {
    OK,
    ALARM,
    INSUFFICIENT_DATA,
    /** The alarm stays in the state that it is in. */
    KEEP;

    /** What one datapoint is. */
    enum Datapoint {
        BREACHING,
        NOT_BREACHING,
        MISSING
    }

    /**
     * @param range all datapoints that are looked at, the latest first
     * @param evaluated how many of them are evaluated (N)
     * @param needed how many must be breaching (M)
     * @param treatment of missing ones: {@code missing}, {@code ignore}, {@code breaching} or {@code notBreaching}
     */
    static Verdict of(List<Datapoint> range, int evaluated, int needed, String treatment) {
        List<Datapoint> real = range.stream()
                .filter(point -> point != Datapoint.MISSING)
                .limit(evaluated)
                .toList();
        int missing = evaluated - real.size();
        long breaching =
                real.stream().filter(point -> point == Datapoint.BREACHING).count();
        boolean fewBreach = breaching < needed;
        if (missing == 0 || !fewBreach) {
            return fewBreach ? OK : ALARM;
        }
        return switch (treatment) {
            case "breaching" -> breaching + missing >= needed ? ALARM : OK;
            case "notBreaching" -> OK;
            default -> {
                if (breaching < real.size()) {
                    yield OK;
                }
                boolean keeps = treatment.equals("ignore");
                yield keeps ? KEEP : oldest(range) >= needed ? ALARM : INSUFFICIENT_DATA;
            }
        };
    }

    /** The same where all datapoints are missing. */
    static Verdict ofNothing(String treatment) {
        return switch (treatment) {
            case "breaching" -> ALARM;
            case "notBreaching" -> OK;
            case "ignore" -> KEEP;
            default -> INSUFFICIENT_DATA;
        };
    }

    /**
     * How many periods ago the oldest datapoint was, 0 when there is none. One that is breaching and old enough gives the
     * alarm even if it is alone; a younger one does not, for the next may not be breaching ("Avoiding premature
     * transitions to alarm state").
     */
    private static int oldest(List<Datapoint> range) {
        for (int i = range.size(); i > 0; i--) {
            if (range.get(i - 1) != Datapoint.MISSING) {
                return i;
            }
        }
        return 0;
    }
}
