package sh.lfc.nv.emulator.services.sqs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Optional;

/**
 * Where messages go that were received too often.
 *
 * @param target the ARN of the dead-letter queue
 * @param maxReceiveCount how often a message is received before it is moved, 1 to 1000
 */
record RedrivePolicy(String target, int maxReceiveCount) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** The policy of an attribute's value; empty when it is not one. */
    static Optional<RedrivePolicy> parse(String text) {
        try {
            JsonNode node = JSON.readTree(text);
            String target = node.path("deadLetterTargetArn").asText();
            int count = node.path("maxReceiveCount").asInt();
            return target.startsWith("arn:") && count >= 1 && count <= 1000
                    ? Optional.of(new RedrivePolicy(target, count))
                    : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /** Whether the attribute {@code RedriveAllowPolicy} of a dead-letter queue lets a queue use it. */
    static boolean allows(String allowPolicy, String sourceArn) {
        if (allowPolicy == null) {
            return true;
        }
        JsonNode node = allowPolicy(allowPolicy).orElseThrow(() -> SqsErrors.invalidAttribute("RedriveAllowPolicy"));
        return switch (node.path("redrivePermission").asText()) {
            case "denyAll" -> false;
            case "byQueue" -> {
                boolean listed = false;
                for (JsonNode arn : node.path("sourceQueueArns")) {
                    listed |= arn.asText().equals(sourceArn);
                }
                yield listed;
            }
            default -> true;
        };
    }

    static Optional<JsonNode> allowPolicy(String text) {
        try {
            JsonNode node = JSON.readTree(text);
            boolean known = node.path("redrivePermission").asText().matches("allowAll|denyAll|byQueue");
            return known ? Optional.of(node) : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }
}
