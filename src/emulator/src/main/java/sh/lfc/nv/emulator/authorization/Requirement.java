package sh.lfc.nv.emulator.authorization;

import java.util.Map;
import software.amazon.awssdk.core.SdkPojo;

/**
 * A permission that an operation needs, as the table states it.
 *
 * @param action with its service's prefix
 * @param resource an ARN with placeholders, or {@code *}
 * @param conditions condition keys and templates of their values; a key whose value is absent from the request is not
 *     in the context
 * @param guard whether the permission is needed at all
 * @param role what the permission is for
 */
record Requirement(String action, String resource, Map<String, String> conditions, Guard guard, Role role) {

    /** What a permission is for. */
    enum Role {
        /** Without it, the operation is refused. */
        NEEDED,
        /** Without it, a caller is not told that something does not exist, but that it may not have it. */
        KNOWS_ABSENCE
    }

    /**
     * When a permission is needed: if a member is there ({@code expected} null) or has this value, or unless it does.
     */
    record Guard(String member, String expected, boolean negated) {

        static final Guard ALWAYS = new Guard(null, null, false);

        boolean holds(SdkPojo request) {
            if (member == null) {
                return true;
            }
            boolean found = Members.values(request, member).stream()
                    .anyMatch(value -> expected == null || expected.equals(value));
            return found != negated;
        }
    }
}
