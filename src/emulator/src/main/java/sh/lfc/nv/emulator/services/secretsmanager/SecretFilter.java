package sh.lfc.nv.emulator.services.secretsmanager;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import software.amazon.awssdk.services.secretsmanager.model.Filter;
import software.amazon.awssdk.services.secretsmanager.model.FilterNameStringType;

/** What a secret is searched by ("Find secrets in AWS Secrets Manager"). */
final class SecretFilter {

    private SecretFilter() {}

    /** Whether a secret matches all filters; a filter is matched by any of its values. */
    static boolean matches(Secret secret, List<Filter> filters, String region) {
        return filters.stream().allMatch(filter -> matches(secret, filter, region));
    }

    private static boolean matches(Secret secret, Filter filter, String region) {
        boolean anyPositive = filter.values().stream().anyMatch(value -> !value.startsWith("!"));
        boolean excluded = filter.values().stream()
                .filter(value -> value.startsWith("!"))
                .anyMatch(value -> matches(secret, filter.key(), value.substring(1), region));
        return !excluded
                && (!anyPositive
                        || filter.values().stream()
                                .filter(value -> !value.startsWith("!"))
                                .anyMatch(value -> matches(secret, filter.key(), value, region)));
    }

    private static boolean matches(Secret secret, FilterNameStringType key, String value, String region) {
        String description =
                secret.about().description() == null ? "" : secret.about().description();
        return switch (key) {
            case NAME -> secret.name().startsWith(value);
            case DESCRIPTION ->
                words(description).anyMatch(word -> word.startsWith(lower(value)))
                        || lower(description).startsWith(lower(value));
            case TAG_KEY -> secret.tags().keySet().stream().anyMatch(tag -> tag.startsWith(value));
            case TAG_VALUE -> secret.tags().values().stream().anyMatch(tag -> tag.startsWith(value));
            case PRIMARY_REGION -> !secret.replicas().isEmpty() && region.startsWith(value);
            case OWNING_SERVICE -> false;
            case ALL ->
                words(value).allMatch(word -> everything(secret, description).anyMatch(own -> own.contains(word)));
            default -> throw Refusal.parameter("The filter key " + key + " is not valid.");
        };
    }

    private static Stream<String> everything(Secret secret, String description) {
        return Stream.of(
                        Stream.of(secret.name(), description),
                        secret.tags().keySet().stream(),
                        secret.tags().values().stream())
                .flatMap(part -> part)
                .map(SecretFilter::lower);
    }

    private static Stream<String> words(String text) {
        return Stream.of(lower(text).split("\\s+"));
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
