package sh.lfc.nv.emulator.policy;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The context keys that a policy asks for, in conditions and in variables. */
public final class ContextKeys {

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^*?$,}]+)[^}]*}");

    private ContextKeys() {}

    /** The keys, each once, in alphabetical order without regard to case. */
    public static Set<String> of(PolicyDocument document) {
        Set<String> keys = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        for (Statement statement : document.statements()) {
            statement.resources().forEach(text -> variables(text, keys));
            statement.notResources().forEach(text -> variables(text, keys));
            statement
                    .conditions()
                    .values()
                    .forEach(operator -> operator.forEach((key, values) -> {
                        keys.add(key);
                        values.forEach(value -> variables(value, keys));
                    }));
        }
        return keys;
    }

    private static void variables(String text, Set<String> keys) {
        Matcher matcher = VARIABLE.matcher(text);
        while (matcher.find()) {
            keys.add(matcher.group(1).trim());
        }
    }
}
