package sh.lfc.nv.emulator.services.cloudwatch;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import sh.lfc.nv.emulator.call.AwsService;
import sh.lfc.nv.emulator.call.Call;
import sh.lfc.nv.emulator.call.Regional;
import software.amazon.awssdk.services.cloudwatch.model.AlarmHistoryItem;
import software.amazon.awssdk.services.cloudwatch.model.AlarmType;
import software.amazon.awssdk.services.cloudwatch.model.CompositeAlarm;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmHistoryRequest;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmHistoryResponse;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsForMetricRequest;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsForMetricResponse;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsRequest;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsResponse;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;

/** The operations of CloudWatch that list alarms, after its API reference. */
final class AlarmListings implements AwsService {

    private static final int MAX_PAGE = 100;
    private static final int DEFAULT_PAGE = 50;

    private final Regional<AlarmBook> books;

    AlarmListings(Regional<AlarmBook> books) {
        this.books = books;
    }

    @Override
    public String sdkPackage() {
        return "cloudwatch";
    }

    public DescribeAlarmsResponse describeAlarms(DescribeAlarmsRequest request, Call call) {
        AlarmBook book = books.of(call);
        if (request.childrenOfAlarmName() != null || request.parentsOfAlarmName() != null) {
            return related(request, book);
        }
        if (request.alarmNamePrefix() != null && !request.alarmNames().isEmpty()) {
            throw CloudWatchErrors.validation("AlarmNamePrefix and AlarmNames cannot be specified at the same time");
        }
        // Who does not ask for composite alarms does not know them.
        Set<AlarmType> types =
                request.alarmTypes().isEmpty() ? Set.of(AlarmType.METRIC_ALARM) : Set.copyOf(request.alarmTypes());
        Predicate<Alarm> wanted = alarm -> types.contains(alarm.type())
                && (request.alarmNames().isEmpty() || request.alarmNames().contains(alarm.name()))
                && (request.alarmNamePrefix() == null || alarm.name().startsWith(request.alarmNamePrefix()))
                && (request.stateValue() == null || alarm.isIn(request.stateValueAsString()))
                && (request.actionPrefix() == null || alarm.actions().anyBegins(request.actionPrefix()));
        return page(request, book.all().stream().filter(wanted), Detail.ALL);
    }

    /** How much of each alarm is shown. */
    private enum Detail {
        ALL,
        STATE,
        ARN
    }

    private static DescribeAlarmsResponse related(DescribeAlarmsRequest request, AlarmBook book) {
        boolean alone = request.alarmNames().isEmpty()
                && request.alarmTypes().isEmpty()
                && Stream.of(request.alarmNamePrefix(), request.stateValue(), request.actionPrefix())
                        .allMatch(Objects::isNull)
                && (request.childrenOfAlarmName() == null || request.parentsOfAlarmName() == null);
        if (!alone) {
            throw CloudWatchErrors.validation("When ChildrenOfAlarmName or ParentsOfAlarmName is specified, no other"
                    + " parameters but MaxRecords and NextToken can be specified");
        }
        if (request.parentsOfAlarmName() != null) {
            Stream<AlarmOnAlarms> parents = book.composites().stream()
                    .filter(alarm -> alarm.rule().names(alarm.arn()).contains(request.parentsOfAlarmName()));
            return page(request, parents, Detail.ARN);
        }
        Set<String> children = book.find(request.childrenOfAlarmName())
                .filter(AlarmOnAlarms.class::isInstance)
                .map(alarm -> ((AlarmOnAlarms) alarm).rule().names(alarm.arn()))
                .orElse(Set.of());
        return page(request, book.all().stream().filter(alarm -> children.contains(alarm.name())), Detail.STATE);
    }

