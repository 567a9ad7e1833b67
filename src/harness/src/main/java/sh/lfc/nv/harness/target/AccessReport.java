package sh.lfc.nv.harness.target;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.List;
import sh.lfc.nv.harness.HarnessException;

/**
 * What each principal of an account used, was allowed and never used, and was refused.
 *
 * @param principals in the order of their names
 */
public record AccessReport(List<OfPrincipal> principals) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** A user, a role, the account's root or a service, by its ARN or name. */
    public record OfPrincipal(String principal, List<Use> used, List<Unused> unused, List<Denied> denied) {
        /** The last part of the ARN, such as a role's name. */
        public String name() {
            return principal.substring(principal.lastIndexOf('/') + 1);
        }
    }

    /** Something that was done, by action and resource. */
    public record Use(String action, String resource, long count, List<String> statements) {}

    /**
     * A statement of a policy of which something was never used.
     *
     * @param statement its number in the policy, from 1
     */
    public record Unused(String policy, int statement, String sid, List<String> actions, List<String> resources) {
        @Override
        public String toString() {
            var what = new StringBuilder(
                    "statement %d%s of policy %s".formatted(statement, sid.isEmpty() ? "" : " (" + sid + ")", policy));
            if (!actions.isEmpty()) {
                what.append(": ").append(String.join(", ", actions));
            }
            if (!resources.isEmpty()) {
                what.append(" on ").append(String.join(", ", resources));
            }
            return what.toString();
        }
    }

    /**
     * Something that was refused.
     *
     * @param last when it was refused last
     */
    public record Denied(String action, String resource, long count, String why, String last) {
        /** Whether it was refused after this time. */
        public boolean after(Instant time) {
            return Instant.parse(last).isAfter(time);
        }
    }

    static AccessReport parse(String json) {
        return parse(json, new TypeReference<>() {});
    }

    static List<String> documents(String json) {
        return parse(json, new TypeReference<>() {});
    }

    private static <T> T parse(String json, TypeReference<T> type) {
        try {
            return JSON.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new HarnessException("the embedded AWS answered something unexpected: " + e.getOriginalMessage(), e);
        }
    }
}
