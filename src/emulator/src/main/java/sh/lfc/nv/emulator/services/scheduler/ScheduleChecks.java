package sh.lfc.nv.emulator.services.scheduler;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.regex.Pattern;
import sh.lfc.nv.emulator.delivery.Retries;
import sh.lfc.nv.emulator.schedule.OneTime;
import sh.lfc.nv.emulator.schedule.Schedule;
import sh.lfc.nv.emulator.validation.Constraints;
import software.amazon.awssdk.services.scheduler.model.FlexibleTimeWindow;
import software.amazon.awssdk.services.scheduler.model.FlexibleTimeWindowMode;
import software.amazon.awssdk.services.scheduler.model.GetScheduleResponse;
import software.amazon.awssdk.services.scheduler.model.Target;
import software.amazon.awssdk.services.scheduler.model.ValidationException;

/** What Scheduler refuses to take, after {@code CreateSchedule} of its API reference. */
final class ScheduleChecks {

    private static final Pattern NAME = Pattern.compile("[0-9a-zA-Z-_.]+");
    private static final Pattern ROLE = Pattern.compile("arn:aws(-[a-z]+)?:iam::\\d{12}:role\\/[\\w+=,.@\\/-]+");
    private static final Pattern QUEUE = Pattern.compile("arn:aws(-[a-z]+)?:sqs:[a-z0-9\\-]+:\\d{12}:[a-zA-Z0-9\\-_]+");
    private static final Pattern UNIVERSAL = Pattern.compile("arn:aws(-[a-z]+)?:scheduler:::aws-sdk:.*");
    private static final Duration LATE_START = Duration.ofMinutes(5);
    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final Clock clock;
    private final ScheduleTargets targets;

    ScheduleChecks(Clock clock, ScheduleTargets targets) {
        this.clock = clock;
        this.targets = targets;
    }

    static void name(String member, String name) {
        Constraints.json()
                .required(member, name)
                .length(member, name, 1, 64)
                .matches(member, name, NAME)
                .check(Refusals::invalid);
    }

    /**
     * Checks a schedule as it would be, and reads its expression.
     *
     * @param before the schedule as it is; null for a new one
     * @param groupArn the group that it would belong to
     */
    Schedule check(GetScheduleResponse schedule, GetScheduleResponse before, String groupArn) {
        constrain(schedule);
        Schedule when = read(schedule);
        boolean keepsTime = before != null && before.scheduleExpression().equals(schedule.scheduleExpression());
        if (when instanceof OneTime once && !keepsTime && !once.time().isAfter(clock.instant())) {
            throw invalidExpression(schedule);
        }
        window(schedule.flexibleTimeWindow());
        dates(schedule);
        target(schedule.target());
        if (!targets.mayAssume(schedule.target().roleArn(), groupArn)) {
            throw Refusals.invalid(
                    "The execution role you provide must allow AWS EventBridge Scheduler to assume the role.");
        }
        return when;
    }

    private static void constrain(GetScheduleResponse schedule) {
        Target target = schedule.target();
        Constraints constraints = Constraints.json()
                .required("name", schedule.name())
                .length("name", schedule.name(), 1, 64)
                .matches("name", schedule.name(), NAME)
                .length("groupName", schedule.groupName(), 1, 64)
                .matches("groupName", schedule.groupName(), NAME)
                .required("scheduleExpression", schedule.scheduleExpression())
                .length("scheduleExpression", schedule.scheduleExpression(), 1, 256)
                .length("scheduleExpressionTimezone", schedule.scheduleExpressionTimezone(), 1, 50)
                .length("description", schedule.description(), 0, 512)
                .required("flexibleTimeWindow", schedule.flexibleTimeWindow())
                .required("target", target);
        if (target != null) {
            constraints
                    .required("target.arn", target.arn())
                    .length("target.arn", target.arn(), 1, 1600)
                    .required("target.roleArn", target.roleArn())
                    .matches("target.roleArn", target.roleArn(), ROLE);
            if (target.deadLetterConfig() != null) {
                constraints.matches(
                        "target.deadLetterConfig.arn", target.deadLetterConfig().arn(), QUEUE);
            }
            if (target.retryPolicy() != null) {
                constraints
                        .range(
                                "target.retryPolicy.maximumRetryAttempts",
                                target.retryPolicy().maximumRetryAttempts(),
                                0,
                                Retries.MOST_ATTEMPTS)
                        .range(
                                "target.retryPolicy.maximumEventAgeInSeconds",
                                target.retryPolicy().maximumEventAgeInSeconds(),
                                Retries.LEAST_SECONDS,
                                Retries.MOST_SECONDS);
            }
        }
        constraints.check(Refusals::invalid);
    }

