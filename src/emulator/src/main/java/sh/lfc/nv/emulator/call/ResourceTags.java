package sh.lfc.nv.emulator.call;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** The tags of resources, by ARN, each in the order of its keys. Safe for use by many threads. */
public final class ResourceTags {

    private final Map<String, Map<String, String>> tags = new ConcurrentHashMap<>();

    /** The tags of a resource; none where nothing is known of it. */
    public Map<String, String> of(String arn) {
        return tags.getOrDefault(arn, Map.of());
    }

    /** All resources of an account and region that have or had tags. */
    public Map<String, Map<String, String>> in(Scope scope) {
        Map<String, Map<String, String>> found = new TreeMap<>();
        tags.forEach((arn, own) -> {
            if (Scope.ofArn(arn).equals(scope)) {
                found.put(arn, own);
            }
        });
        return found;
    }

    /** Adds tags to a resource, or changes those that it has. */
    public void add(String arn, Map<String, String> added) {
        if (!added.isEmpty()) {
            tags.compute(arn, (key, before) -> {
                Map<String, String> after = before == null ? new TreeMap<>() : new TreeMap<>(before);
                after.putAll(added);
                return after;
            });
        }
    }

    /** Takes tags away from a resource. */
    public void remove(String arn, Collection<String> keys) {
        tags.computeIfPresent(arn, (key, before) -> {
            Map<String, String> after = new TreeMap<>(before);
            keys.forEach(after::remove);
            return after;
        });
    }

    /** The resource is gone. */
    public void forget(String arn) {
        tags.remove(arn);
    }
}
