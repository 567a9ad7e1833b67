package sh.lfc.nv.emulator.services.logs;

import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.services.cloudwatchlogs.model.InvalidParameterException;

/** For how many days a log group may keep its events; see PutRetentionPolicy. */
final class Retention {

    private static final Set<Integer> DAYS = new TreeSet<>(Set.of(
            1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653));

    private Retention() {}

    static void require(Integer days) {
        if (days == null || !DAYS.contains(days)) {
            throw InvalidParameterException.builder()
                    .message("1 validation error detected: Value '" + days
                            + "' at 'retentionInDays' failed to satisfy constraint: Member must satisfy enum value set: "
                            + DAYS)
                    .build();
        }
    }
}
