package sh.lfc.nv.harness.target;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Adds up how long calls took, by the stack that the caller names in its user agent ({@code stack/vpc}).
 *
 * <p>Safe for use by many threads.
 */
final class CallTimes {
    private static final Pattern STACK = Pattern.compile("\\bstack/([A-Za-z0-9-]+)");

    private final Map<String, Duration> byStack = new ConcurrentHashMap<>();

    void add(String userAgent, Duration took) {
        var stack = STACK.matcher(userAgent);
        if (stack.find()) {
            byStack.merge(stack.group(1), took, Duration::plus);
        }
    }

    Map<String, Duration> byStack() {
        return new TreeMap<>(byStack);
    }
}
