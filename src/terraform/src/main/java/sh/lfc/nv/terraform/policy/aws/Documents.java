package sh.lfc.nv.terraform.policy.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Statements of policy documents.
 *
 * @param statements those that are known, of both effects
 * @param complete whether there are no others, and nothing of these is unknown that was asked for
 */
record Documents(List<JsonNode> statements, boolean complete) {
    static final Documents NONE = new Documents(List.of(), true);
    static final Documents UNKNOWN = new Documents(List.of(), false);

    private static final ObjectMapper JSON = new ObjectMapper();

    Documents {
        statements = List.copyOf(statements);
    }

    /** The statements of a document that is known; none when it is no JSON. */
    static Documents of(String text) {
        try {
            return text.isEmpty()
                    ? NONE
                    : new Documents(each(JSON.readTree(text).path("Statement")).toList(), true);
        } catch (JsonProcessingException e) {
            return NONE;
        }
    }

    /** The statements of both. */
    Documents and(Documents others) {
        var all = new ArrayList<>(statements);
        all.addAll(others.statements);
        return new Documents(all, complete && others.complete);
    }

    /**
     * As the provider merges: of statements with the same {@code Sid}, the last one is meant. Where not all that override are
     * known, only those that nothing can override are certain.
     */
    Documents overriddenBy(Documents others) {
        var kept = statements.stream()
                .filter(one -> sid(one).isEmpty()
                        || others.complete
                                && others.statements.stream()
                                        .noneMatch(other -> sid(other).equals(sid(one))))
                .toList();
        return new Documents(kept, complete).and(others);
    }

    private static String sid(JsonNode statement) {
        return statement.path("Sid").asText("");
    }

    /** Those that allow something. */
    Stream<JsonNode> allowing() {
        return with("Allow");
    }

    /** Those that deny something. */
    Stream<JsonNode> denying() {
        return with("Deny");
    }

    private Stream<JsonNode> with(String effect) {
        return statements.stream()
                .filter(statement -> statement.path("Effect").asText().equals(effect));
    }

    /** Whether a statement is about everybody, or about everybody but some. */
    static boolean isEverybody(JsonNode statement) {
        var principal = statement.path("Principal");
        return statement.has("NotPrincipal")
                || principal.asText("").equals("*")
                || Stream.of("AWS", "*")
                        .flatMap(type -> each(principal.path(type)))
                        .anyMatch(each -> each.asText().equals("*"));
    }

    /** IAM's lists of one element may be written without being lists. */
    static Stream<JsonNode> each(JsonNode node) {
        if (node.isMissingNode()) {
            return Stream.empty();
        }
        return node.isArray() ? StreamSupport.stream(node.spliterator(), false) : Stream.of(node);
    }
}
