package sh.lfc.nv.emulator.services.iam;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The policies of one role, user or group.
 *
 * @param inline the documents of inline policies, by name
 * @param managed the ARNs of attached policies, the last attached last
 */
record PolicySet(Map<String, String> inline, List<String> managed) {

    static final PolicySet NONE = new PolicySet(Map.of(), List.of());

    PolicySet {
        inline = Collections.unmodifiableMap(new TreeMap<>(inline));
        managed = List.copyOf(managed);
    }

    PolicySet put(String name, String document) {
        Map<String, String> changed = new TreeMap<>(inline);
        changed.put(name, document);
        return new PolicySet(changed, managed);
    }

    PolicySet without(String name) {
        Map<String, String> changed = new TreeMap<>(inline);
        changed.remove(name);
        return new PolicySet(changed, managed);
    }

    PolicySet attach(String arn) {
        return managed.contains(arn)
                ? this
                : new PolicySet(
                        inline, Stream.concat(managed.stream(), Stream.of(arn)).toList());
    }

    PolicySet detach(String arn) {
        return new PolicySet(
                inline, managed.stream().filter(other -> !other.equals(arn)).toList());
    }

    /** Refuses the deletion of whom the policies belong to while there are any. */
    void requireNone() {
        if (!managed.isEmpty()) {
            throw Refusal.conflict("Cannot delete entity, must detach all policies first.");
        }
        if (!inline.isEmpty()) {
            throw Refusal.conflict("Cannot delete entity, must delete policies first.");
        }
    }

    /** The size of all inline policies, in characters that are not white space, as the quotas count. */
    int inlineSize() {
        return inline.values().stream().mapToInt(Documents::size).sum();
    }
}
