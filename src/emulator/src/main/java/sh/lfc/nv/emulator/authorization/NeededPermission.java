package sh.lfc.nv.emulator.authorization;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import sh.lfc.nv.emulator.call.Call;
import software.amazon.awssdk.core.SdkPojo;

/**
 * A permission that one request needs.
 *
 * @param action for example {@code s3:GetObject}
 * @param resource an ARN, or {@code *}
 * @param conditions the context keys that come with this permission alone
 */
record NeededPermission(String action, String resource, Map<String, List<String>> conditions) {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([A-Za-z0-9.]+)(?:\\|([a-z0-9-]+))?}");

    /** All that a requirement asks of a request: one permission for each resource that the request names. */
    static List<NeededPermission> of(Requirement requirement, SdkPojo request, Call call, Resources resources) {
        if (!requirement.guard().holds(request)) {
            return List.of();
        }
        Map<String, List<String>> conditions = new HashMap<>();
        requirement.conditions().forEach((key, template) -> {
            if (key.endsWith("*")) {
                conditions.putAll(entries(key.substring(0, key.length() - 1), template, request));
                return;
            }
            List<String> values = Stream.of(template.split(" "))
                    .flatMap(one -> filled(one, request, call, resources, false).stream())
                    .distinct()
                    .toList();
            if (!values.isEmpty()) {
                conditions.put(key, values);
            }
        });
        return filled(requirement.resource(), request, call, resources, true).stream()
                .distinct()
                .map(resource -> new NeededPermission(requirement.action(), resource, conditions))
                .toList();
    }

    /** A key for each entry of a map, such as {@code kms:EncryptionContext:*}. */
    private static Map<String, List<String>> entries(String prefix, String template, SdkPojo request) {
        Map<String, List<String>> keys = new HashMap<>();
        for (Object found : Members.objects(request, template.substring(1, template.length() - 1))) {
            if (found instanceof Map<?, ?> map) {
                map.forEach((key, value) -> keys.put(prefix + key, List.of(String.valueOf(value))));
            }
        }
        return keys;
    }

    /** A template as far as it is filled; finished when an ARN stood for the whole of it. */
    private record Text(String text, boolean finished) {

        Text then(String literal) {
            return finished ? this : new Text(text + literal, false);
        }

        Text then(String value, boolean mayBeWhole) {
            return !finished && mayBeWhole && value.startsWith("arn:") ? new Text(value, true) : then(value);
        }
    }

    /**
     * @param isResource whether something has to stand for what is absent, and an ARN stands for everything around it
     */
    private static List<String> filled(
            String template, SdkPojo request, Call call, Resources resources, boolean isResource) {
        Matcher matcher = PLACEHOLDER.matcher(template);
        List<Text> texts = List.of(new Text("", false));
        int end = 0;
        while (matcher.find()) {
            String literal = template.substring(end, matcher.start());
            end = matcher.end();
            String filter = matcher.group(2) == null ? "" : matcher.group(2);
            List<String> values = values(matcher.group(1), filter, request, call, resources);
            if (values.isEmpty() && !isResource) {
                return List.of();
            }
            List<String> filling = values.isEmpty() ? List.of(Placeholder.absent(filter, call.principal())) : values;
            texts = texts.stream()
                    .flatMap(text ->
                            filling.stream().map(value -> text.then(literal).then(value, isResource)))
                    .toList();
        }
        String rest = template.substring(end);
        return texts.stream().map(text -> text.then(rest).text()).toList();
    }

    private static List<String> values(String name, String filter, SdkPojo request, Call call, Resources resources) {
        List<String> raw =
                switch (name) {
                    case "partition" -> List.of(call.scope().partition());
                    case "region" -> List.of(call.scope().region());
                    case "account" -> List.of(call.scope().account());
                    default ->
                        Placeholder.standsForEach(filter)
                                ? Members.values(request, name, Placeholder.absent(filter, call.principal()))
                                : Members.values(request, name);
                };
        return raw.stream()
                .map(value -> Placeholder.apply(filter, value, call.scope(), resources))
                .toList();
    }
}
