package sh.lfc.nv.harness.target;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import sh.lfc.nv.harness.HarnessException;

/**
 * Whether a principal may do something, and why.
 *
 * @param decision {@code allowed}, {@code explicitDeny} or {@code implicitDeny}
 * @param explanation in one line
 * @param statements those that decided; none where nothing allows it
 */
public record AccessExplanation(String decision, String explanation, List<Statement> statements) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * A statement of a policy.
     *
     * @param source {@code identity}, {@code resource}, {@code boundary} or {@code session}
     * @param statement its number in the policy, from 1
     */
    public record Statement(
            String source,
            String policy,
            int statement,
            String sid,
            String effect,
            List<String> actions,
            List<String> notActions,
            List<String> resources,
            List<String> notResources,
            Map<String, Map<String, List<String>>> conditions) {}

    public boolean allowed() {
        return decision.equals("allowed");
    }

    static AccessExplanation parse(String json) {
        try {
            return JSON.readValue(json, AccessExplanation.class);
        } catch (JsonProcessingException e) {
            throw new HarnessException("the embedded AWS answered something unexpected: " + e.getOriginalMessage(), e);
        }
    }
}
