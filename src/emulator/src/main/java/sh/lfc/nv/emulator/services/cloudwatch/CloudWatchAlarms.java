package sh.lfc.nv.emulator.services.cloudwatch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import sh.lfc.nv.emulator.call.AwsService;
import sh.lfc.nv.emulator.call.Call;
import sh.lfc.nv.emulator.call.Platform;
import sh.lfc.nv.emulator.call.Regional;
import software.amazon.awssdk.services.cloudwatch.model.AlarmType;
import software.amazon.awssdk.services.cloudwatch.model.DeleteAlarmsRequest;
import software.amazon.awssdk.services.cloudwatch.model.DeleteAlarmsResponse;
import software.amazon.awssdk.services.cloudwatch.model.DisableAlarmActionsRequest;
import software.amazon.awssdk.services.cloudwatch.model.DisableAlarmActionsResponse;
import software.amazon.awssdk.services.cloudwatch.model.EnableAlarmActionsRequest;
import software.amazon.awssdk.services.cloudwatch.model.EnableAlarmActionsResponse;
import software.amazon.awssdk.services.cloudwatch.model.InvalidFormatException;
import software.amazon.awssdk.services.cloudwatch.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.cloudwatch.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.cloudwatch.model.PutCompositeAlarmRequest;
import software.amazon.awssdk.services.cloudwatch.model.PutCompositeAlarmResponse;
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

/** The operations of CloudWatch that make and change alarms, after its API reference. */
final class CloudWatchAlarms implements AwsService {

    private static final Set<String> STATES = Set.of("OK", "ALARM", "INSUFFICIENT_DATA");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Platform platform;
    private final AlarmEvaluations evaluations;
    private final AlarmTransitions transitions;
    private final Regional<AlarmBook> books;

    CloudWatchAlarms(
            Platform platform, AlarmEvaluations evaluations, AlarmTransitions transitions, Regional<AlarmBook> books) {
        this.platform = platform;
        this.evaluations = evaluations;
        this.transitions = transitions;
        this.books = books;
    }

    @Override
    public String sdkPackage() {
        return "cloudwatch";
    }

    /** The state of an alarm that is there already stays. */
    public PutMetricAlarmResponse putMetricAlarm(PutMetricAlarmRequest request, Call call) {
        MetricAlarmChecks.check(request, call.scope());
        String arn = call.scope().arn("cloudwatch", "alarm:" + request.alarmName());
        Instant now = platform.clock().instant();
        AlarmBook.Change put = books.of(call)
                .put(
                        request.alarmName(),
                        existing -> AlarmOnMetric.of(
                                arn, request, now, state(existing, AlarmType.METRIC_ALARM, request.alarmName(), now)),
                        request.tags());
        evaluations.expect((AlarmOnMetric) put.after());
        return PutMetricAlarmResponse.builder().build();
    }

    /** The state follows from the rule at once. */
    public PutCompositeAlarmResponse putCompositeAlarm(PutCompositeAlarmRequest request, Call call) {
        AlarmBook book = books.of(call);
        AlarmRule rule = CompositeAlarmChecks.check(request, call.scope());
        String arn = call.scope().arn("cloudwatch", "alarm:" + request.alarmName());
        Instant now = platform.clock().instant();
        AlarmBook.Change put = book.put(
                request.alarmName(),
                existing -> {
                    CompositeAlarmChecks.checkReferences(arn, request, rule, book);
                    Alarm.State state = state(existing, AlarmType.COMPOSITE_ALARM, request.alarmName(), now);
                    return existing instanceof AlarmOnAlarms composite
                            ? new AlarmOnAlarms(
                                    arn, request, rule, now, state, composite.triggering(), composite.suppression())
                            : new AlarmOnAlarms(arn, request, rule, now, state, List.of(), null);
                },
                request.tags());
        transitions.judgePut(call.scope(), put);
        return PutCompositeAlarmResponse.builder().build();
    }

    private static Alarm.State state(Alarm existing, AlarmType type, String name, Instant now) {
        if (existing == null) {
            return Alarm.State.initial(now);
        }
        if (existing.type() != type) {
            throw CloudWatchErrors.validation(
                    "AlarmName [" + name + "] is already used by another alarm of a different type");
        }
        return existing.state();
    }

    /** Deletes all or none. */
    public DeleteAlarmsResponse deleteAlarms(DeleteAlarmsRequest request, Call call) {
        AlarmBook book = books.of(call);
        List<String> names = request.alarmNames();
        book.delete(names, () -> requireDeletable(book, names), platform.clock().instant());
        return DeleteAlarmsResponse.builder().build();
    }

    private static void requireDeletable(AlarmBook book, List<String> names) {
        for (String name : names) {
            book.find(name).orElseThrow(noAlarm(name));
        }
        List<AlarmOnAlarms> composites = book.composites();
        if (composites.stream()
                        .filter(composite -> names.contains(composite.name()))
                        .count()
                > 1) {
            throw CloudWatchErrors.validation("You cannot delete more than one composite alarm in one operation");
        }
        List<String> needed = names.stream()
                .filter(name -> composites.stream()
                        .anyMatch(composite -> composite.dependsOn(name)
                                && (!names.contains(composite.name())
                                        || composite.name().equals(name))))
                .toList();
        if (!needed.isEmpty()) {
            throw CloudWatchErrors.validation("Cannot delete " + String.join(",", needed)
                    + " as there are composite alarm(s) depending on " + (needed.size() == 1 ? "it." : "them."));
        }
    }

    public SetAlarmStateResponse setAlarmState(SetAlarmStateRequest request, Call call) {
        CloudWatchErrors.require("AlarmName", request.alarmName());
        CloudWatchErrors.require("StateReason", request.stateReason());
        if (!STATES.contains(String.valueOf(request.stateValueAsString()))) {
            throw CloudWatchErrors.invalid("The value " + request.stateValueAsString()
                    + " for parameter StateValue is not one of OK, ALARM and INSUFFICIENT_DATA.");
        }
        if (request.stateReasonData() != null) {
            requireJson(request.stateReasonData());
        }
        Alarm.Outcome outcome =
                new Alarm.Outcome(request.stateValueAsString(), request.stateReason(), request.stateReasonData());
        if (!transitions.set(call.scope(), request.alarmName(), outcome)) {
            throw noAlarm(request.alarmName()).get();
        }
        return SetAlarmStateResponse.builder().build();
    }

    private static void requireJson(String text) {
        try {
            JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw InvalidFormatException.builder()
                    .message("StateReasonData must be valid JSON.")
                    .cause(e)
                    .build();
        }
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
        names.forEach(name -> book.change(name, alarm -> alarm.withActionsEnabled(enabled)));
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

    private static Supplier<ResourceNotFoundException> noAlarm(String name) {
        return () -> ResourceNotFoundException.builder()
                .message("Alarm " + name + " does not exist")
                .build();
    }
}
