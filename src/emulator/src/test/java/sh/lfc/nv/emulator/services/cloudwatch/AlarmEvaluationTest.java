package sh.lfc.nv.emulator.services.cloudwatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sh.lfc.nv.emulator.Emulator;
import sh.lfc.nv.emulator.services.Clients;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.ComparisonOperator;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricAlarmRequest;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;

/** How alarms judge their metrics, on a clock that stands unless it is moved. */
class AlarmEvaluationTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private static Emulator aws;
    private static CloudWatchClient cloudWatch;

    @BeforeAll
    static void start() throws IOException {
        aws = Emulator.builder().port(0).start();
        aws.clock().freeze();
        cloudWatch = Clients.of(CloudWatchClient.builder(), aws);
    }

    @AfterAll
    static void end() {
        cloudWatch.close();
        aws.close();
    }

    /**
     * The tables of "Configuring how CloudWatch alarms treat missing data", where five datapoints are looked at, three
     * are evaluated and the latest is on the right; and what is said below them of premature alarms.
     */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # datapoints | M | missing           | ignore | breaching | notBreaching
                    0 - X - X    | 3 | OK                | OK     | OK        | OK
                    0 - - - -    | 3 | OK                | OK     | OK        | OK
                    - - - - -    | 3 | INSUFFICIENT_DATA | RETAIN | ALARM     | OK
                    0 X X - X    | 3 | ALARM             | ALARM  | ALARM     | ALARM
                    - - X - -    | 3 | ALARM             | RETAIN | ALARM     | OK
                    0 - X - X    | 2 | ALARM             | ALARM  | ALARM     | ALARM
                    0 0 X 0 X    | 2 | ALARM             | ALARM  | ALARM     | ALARM
                    0 - X - -    | 2 | OK                | OK     | ALARM     | OK
                    - - - - 0    | 2 | OK                | OK     | ALARM     | OK
                    - - - X -    | 2 | ALARM             | RETAIN | ALARM     | OK
                    - - - - X    | 3 | INSUFFICIENT_DATA | RETAIN | ALARM     | OK
                    - - - X -    | 3 | INSUFFICIENT_DATA | RETAIN | ALARM     | OK
                    - - - - X    | 2 | INSUFFICIENT_DATA | RETAIN | ALARM     | OK
                    X - - - -    | 3 | ALARM             | RETAIN | ALARM     | OK
                    X X X 0 0    | 2 | OK                | OK     | OK        | OK
                    """)
    void missingDataIsTreatedAsInTheTables(
            String datapoints, int needed, String missing, String ignore, String breaching, String notBreaching) {
        String metric = "row " + datapoints + " " + needed;
        Instant next = nextMinute();
        putDatapoints(metric, datapoints, next);
        List<String> treatments = List.of("missing", "ignore", "breaching", "notBreaching");
        for (String before : List.of("OK", "ALARM")) {
            treatments.forEach(treatment -> alarm(metric + treatment + before, metric, put -> put.evaluationPeriods(3)
                    .datapointsToAlarm(needed)
                    .treatMissingData(treatment)));
            treatments.forEach(treatment -> set(metric + treatment + before, before));
        }

        aws.clock().advance(MINUTE);

        for (String before : List.of("OK", "ALARM")) {
            assertThat(treatments.stream().map(treatment -> state(metric + treatment + before)))
                    .as("after %s", before)
                    .containsExactlyElementsOf(Stream.of(missing, ignore, breaching, notBreaching)
                            .map(expected -> expected.equals("RETAIN") ? before : expected)
                            .toList());
        }
    }

    /** The figure of "Evaluating an alarm": three of three above a threshold of three. */
    @Test
    void anAlarmIsGivenByAsManyPeriodsAsItAsksForAndEndsWithTheFirstGoodOne() {
        List<Double> values = List.of(2.0, 2.5, 3.5, 4.0, 4.5, 2.0, 2.5, 2.0, 4.0, 2.0);
        alarm("figure", "figure", put -> put.evaluationPeriods(3).threshold(3.0));
        List<String> states = new ArrayList<>();

        for (double value : values) {
            putValue("figure", value, aws.clock().instant());
            aws.clock().advance(MINUTE);
            states.add(state("figure"));
        }

        assertThat(states).containsExactly("OK", "OK", "OK", "OK", "ALARM", "OK", "OK", "OK", "OK", "OK");
    }

    @Test
    void aPeriodEndsWithTheMinuteAtWhichItIsEvaluated() {
        alarm("sliding", "sliding", put -> put.period(300).evaluationPeriods(1).statistic(Statistic.SUM));
        putValue("sliding", 2, aws.clock().instant());
        List<String> states = new ArrayList<>();

        for (int minute = 1; minute <= 16; minute++) {
            aws.clock().advance(MINUTE);
            states.add(state("sliding"));
        }

        // Two further periods of five minutes are looked at before the datapoint is missed.
        assertThat(states.subList(0, 15)).containsOnly("ALARM");
        assertThat(states.get(15)).isEqualTo("INSUFFICIENT_DATA");
    }

    @Test
    void anAlarmOfHighResolutionIsEvaluatedEveryTenSeconds() {
        alarm("fast", "fast", put -> put.period(10).evaluationPeriods(2).treatMissingData("notBreaching"));
        Instant ten = Instant.ofEpochSecond(aws.clock().instant().getEpochSecond() / 10 * 10 + 10);
        aws.clock().advance(Duration.between(aws.clock().instant(), ten));
        for (int second : new int[] {3, 14}) {
            Instant time = ten.plusSeconds(second);
            cloudWatch.putMetricData(put -> put.namespace("Test")
                    .metricData(data ->
                            data.metricName("fast").value(9.0).timestamp(time).storageResolution(1)));
        }

        aws.clock().advance(Duration.ofSeconds(10));
        String afterTen = state("fast");
        aws.clock().advance(Duration.ofSeconds(10));

        assertThat(afterTen).isEqualTo("OK");
        assertThat(state("fast")).isEqualTo("ALARM");
        aws.clock().advance(Duration.ofSeconds(40));
        assertThat(state("fast")).isEqualTo("OK");
    }

    @Test
    void valuesOfOneMinuteAreMissingInMostPeriodsOfTenSeconds() {
        alarm("coarse", "coarse", put -> put.period(10).evaluationPeriods(1).treatMissingData("breaching"));
        Instant minute = nextMinute();
        putValue("coarse", 0, minute.plusSeconds(45));

        aws.clock().advance(Duration.between(aws.clock().instant(), minute.plusSeconds(10)));
        assertThat(state("coarse")).isEqualTo("OK");
        aws.clock().advance(MINUTE);

        assertThat(state("coarse")).isEqualTo("ALARM");
    }

    /** "Example of evaluating a multi-day alarm". */
    @Test
    void anAlarmOverMoreThanADayIsEvaluatedAtTheFullHour() {
        Instant hour = aws.clock().instant().truncatedTo(ChronoUnit.HOURS).plus(Duration.ofHours(1));
        aws.clock().advance(Duration.between(aws.clock().instant(), hour));
        alarm("days", "days", put -> put.period(86400)
                .evaluationPeriods(3)
                .datapointsToAlarm(1)
                .treatMissingData("notBreaching"));
        putValue("days", 9, hour.plusSeconds(120));
        set("days", "OK");

        aws.clock().advance(Duration.ofMinutes(59));
        String beforeTheHour = state("days");
        aws.clock().advance(Duration.ofMinutes(1));

        assertThat(beforeTheHour).isEqualTo("OK");
        assertThat(state("days")).isEqualTo("ALARM");
    }

    @Test
    void aPercentileOfFewSamplesIsIgnoredWhereThatIsAskedFor() {
        for (String how : List.of("ignore", "evaluate")) {
            alarm("percentile " + how, "percentile", put -> put.statistic((Statistic) null)
                    .extendedStatistic("p90")
                    .evaluationPeriods(1)
                    .evaluateLowSampleCountPercentile(how));
            set("percentile " + how, "OK");
        }

        putMany("percentile", 99);
        aws.clock().advance(MINUTE);
        assertThat(state("percentile ignore")).isEqualTo("OK");
        assertThat(state("percentile evaluate")).isEqualTo("ALARM");

        putMany("percentile", 100);
        aws.clock().advance(MINUTE);
        assertThat(state("percentile ignore")).isEqualTo("ALARM");
    }

    @Test
    void dataFromBeforeTheAlarmCounts() {
        Instant next = nextMinute();
        putDatapoints("before", "- - X X X", next);
        alarm("before", "before", put -> put.evaluationPeriods(3));

        aws.clock().advance(MINUTE);

        assertThat(state("before")).isEqualTo("ALARM");
    }

    private static Instant nextMinute() {
        return aws.clock().instant().truncatedTo(ChronoUnit.MINUTES).plus(MINUTE);
    }

    /** Datapoints of a minute each, the latest, which ends at that time, on the right. */
    private static void putDatapoints(String metric, String datapoints, Instant end) {
        List<String> latestFirst = new ArrayList<>(List.of(datapoints.split(" ")));
        Collections.reverse(latestFirst);
        for (int i = 0; i < latestFirst.size(); i++) {
            if (!latestFirst.get(i).equals("-")) {
                putValue(metric, latestFirst.get(i).equals("X") ? 9 : 0, end.minus(MINUTE.multipliedBy(i + 1)));
            }
        }
    }

    private static void putValue(String metric, double value, Instant time) {
        cloudWatch.putMetricData(put -> put.namespace("Test")
                .metricData(data -> data.metricName(metric).value(value).timestamp(time)));
    }

    private static void putMany(String metric, double count) {
        cloudWatch.putMetricData(put -> put.namespace("Test").metricData(data -> data.metricName(metric)
                .values(9.0)
                .counts(count)
                .timestamp(aws.clock().instant())));
    }

    private static void alarm(String name, String metric, Consumer<PutMetricAlarmRequest.Builder> more) {
        cloudWatch.putMetricAlarm(put -> {
            put.alarmName(name)
                    .namespace("Test")
                    .metricName(metric)
                    .statistic(Statistic.MAXIMUM)
                    .period(60)
                    .threshold(1.0)
                    .comparisonOperator(ComparisonOperator.GREATER_THAN_THRESHOLD);
            more.accept(put);
        });
    }

    private static void set(String alarm, String state) {
        cloudWatch.setAlarmState(set -> set.alarmName(alarm).stateValue(state).stateReason("a test"));
    }

    private static String state(String alarm) {
        MetricAlarm found = cloudWatch
                .describeAlarms(describe -> describe.alarmNames(alarm))
                .metricAlarms()
                .get(0);
        return found.stateValueAsString();
    }
}
