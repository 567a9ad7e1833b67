package sh.lfc.nv.emulator.policy;

import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * What is known of a request beside who wants what: the keys of conditions and policy variables, and their values.
 *
 * <p>Keys are compared without regard to case ("AWS global condition context keys").
 */
public final class RequestContext {

    /** Nothing known. */
    public static final RequestContext EMPTY = new RequestContext(Map.of());

    private final NavigableMap<String, List<String>> values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    private RequestContext(Map<String, List<String>> values) {
        this.values.putAll(values);
    }

    /** A context of these keys; a key without values is one that is there and empty. */
    public static RequestContext of(Map<String, List<String>> values) {
        return new RequestContext(values);
    }

    /** This context with another key, or with other values for a key. */
    public RequestContext with(String key, String... newValues) {
        RequestContext changed = new RequestContext(values);
        changed.values.put(key, List.of(newValues));
        return changed;
    }

    /** This context with all keys of another, whose values win. */
    public RequestContext with(RequestContext other) {
        RequestContext changed = new RequestContext(values);
        changed.values.putAll(other.values);
        return changed;
    }

    public boolean has(String key) {
        return values.containsKey(key);
    }

    /** The values of a key; none when the key is not there. */
    public List<String> values(String key) {
        return values.getOrDefault(key, List.of());
    }
}
