package sh.lfc.nv.emulator.services.cloudwatch;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sh.lfc.nv.emulator.call.AwsService;
import sh.lfc.nv.emulator.call.Call;
import sh.lfc.nv.emulator.call.Platform;
import sh.lfc.nv.emulator.call.Regional;
import sh.lfc.nv.emulator.call.Scope;
import software.amazon.awssdk.services.cloudwatch.model.AlarmHistoryItem;
import software.amazon.awssdk.services.cloudwatch.model.DeleteAlarmsRequest;
import software.amazon.awssdk.services.cloudwatch.model.DeleteAlarmsResponse;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmHistoryRequest;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmHistoryResponse;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsForMetricRequest;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsForMetricResponse;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsRequest;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsResponse;
import software.amazon.awssdk.services.cloudwatch.model.DisableAlarmActionsRequest;
import software.amazon.awssdk.services.cloudwatch.model.DisableAlarmActionsResponse;
import software.amazon.awssdk.services.cloudwatch.model.EnableAlarmActionsRequest;
import software.amazon.awssdk.services.cloudwatch.model.EnableAlarmActionsResponse;
import software.amazon.awssdk.services.cloudwatch.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.cloudwatch.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricAlarmRequest;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricAlarmResponse;
import software.amazon.awssdk.services.cloudwatch.model.ResourceNotFoundException;
import software.amazon.awssdk.services.cloudwatch.model.SetAlarmStateRequest;
import software.amazon.awssdk.services.cloudwatch.model.SetAlarmStateResponse;
import software.amazon.awssdk.services.cloudwatch.model.Tag;
import software.amazon.awssdk.services.cloudwatch.model.TagResourceRequest;
import software.amazon.awssdk.services.cloudwatch.model.TagResourceResponse;
import software.amazon.awssdk.services.cloudwatch.model.UntagResourceRequest;
import software.amazon.awssdk.services.cloudwatch.model.UntagResourceResponse;

/** The operations of CloudWatch on alarms, after its API reference, and their evaluation once a minute. */
final class CloudWatchAlarms implements AwsService {

    private static final Logger log = LoggerFactory.getLogger(CloudWatchAlarms.class);
    private static final Set<String> STATES = Set.of("OK", "ALARM", "INSUFFICIENT_DATA");
    private static final int MAX_PAGE = 100;
    private static final int DEFAULT_PAGE = 50;

    private final CloudWatch cloudWatch;
    private final Platform platform;
    private final AlarmActions actions;
    private final Regional<AlarmBook> books;

    CloudWatchAlarms(CloudWatch cloudWatch, Platform platform, AlarmActions actions, Regional<AlarmBook> books) {
        this.cloudWatch = cloudWatch;
        this.books = books;
        this.platform = platform;
        this.actions = actions;
        platform.scheduler().onEach(ChronoUnit.MINUTES, this::evaluate);
    }

    @Override
    public String sdkPackage() {
        return "cloudwatch";
    }

    public PutMetricAlarmResponse putMetricAlarm(PutMetricAlarmRequest request, Call call) {
        AlarmChecks.check(request);
        String arn = call.scope().arn("cloudwatch", "alarm:" + request.alarmName());
        books.of(call).put(arn, request, platform.clock().instant());
        return PutMetricAlarmResponse.builder().build();
    }

    public DeleteAlarmsResponse deleteAlarms(DeleteAlarmsRequest request, Call call) {
        AlarmBook book = books.of(call);
        request.alarmNames().stream()
                .filter(name -> book.find(name).isEmpty())
                .findFirst()
                .ifPresent(name -> {
                    throw noAlarm(name);
                });
        book.delete(request.alarmNames(), platform.clock().instant());
        return DeleteAlarmsResponse.builder().build();
    }

