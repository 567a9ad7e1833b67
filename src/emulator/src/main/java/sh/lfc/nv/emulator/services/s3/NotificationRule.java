package sh.lfc.nv.emulator.services.s3;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import software.amazon.awssdk.services.s3.model.FilterRule;
import software.amazon.awssdk.services.s3.model.NotificationConfiguration;
import software.amazon.awssdk.services.s3.model.NotificationConfigurationFilter;

/**
 * Which events of a bucket go where, whatever kind of destination it is.
 *
 * @param id the rule's name
 * @param events names with {@code s3:}, some of which end with an asterisk
 * @param destination an ARN
 * @param filters prefixes and suffixes that keys must have
 */
record NotificationRule(String id, List<String> events, String destination, List<FilterRule> filters) {

    static List<NotificationRule> of(NotificationConfiguration configuration) {
        List<NotificationRule> rules = new ArrayList<>();
        configuration
                .lambdaFunctionConfigurations()
                .forEach(each -> rules.add(new NotificationRule(
                        each.id(), each.eventsAsStrings(), each.lambdaFunctionArn(), filters(each.filter()))));
        configuration
                .queueConfigurations()
                .forEach(each -> rules.add(new NotificationRule(
                        each.id(), each.eventsAsStrings(), each.queueArn(), filters(each.filter()))));
        configuration
                .topicConfigurations()
                .forEach(each -> rules.add(new NotificationRule(
                        each.id(), each.eventsAsStrings(), each.topicArn(), filters(each.filter()))));
        return rules;
    }

    private static List<FilterRule> filters(NotificationConfigurationFilter filter) {
        return filter == null || filter.key() == null ? List.of() : filter.key().filterRules();
    }

    /** The service of the destination, for example {@code lambda}. */
    String service() {
        String[] parts = destination == null ? new String[0] : destination.split(":", 6);
        return parts.length == 6 ? parts[2] : "";
    }

    boolean matches(ObjectEvent event) {
        return events.stream().anyMatch(pattern -> matches(pattern, "s3:" + event.name()))
                && event.key().startsWith(filter("prefix"))
                && event.key().endsWith(filter("suffix"));
    }

    /** The value of a filter, or an empty text, which every key has. */
    String filter(String name) {
        return filters.stream()
                .filter(rule -> name.equals(rule.nameAsString().toLowerCase(Locale.ROOT)))
                .map(rule -> rule.value() == null ? "" : rule.value())
                .findFirst()
                .orElse("");
    }

    /** Whether some event of some key would match both rules, which S3 does not allow. */
    boolean overlaps(NotificationRule other) {
        return events.stream().anyMatch(mine -> other.events.stream().anyMatch(his -> meet(mine, his)))
                && beginAlike(filter("prefix"), other.filter("prefix"))
                && endAlike(filter("suffix"), other.filter("suffix"));
    }

    private static boolean meet(String one, String other) {
        return matches(one, other) || matches(other, one);
    }

    private static boolean beginAlike(String one, String other) {
        return one.startsWith(other) || other.startsWith(one);
    }

    private static boolean endAlike(String one, String other) {
        return one.endsWith(other) || other.endsWith(one);
    }

    private static boolean matches(String pattern, String name) {
        return pattern.endsWith("*")
                ? name.startsWith(pattern.substring(0, pattern.length() - 1))
                : name.equals(pattern);
    }
}