    /** Composite alarms come first. */
    private static DescribeAlarmsResponse page(
            DescribeAlarmsRequest request, Stream<? extends Alarm> found, Detail detail) {
        int limit = limit(request.maxRecords());
        List<Alarm> rest = found.map(Alarm.class::cast)
                .sorted(Comparator.comparing(AlarmListings::position))
                .dropWhile(
                        alarm -> request.nextToken() != null && position(alarm).compareTo(request.nextToken()) <= 0)
                .toList();
        List<Alarm> page = rest.subList(0, Math.min(limit, rest.size()));
        DescribeAlarmsResponse.Builder answer =
                DescribeAlarmsResponse.builder().nextToken(rest.size() > limit ? position(page.get(limit - 1)) : null);
        return answer.compositeAlarms(page.stream()
                        .filter(AlarmOnAlarms.class::isInstance)
                        .map(alarm -> shown((AlarmOnAlarms) alarm, detail))
                        .toList())
                .metricAlarms(page.stream()
                        .filter(AlarmOnMetric.class::isInstance)
                        .map(alarm -> shown((AlarmOnMetric) alarm, detail))
                        .toList())
                .build();
    }

    private static String position(Alarm alarm) {
        return alarm.type() + "/" + alarm.name();
    }

    private static CompositeAlarm shown(AlarmOnAlarms alarm, Detail detail) {
        CompositeAlarm.Builder shown =
                CompositeAlarm.builder().alarmName(alarm.name()).alarmArn(alarm.arn());
        return switch (detail) {
            case ALL -> alarm.describe();
            case ARN -> shown.build();
            case STATE ->
                shown.stateValue(alarm.state().value())
                        .stateUpdatedTimestamp(alarm.state().updated())
                        .build();
        };
    }

    /** Parents are composite alarms, so that no metric alarm is shown by its ARN alone. */
    private static MetricAlarm shown(AlarmOnMetric alarm, Detail detail) {
        return detail == Detail.ALL
                ? alarm.describe()
                : MetricAlarm.builder()
                        .alarmName(alarm.name())
                        .alarmArn(alarm.arn())
                        .stateValue(alarm.state().value())
                        .stateUpdatedTimestamp(alarm.state().updated())
                        .build();
    }

    private static int limit(Integer asked) {
        if (asked != null && (asked < 1 || asked > MAX_PAGE)) {
            throw CloudWatchErrors.invalid(
                    "The value " + asked + " for parameter MaxRecords is not between 1 and 100.");
        }
        return asked == null ? DEFAULT_PAGE : asked;
    }

    public DescribeAlarmsForMetricResponse describeAlarmsForMetric(DescribeAlarmsForMetricRequest request, Call call) {
        MetricKey key = MetricKey.of(request.namespace(), request.metricName(), request.dimensions());
        return DescribeAlarmsForMetricResponse.builder()
                .metricAlarms(books.of(call).all().stream()
                        .filter(alarm -> alarm instanceof AlarmOnMetric metric && key.equals(metric.metric()))
                        .map(alarm -> ((AlarmOnMetric) alarm).describe())
                        .toList())
                .build();
    }

    public DescribeAlarmHistoryResponse describeAlarmHistory(DescribeAlarmHistoryRequest request, Call call) {
        Comparator<AlarmHistoryItem> order = Comparator.comparing(AlarmHistoryItem::timestamp);
        boolean ascending = "TimestampAscending".equals(request.scanByAsString());
        Set<AlarmType> types =
                request.alarmTypes().isEmpty() ? Set.of(AlarmType.METRIC_ALARM) : Set.copyOf(request.alarmTypes());
        List<AlarmHistoryItem> items = books.of(call).history().stream()
                .filter(item -> types.contains(item.alarmType()))
                .filter(item ->
                        request.alarmName() == null || request.alarmName().equals(item.alarmName()))
                .filter(item ->
                        request.historyItemType() == null || request.historyItemType() == item.historyItemType())
                .filter(item -> request.startDate() == null || !item.timestamp().isBefore(request.startDate()))
                .filter(item -> request.endDate() == null || !item.timestamp().isAfter(request.endDate()))
                .sorted(ascending ? order : order.reversed())
                .limit(limit(request.maxRecords() == null ? Integer.valueOf(MAX_PAGE) : request.maxRecords()))
                .toList();
        return DescribeAlarmHistoryResponse.builder().alarmHistoryItems(items).build();
    }
}