    public DescribeAlarmsResponse describeAlarms(DescribeAlarmsRequest request, Call call) {
        List<String> types = request.alarmTypesAsStrings();
        if (!types.isEmpty() && !types.contains("MetricAlarm")) {
            return DescribeAlarmsResponse.builder().build();
        }
        Predicate<Alarm> wanted = alarm -> (request.alarmNames().isEmpty()
                        || request.alarmNames().contains(alarm.name()))
                && (request.alarmNamePrefix() == null || alarm.name().startsWith(request.alarmNamePrefix()))
                && (request.stateValue() == null || alarm.state().value().equals(request.stateValueAsString()))
                && (request.actionPrefix() == null || alarm.hasAction(request.actionPrefix()));
        List<Alarm> rest = books.of(call).all().stream()
                .filter(wanted)
                .filter(alarm -> request.nextToken() == null || alarm.name().compareTo(request.nextToken()) > 0)
                .toList();
        int limit = limit(request.maxRecords());
        List<Alarm> page = rest.subList(0, Math.min(limit, rest.size()));
        return DescribeAlarmsResponse.builder()
                .metricAlarms(page.stream().map(Alarm::describe).toList())
                .nextToken(rest.size() > limit ? page.get(limit - 1).name() : null)
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
                        .filter(alarm -> alarm.configuration().metricName() != null)
                        .filter(alarm -> MetricKey.of(
                                        alarm.configuration().namespace(),
                                        alarm.configuration().metricName(),
                                        alarm.configuration().dimensions())
                                .equals(key))
                        .map(Alarm::describe)
                        .toList())
                .build();
    }

    public SetAlarmStateResponse setAlarmState(SetAlarmStateRequest request, Call call) {
        CloudWatchErrors.require("AlarmName", request.alarmName());
        CloudWatchErrors.require("StateReason", request.stateReason());
        if (!STATES.contains(String.valueOf(request.stateValueAsString()))) {
            throw CloudWatchErrors.invalid("The value " + request.stateValueAsString()
                    + " for parameter StateValue is not one of OK, ALARM and INSUFFICIENT_DATA.");
        }
        AlarmEvaluation.Outcome outcome = new AlarmEvaluation.Outcome(
                request.stateValueAsString(), request.stateReason(), request.stateReasonData());
        boolean moved = false;
        while (!moved) {
            Alarm alarm = books.of(call).find(request.alarmName()).orElseThrow(() -> noAlarm(request.alarmName()));
            moved = move(call.scope(), alarm, outcome);
        }
        return SetAlarmStateResponse.builder().build();
    }

    public EnableAlarmActionsResponse enableAlarmActions(EnableAlarmActionsRequest request, Call call) {
        enable(request.alarmNames(), true, call);
        return EnableAlarmActionsResponse.builder().build();
    }

    public DisableAlarmActionsResponse disableAlarmActions(DisableAlarmActionsRequest request, Call call) {
        enable(request.alarmNames(), false, call);
        return DisableAlarmActionsResponse.builder().build();
    }

    private void enable(List<String> names, boolean enabled, Call call) {
        AlarmBook book = books.of(call);
        for (String name : names) {
            boolean changed = false;
            while (!changed) {
                Alarm alarm = book.find(name).orElse(null);
                changed = alarm == null || book.change(alarm, read -> read.withActionsEnabled(enabled));
            }
        }
    }

    public DescribeAlarmHistoryResponse describeAlarmHistory(DescribeAlarmHistoryRequest request, Call call) {
        Comparator<AlarmHistoryItem> order = Comparator.comparing(AlarmHistoryItem::timestamp);
        boolean ascending = "TimestampAscending".equals(request.scanByAsString());
        List<AlarmHistoryItem> items = books.of(call).history().stream()
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

    // Tags

    public ListTagsForResourceResponse listTagsForResource(ListTagsForResourceRequest request, Call call) {
        return ListTagsForResourceResponse.builder()
                .tags(tags(request.resourceARN(), call).entrySet().stream()
                        .map(tag -> Tag.builder()
                                .key(tag.getKey())
                                .value(tag.getValue())
                                .build())
                        .toList())
                .build();
    }

    public TagResourceResponse tagResource(TagResourceRequest request, Call call) {
        Map<String, String> tags = tags(request.resourceARN(), call);
        request.tags().forEach(tag -> tags.put(tag.key(), tag.value()));
        books.of(call).tags(request.resourceARN(), tags);
        return TagResourceResponse.builder().build();
    }

    public UntagResourceResponse untagResource(UntagResourceRequest request, Call call) {
        Map<String, String> tags = tags(request.resourceARN(), call);
        tags.keySet().removeAll(request.tagKeys());
        books.of(call).tags(request.resourceARN(), tags);
        return UntagResourceResponse.builder().build();
    }

    private Map<String, String> tags(String arn, Call call) {
        return books.of(call).tags(String.valueOf(arn)).orElseThrow(() -> CloudWatchErrors.noResource(arn));
    }

    // Evaluation

    private void evaluate() {
        Instant now = platform.clock().instant();
        books.all().forEach((scope, book) -> book.all().forEach(alarm -> evaluate(scope, alarm, now)));
    }

    private void evaluate(Scope scope, Alarm alarm, Instant now) {
        try {
            new AlarmEvaluation(alarm.configuration(), cloudWatch.of(scope), now)
                    .outcome()
                    .filter(outcome -> !outcome.state().equals(alarm.state().value()))
                    .ifPresent(outcome -> move(scope, alarm, outcome));
        } catch (RuntimeException e) {
            log.warn("alarm={} cannot be evaluated: {}", alarm.arn(), e.toString());
        }
    }

    /** Whether the alarm was still as it was read. */
    private boolean move(Scope scope, Alarm before, AlarmEvaluation.Outcome outcome) {
        AlarmBook book = books.of(scope);
        Instant now = platform.clock().instant();
        Alarm after = before.with(before.state().next(outcome.state(), outcome.reason(), outcome.reasonData(), now));
        if (!book.change(before, read -> after)) {
            return false;
        }
        if (before.state().value().equals(outcome.state())) {
            return true;
        }
        book.rememberTransition(before, after);
        log.info(
                "alarm={} from={} to={} reason={}",
                after.name(),
                before.state().value(),
                outcome.state(),
                outcome.reason());
        if (after.actionsEnabled()) {
            AlarmNotice notice = new AlarmNotice(scope, after, before.state().value());
            after.actions(outcome.state()).forEach(action -> act(book, notice, action));
        }
        return true;
    }

    private void act(AlarmBook book, AlarmNotice notice, String action) {
        String alarm = notice.alarm().name();
        try {
            actions.act(notice.alarm().arn(), action, notice.subject(), notice.message());
            book.remember(
                    alarm,
                    "Action",
                    "Successfully executed action " + action,
                    null,
                    notice.alarm().state().updated());
        } catch (RuntimeException e) {
            log.warn("alarm={} action={} failed: {}", alarm, action, e.getMessage());
            book.remember(
                    alarm,
                    "Action",
                    "Failed to execute action " + action + ". " + e.getMessage(),
                    null,
                    notice.alarm().state().updated());
        }
    }

    private static ResourceNotFoundException noAlarm(String name) {
        return ResourceNotFoundException.builder()
                .message("Alarm " + name + " does not exist")
                .build();
    }
}
