package sh.lfc.nv.emulator.services.cloudwatch;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sh.lfc.nv.emulator.call.Platform;
import sh.lfc.nv.emulator.call.Regional;
import sh.lfc.nv.emulator.call.Scope;
import sh.lfc.nv.emulator.services.cloudwatch.AlarmOnMetric.Evaluated;
import sh.lfc.nv.emulator.time.Scheduler;

/**
 * When alarms on metrics are evaluated: once a minute; every ten seconds those of high resolution, if there are any; at
 * the full hour, by what there was until then, those that look at more than a day.
 */
final class AlarmEvaluations {

    private static final Logger log = LoggerFactory.getLogger(AlarmEvaluations.class);
    private static final Duration TEN_SECONDS = Duration.ofSeconds(10);

    private final CloudWatch cloudWatch;
    private final Platform platform;
    private final AlarmTransitions transitions;
    private final Regional<AlarmBook> books;
    private Scheduler.Planned seldom;
    private Scheduler.Planned often;

    AlarmEvaluations(
            CloudWatch cloudWatch, Platform platform, AlarmTransitions transitions, Regional<AlarmBook> books) {
        this.cloudWatch = cloudWatch;
        this.platform = platform;
        this.transitions = transitions;
        this.books = books;
    }

    /** Notes that alarms were put. */
    synchronized void expect(AlarmOnMetric alarm) {
        if (seldom == null) {
            seldom = platform.scheduler().onEach(ChronoUnit.MINUTES, this::eachMinute);
        }
        if (often == null && alarm.evaluated() == Evaluated.EACH_TEN_SECONDS) {
            often = platform.scheduler().recurring(AlarmEvaluations::nextTenSeconds, this::eachTenSeconds);
        }
    }

    private static Optional<Instant> nextTenSeconds(Instant after) {
        return Optional.of(tenSeconds(after).plus(TEN_SECONDS));
    }

    private static Instant tenSeconds(Instant time) {
        long length = TEN_SECONDS.toSeconds();
        return Instant.ofEpochSecond(Math.floorDiv(time.getEpochSecond(), length) * length);
    }

    private void eachMinute() {
        Instant now = platform.clock().instant();
        Instant minute = now.truncatedTo(ChronoUnit.MINUTES);
        Instant hour = now.truncatedTo(ChronoUnit.HOURS);
        evaluate(Evaluated.EACH_MINUTE, now, minute);
        if (minute.equals(hour)) {
            evaluate(Evaluated.EACH_HOUR, now, hour);
        }
    }

    private void eachTenSeconds() {
        Instant now = platform.clock().instant();
        if (evaluate(Evaluated.EACH_TEN_SECONDS, now, tenSeconds(now)) == 0) {
            rest();
        }
    }

    /** Stops what is for alarms of high resolution alone, of which there are none any more. */
    private synchronized void rest() {
        boolean none = books.all().values().stream()
                .flatMap(book -> book.all().stream())
                .noneMatch(alarm ->
                        alarm instanceof AlarmOnMetric metric && metric.evaluated() == Evaluated.EACH_TEN_SECONDS);
        if (none && often != null) {
            often.cancel();
            often = null;
        }
    }

    /** @return how many alarms there were to evaluate */
    private int evaluate(Evaluated which, Instant now, Instant end) {
        int[] count = {0};
        books.all().forEach((scope, book) -> book.all().forEach(alarm -> {
            if (alarm instanceof AlarmOnMetric metric && metric.evaluated() == which) {
                count[0]++;
                evaluate(scope, metric, now, end);
            }
        }));
        return count[0];
    }

    private void evaluate(Scope scope, AlarmOnMetric alarm, Instant now, Instant end) {
        try {
            new AlarmEvaluation(alarm, cloudWatch.of(scope), now, end)
                    .outcome()
                    .ifPresent(outcome -> transitions.move(scope, alarm, outcome));
        } catch (RuntimeException e) {
            log.warn("alarm={} cannot be evaluated: {}", alarm.arn(), e.toString());
        }
    }
}
