package sh.lfc.nv.emulator.services.eventbridge;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import sh.lfc.nv.emulator.schedule.Schedule;
import software.amazon.awssdk.services.eventbridge.model.DescribeRuleResponse;
import software.amazon.awssdk.services.eventbridge.model.Rule;
import software.amazon.awssdk.services.eventbridge.model.RuleState;
import software.amazon.awssdk.services.eventbridge.model.Target;

/**
 * A rule and its targets. Immutable.
 *
 * @param shown as DescribeRule answers it
 * @param pattern which events trigger it; null for none
 * @param schedule when it triggers itself; null for never
 * @param targets by identifier, in the order in which they were put
 */
record EventRule(DescribeRuleResponse shown, EventPattern pattern, Schedule schedule, Map<String, Target> targets) {

    String name() {
        return shown.name();
    }

    String arn() {
        return shown.arn();
    }

    String bus() {
        return shown.eventBusName();
    }

    boolean enabled() {
        return shown.state() != RuleState.DISABLED;
    }

    boolean matches(JsonNode event) {
        return enabled() && pattern != null && pattern.matches(event);
    }

    EventRule with(RuleState state) {
        return new EventRule(shown.toBuilder().state(state).build(), pattern, schedule, targets);
    }

    /** The rule with further targets, or changed ones where the identifiers are known. */
    EventRule with(List<Target> put) {
        Map<String, Target> changed = new LinkedHashMap<>(targets);
        put.forEach(target -> changed.put(target.id(), target));
        return new EventRule(shown, pattern, schedule, changed);
    }

    EventRule without(Collection<String> ids) {
        Map<String, Target> left = new LinkedHashMap<>(targets);
        left.keySet().removeAll(ids);
        return new EventRule(shown, pattern, schedule, left);
    }

    boolean leadsTo(String targetArn) {
        return targets.values().stream().anyMatch(target -> target.arn().equals(targetArn));
    }

    /** As ListRules shows it. */
    Rule listed() {
        return Rule.builder()
                .name(shown.name())
                .arn(shown.arn())
                .eventPattern(shown.eventPattern())
                .state(shown.state())
                .description(shown.description())
                .scheduleExpression(shown.scheduleExpression())
                .roleArn(shown.roleArn())
                .managedBy(shown.managedBy())
                .eventBusName(shown.eventBusName())
                .build();
    }
}
