package sh.lfc.nv.emulator.services.cloudwatch;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import sh.lfc.nv.emulator.call.AwsService;
import sh.lfc.nv.emulator.call.Platform;
import sh.lfc.nv.emulator.call.Regional;
import sh.lfc.nv.emulator.call.Scope;

/**
 * CloudWatch: the metrics of an emulator, and what looks at them.
 *
 * <p>Safe for use by many threads.
 */
public final class CloudWatch {

    private final Platform platform;
    private final AlarmActions actions;
    private final Regional<AlarmBook> alarms = new Regional<>(scope -> new AlarmBook());
    private final Regional<MetricStore> metrics = new Regional<>(scope -> new MetricStore());

    /** @param actions what alarms do when their state changes */
    public CloudWatch(Platform platform, AlarmActions actions) {
        this.platform = platform;
        this.actions = actions;
        platform.scheduler().onEach(ChronoUnit.HOURS, this::expire);
    }

    /** The objects that answer CloudWatch's operations. */
    public List<AwsService> services() {
        AlarmTransitions transitions = new AlarmTransitions(platform, actions, alarms);
        AlarmEvaluations evaluations = new AlarmEvaluations(this, platform, transitions, alarms);
        return List.of(
                new CloudWatchMetrics(this, platform),
                new CloudWatchAlarms(platform, evaluations, transitions, alarms),
                new AlarmListings(alarms),
                new CloudWatchDashboards(platform));
    }

    /** The tags of an alarm; none where there is no such alarm. */
    public Map<String, String> tags(String alarmArn) {
        return alarms.of(Scope.ofArn(alarmArn)).tags(alarmArn).orElse(Map.of());
    }

    /** The tags of all alarms of an account and region, by ARN. */
    public Map<String, Map<String, String>> tagged(Scope scope) {
        return alarms.of(scope).tagged();
    }

    /**
     * Records a value on behalf of a service of AWS, with the time of now.
     *
     * @param namespace for example {@code AWS/Lambda}
     * @param dimensions by name
     * @param unit in CloudWatch's spelling, for example {@code Count} or {@code Milliseconds}
     */
    public void record(
            Scope scope, String namespace, String metric, Map<String, String> dimensions, double value, String unit) {
        record(
                scope,
                namespace,
                metric,
                dimensions,
                value,
                unit,
                platform.clock().instant());
    }

    /** Records a value of some time. */
    public void record(
            Scope scope,
            String namespace,
            String metric,
            Map<String, String> dimensions,
            double value,
            String unit,
            Instant time) {
        of(scope)
                .record(
                        new MetricKey(namespace, metric, dimensions),
                        time,
                        unit,
                        false,
                        values -> values.add(value, 1));
    }

    MetricStore of(Scope scope) {
        return metrics.of(scope);
    }

    private void expire() {
        Instant now = platform.clock().instant();
        metrics.all().values().forEach(store -> store.expire(now));
    }
}
