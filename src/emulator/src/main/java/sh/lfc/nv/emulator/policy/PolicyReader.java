package sh.lfc.nv.emulator.policy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the JSON of a policy document. */
final class PolicyReader {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final Set<String> VERSIONS = Set.of("2008-10-17", "2012-10-17");
    private static final Set<String> DOCUMENT_FIELDS = Set.of("Version", "Id", "Statement");
    private static final Set<String> STATEMENT_FIELDS = Set.of(
            "Sid",
            "Effect",
            "Principal",
            "NotPrincipal",
            "Action",
            "NotAction",
            "Resource",
            "NotResource",
            "Condition");
    private static final Set<String> PRINCIPAL_TYPES = Set.of("AWS", "Service", "Federated", "CanonicalUser");
    private static final Pattern SID = Pattern.compile("[0-9A-Za-z]*");

    private static final String SYNTAX = "Syntax errors in policy.";

    private PolicyReader() {}

    static PolicyDocument read(String json) throws PolicySyntaxException {
        JsonNode document = tree(json);
        if (!document.isObject()) {
            throw new PolicySyntaxException(SYNTAX);
        }
        onlyFields(document, DOCUMENT_FIELDS);
        String version = text(document, "Version");
        if (version != null && !VERSIONS.contains(version)) {
            throw new PolicySyntaxException("The policy must contain a valid version string.");
        }
        JsonNode statements = document.get("Statement");
        if (statements == null || statements.isEmpty()) {
            throw new PolicySyntaxException(SYNTAX);
        }
        return new PolicyDocument(
                version == null ? "2008-10-17" : version, text(document, "Id"), statements(statements));
    }

    private static JsonNode tree(String json) throws PolicySyntaxException {
        try {
            JsonNode tree = JSON.readTree(json);
            if (tree == null || tree.isMissingNode()) {
                throw new PolicySyntaxException("This policy contains invalid Json");
            }
            return tree;
        } catch (JsonProcessingException e) {
            throw new PolicySyntaxException("This policy contains invalid Json");
        }
    }

    private static List<Statement> statements(JsonNode node) throws PolicySyntaxException {
        List<Statement> statements = new ArrayList<>();
        Set<String> sids = new HashSet<>();
        for (JsonNode one : node.isArray() ? node : List.of(node)) {
            Statement statement = statement(one);
            if (statement.sid() != null && !statement.sid().isEmpty() && !sids.add(statement.sid())) {
                throw new PolicySyntaxException("Statement IDs (SID) in a single policy must be unique.");
            }
            statements.add(statement);
        }
        return statements;
    }

    private static Statement statement(JsonNode node) throws PolicySyntaxException {
        if (!node.isObject()) {
            throw new PolicySyntaxException(SYNTAX);
        }
        onlyFields(node, STATEMENT_FIELDS);
        both(node, "Action", "NotAction");
        both(node, "Resource", "NotResource");
        both(node, "Principal", "NotPrincipal");
        return new Statement(
                sid(node),
                effect(node),
                principals(node.get("Principal")),
                principals(node.get("NotPrincipal")),
                texts(node.get("Action")),
                texts(node.get("NotAction")),
                texts(node.get("Resource")),
                texts(node.get("NotResource")),
                conditions(node.get("Condition")));
    }

    private static String sid(JsonNode node) throws PolicySyntaxException {
        return text(node, "Sid");
    }

    /** IAM takes letters and digits only; resource policies of most services take any text. */
    static void plainSid(Statement statement) throws PolicySyntaxException {
        if (statement.sid() != null && !SID.matcher(statement.sid()).matches()) {
            throw new PolicySyntaxException("Statement IDs (SID) must be alpha-numeric. Check that your input satisfies"
                    + " the regular expression [0-9A-Za-z]*");
        }
    }

    private static Statement.Effect effect(JsonNode node) throws PolicySyntaxException {
        String effect = text(node, "Effect");
        if ("Allow".equals(effect)) {
            return Statement.Effect.ALLOW;
        }
        if ("Deny".equals(effect)) {
            return Statement.Effect.DENY;
        }
        throw new PolicySyntaxException(SYNTAX);
    }

    private static Map<String, List<String>> principals(JsonNode node) throws PolicySyntaxException {
        if (node == null) {
            return Map.of();
        }
        if (node.isTextual() && node.asText().equals("*")) {
            return Map.of("*", List.of("*"));
        }
        if (!node.isObject() || node.isEmpty()) {
            throw new PolicySyntaxException(SYNTAX);
        }
        Map<String, List<String>> principals = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> type : node.properties()) {
            if (!PRINCIPAL_TYPES.contains(type.getKey())) {
                throw new PolicySyntaxException("Invalid principal in policy: \"" + type.getKey() + "\":\""
                        + String.join(",", texts(type.getValue())) + "\"");
            }
            principals.put(type.getKey(), texts(type.getValue()));
        }
        return principals;
    }

    private static Map<String, Map<String, List<String>>> conditions(JsonNode node) throws PolicySyntaxException {
        if (node == null) {
            return Map.of();
        }
        if (!node.isObject()) {
            throw new PolicySyntaxException(SYNTAX);
        }
        Map<String, Map<String, List<String>>> conditions = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> operator : node.properties()) {
            ConditionOperators.check(operator.getKey());
            if (!operator.getValue().isObject()) {
                throw new PolicySyntaxException(SYNTAX);
            }
            Map<String, List<String>> keys = new LinkedHashMap<>();
            for (Map.Entry<String, JsonNode> key : operator.getValue().properties()) {
                keys.put(key.getKey(), scalars(key.getValue()));
            }
            conditions.put(operator.getKey(), keys);
        }
        return conditions;
    }

    private static void onlyFields(JsonNode node, Set<String> known) throws PolicySyntaxException {
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            if (!known.contains(field.getKey())) {
                throw new PolicySyntaxException(SYNTAX);
            }
        }
    }

    private static void both(JsonNode node, String one, String other) throws PolicySyntaxException {
        if (node.has(one) && node.has(other)) {
            throw new PolicySyntaxException(SYNTAX);
        }
    }

    private static String text(JsonNode node, String field) throws PolicySyntaxException {
        JsonNode value = node.get(field);
        if (value == null) {
            return null;
        }
        if (!value.isTextual()) {
            throw new PolicySyntaxException(SYNTAX);
        }
        return value.asText();
    }

    private static List<String> texts(JsonNode node) throws PolicySyntaxException {
        List<String> values = scalars(node);
        if (node != null) {
            for (JsonNode one : node.isArray() ? node : List.of(node)) {
                if (!one.isTextual()) {
                    throw new PolicySyntaxException(SYNTAX);
                }
            }
        }
        return values;
    }

    /** Condition values may also be numbers and booleans. */
    private static List<String> scalars(JsonNode node) throws PolicySyntaxException {
        if (node == null) {
            return List.of();
        }
        List<String> values = new ArrayList<>();
        for (JsonNode one : node.isArray() ? node : List.of(node)) {
            if (!one.isValueNode() || one.isNull()) {
                throw new PolicySyntaxException(SYNTAX);
            }
            values.add(one.asText());
        }
        return values;
    }
}
