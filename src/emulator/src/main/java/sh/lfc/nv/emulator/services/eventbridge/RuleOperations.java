package sh.lfc.nv.emulator.services.eventbridge;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import sh.lfc.nv.emulator.call.AwsService;
import sh.lfc.nv.emulator.call.Call;
import sh.lfc.nv.emulator.call.Platform;
import sh.lfc.nv.emulator.call.Regional;
import sh.lfc.nv.emulator.call.ResourceTags;
import sh.lfc.nv.emulator.paging.OffsetPage;
import sh.lfc.nv.emulator.schedule.Rate;
import sh.lfc.nv.emulator.schedule.Schedule;
import sh.lfc.nv.emulator.validation.Constraints;
import software.amazon.awssdk.services.eventbridge.model.DeleteRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.DeleteRuleResponse;
import software.amazon.awssdk.services.eventbridge.model.DescribeRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.DescribeRuleResponse;
import software.amazon.awssdk.services.eventbridge.model.DisableRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.DisableRuleResponse;
import software.amazon.awssdk.services.eventbridge.model.EnableRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.EnableRuleResponse;
import software.amazon.awssdk.services.eventbridge.model.ListRulesRequest;
import software.amazon.awssdk.services.eventbridge.model.ListRulesResponse;
import software.amazon.awssdk.services.eventbridge.model.PutRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.PutRuleResponse;
import software.amazon.awssdk.services.eventbridge.model.RuleState;
import software.amazon.awssdk.services.eventbridge.model.Tag;

/** The operations on rules. */
final class RuleOperations implements AwsService {

    private static final Pattern NAME = Pattern.compile("[\\.\\-_A-Za-z0-9]+");
    private static final Set<String> STATES =
            RuleState.knownValues().stream().map(RuleState::toString).collect(Collectors.toSet());
    private static final int PAGE = 100;

    private final Platform platform;
    private final Regional<Buses> buses;
    private final ResourceTags tags;
    private final RuleSchedules schedules;

    RuleOperations(Platform platform, Regional<Buses> buses, ResourceTags tags, RuleSchedules schedules) {
        this.platform = platform;
        this.buses = buses;
        this.tags = tags;
        this.schedules = schedules;
    }

    @Override
    public String sdkPackage() {
        return "eventbridge";
    }

    public PutRuleResponse putRule(PutRuleRequest request, Call call) {
        check(request);
        Buses own = buses.of(call);
        String bus = own.get(request.eventBusName()).name();
        if (request.scheduleExpression() != null && !bus.equals(Buses.DEFAULT)) {
            throw Refusals.invalid("ScheduleExpression is supported only on the default event bus.");
        }
        String arn = own.ruleArn(bus, request.name());
        boolean isNew = own.findRule(bus, request.name()).isEmpty();
        EventRule rule = own.put(new EventRule(
                DescribeRuleResponse.builder()
                        .name(request.name())
                        .arn(arn)
                        .eventPattern(request.eventPattern())
                        .scheduleExpression(request.scheduleExpression())
                        .state(request.state() == null ? RuleState.ENABLED : request.state())
                        .description(request.description())
                        .roleArn(request.roleArn())
                        .eventBusName(bus)
                        .createdBy(call.scope().account())
                        .build(),
                request.eventPattern() == null ? null : EventPattern.parse(request.eventPattern()),
                request.scheduleExpression() == null ? null : schedule(request.scheduleExpression()),
                Map.of()));
        if (isNew) {
            tags.add(arn, request.tags().stream().collect(Collectors.toMap(Tag::key, Tag::value)));
        }
        schedules.plan(call.scope(), rule);
        return PutRuleResponse.builder().ruleArn(arn).build();
    }

    private static void check(PutRuleRequest request) {
        Constraints.json()
                .required("name", request.name())
                .length("name", request.name(), 1, 64)
                .matches("name", request.name(), NAME)
                .length("scheduleExpression", request.scheduleExpression(), 0, 256)
                .length("eventPattern", request.eventPattern(), 0, 4096)
                .oneOf("state", request.stateAsString(), STATES)
                .length("description", request.description(), 0, 512)
                .length("roleArn", request.roleArn(), 1, 1600)
                .check();
        if (request.eventPattern() == null && request.scheduleExpression() == null) {
            throw Refusals.invalid("Parameter(s) EventPattern or ScheduleExpression must be specified.");
        }
    }

    /** A rate begins when the rule is put. */
    private Schedule schedule(String expression) {
        try {
            Schedule schedule = Schedule.ofRule(expression);
            return schedule instanceof Rate rate
                    ? rate.from(platform.clock().instant().plus(rate.period()))
                    : schedule;
        } catch (IllegalArgumentException e) {
            throw Refusals.invalid("Parameter ScheduleExpression is not valid.");
        }
    }

    public DescribeRuleResponse describeRule(DescribeRuleRequest request, Call call) {
        return buses.of(call).rule(request.eventBusName(), request.name()).shown();
    }

    public ListRulesResponse listRules(ListRulesRequest request, Call call) {
        Constraints.json().range("limit", request.limit(), 1, PAGE).check();
        List<EventRule> wanted = buses.of(call).rules(request.eventBusName()).values().stream()
                .filter(rule -> request.namePrefix() == null || rule.name().startsWith(request.namePrefix()))
                .toList();
        OffsetPage<EventRule> page = OffsetPage.of(
                wanted, request.nextToken(), request.limit() == null ? PAGE : request.limit(), Refusals::invalidToken);
        return ListRulesResponse.builder()
                .rules(page.map(EventRule::listed))
                .nextToken(page.marker())
                .build();
    }

    public EnableRuleResponse enableRule(EnableRuleRequest request, Call call) {
        change(request.eventBusName(), request.name(), RuleState.ENABLED, call);
        return EnableRuleResponse.builder().build();
    }

    public DisableRuleResponse disableRule(DisableRuleRequest request, Call call) {
        change(request.eventBusName(), request.name(), RuleState.DISABLED, call);
        return DisableRuleResponse.builder().build();
    }

    private void change(String bus, String name, RuleState state, Call call) {
        EventRule changed = buses.of(call).changeRule(bus, name, rule -> rule.with(state));
        schedules.plan(call.scope(), changed);
    }

    public DeleteRuleResponse deleteRule(DeleteRuleRequest request, Call call) {
        buses.of(call)
                .removeRule(request.eventBusName(), request.name())
                .map(EventRule::arn)
                .ifPresent(arn -> {
                    schedules.cancel(arn);
                    tags.forget(arn);
                });
        return DeleteRuleResponse.builder().build();
    }
}
