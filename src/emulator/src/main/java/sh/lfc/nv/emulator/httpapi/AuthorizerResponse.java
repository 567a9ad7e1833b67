package sh.lfc.nv.emulator.httpapi;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What an authorizer function returned: a simple response, or a policy for {@code execute-api:Invoke}.
 *
 * @param simple whether it is allowed, of a simple response; else null
 * @param policy the policy; null for a simple response
 * @param context what is passed on
 */
record AuthorizerResponse(Boolean simple, JsonNode policy, Map<String, Object> context) {

    private static final TypeReference<Map<String, Object>> CONTEXT = new TypeReference<>() {};

    /** Reads a response; empty when it is not one. */
    static Optional<AuthorizerResponse> read(byte[] payload, boolean simple) {
        JsonNode response;
        try {
            response = Events.JSON.readTree(payload);
        } catch (IOException e) {
            return Optional.empty();
        }
        JsonNode context = response.path("context");
        if (!response.isObject() || !(context.isObject() || context.isMissingNode() || context.isNull())) {
            return Optional.empty();
        }
        Map<String, Object> passed = context.isObject() ? Events.JSON.convertValue(context, CONTEXT) : Map.of();
        if (simple) {
            JsonNode allowed = response.path("isAuthorized");
            return allowed.isBoolean()
                    ? Optional.of(new AuthorizerResponse(allowed.booleanValue(), null, passed))
                    : Optional.empty();
        }
        JsonNode policy = response.path("policyDocument");
        return policy.path("Statement").isMissingNode()
                ? Optional.empty()
                : Optional.of(new AuthorizerResponse(null, policy, passed));
    }

    /** Whether the request to this ARN is allowed. */
    boolean allows(String requestArn) {
        if (simple != null) {
            return simple;
        }
        boolean allowed = false;
        for (JsonNode statement : each(policy.path("Statement"))) {
            if (matches(statement.path("Action"), "execute-api:Invoke")
                    && matches(statement.path("Resource"), requestArn)) {
                if (statement.path("Effect").asText().equals("Deny")) {
                    return false;
                }
                allowed = statement.path("Effect").asText().equals("Allow") || allowed;
            }
        }
        return allowed;
    }

    private static boolean matches(JsonNode patterns, String text) {
        for (JsonNode pattern : each(patterns)) {
            String regex =
                    Pattern.quote(pattern.asText()).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q");
            if (text.matches(regex)) {
                return true;
            }
        }
        return false;
    }

    private static Iterable<JsonNode> each(JsonNode node) {
        return node.isArray() ? node : List.of(node);
    }
}