    private static Schedule read(GetScheduleResponse schedule) {
        ZoneId zone;
        try {
            zone = ZoneId.of(schedule.scheduleExpressionTimezone());
        } catch (DateTimeException e) {
            throw Refusals.invalid(
                    "Invalid Schedule Expression Timezone " + schedule.scheduleExpressionTimezone() + ".");
        }
        try {
            return Schedule.ofScheduler(schedule.scheduleExpression(), zone);
        } catch (IllegalArgumentException e) {
            throw invalidExpression(schedule);
        }
    }

    private static ValidationException invalidExpression(GetScheduleResponse schedule) {
        return Refusals.invalid("Invalid Schedule Expression " + schedule.scheduleExpression() + ".");
    }

    private static void window(FlexibleTimeWindow window) {
        boolean flexible = window.mode() == FlexibleTimeWindowMode.FLEXIBLE;
        Constraints.json()
                .required("flexibleTimeWindow.mode", window.mode())
                .range("flexibleTimeWindow.maximumWindowInMinutes", window.maximumWindowInMinutes(), 1, 1440)
                .check(Refusals::invalid);
        if (flexible != (window.maximumWindowInMinutes() != null)) {
            throw Refusals.invalid("MaximumWindowInMinutes must be specified if and only if the Mode of"
                    + " FlexibleTimeWindow is FLEXIBLE.");
        }
    }

    private static void dates(GetScheduleResponse schedule) {
        Instant start = schedule.startDate();
        if (start != null && start.isBefore(schedule.creationDate().minus(LATE_START))) {
            throw Refusals.invalid("The StartDate you specify cannot be earlier than 5 minutes ago.");
        }
        if (start != null && schedule.endDate() != null && !start.isBefore(schedule.endDate())) {
            throw Refusals.invalid("The StartDate you specify must come before the EndDate.");
        }
    }

    private void target(Target target) {
        if (UNIVERSAL.matcher(target.arn()).matches()) {
            throw Refusals.invalid("Universal targets are not supported here: " + target.arn()
                    + ". Use the templated target of Lambda, SQS, SNS or EventBridge.");
        }
        if (!targets.knows(target.arn())) {
            throw Refusals.invalid("The target " + target.arn()
                    + " is not supported here. Use one of Lambda, SQS, SNS or EventBridge.");
        }
        boolean isBus = target.arn().contains(":event-bus/");
        if (isBus != (target.eventBridgeParameters() != null)) {
            throw Refusals.invalid(
                    "EventBridgeParameters must be specified if and only if the target is an event bus.");
        }
        if (target.arn().endsWith(".fifo")
                && target.arn().contains(":sqs:")
                && (target.sqsParameters() == null || target.sqsParameters().messageGroupId() == null)) {
            throw Refusals.invalid("A MessageGroupId must be specified for a target that is a FIFO queue.");
        }
        if (target.input() != null && (isBus || target.arn().contains(":lambda:"))) {
            requireJson(target.input());
        }
    }

    private static void requireJson(String input) {
        try {
            JSON.readTree(input);
        } catch (JsonProcessingException e) {
            throw Refusals.invalid("The Input of the target is not well-formed JSON.");
        }
    }
}
