package sh.lfc.nv.terraform.policy.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Policy documents as text, and the statements in them. */
final class Documents {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Documents() {}

    /** The statements that allow something; none when the document is not known yet or is no JSON. */
    static List<JsonNode> allowing(String document) {
        try {
            return document.isEmpty()
                    ? List.of()
                    : each(JSON.readTree(document).path("Statement"))
                            .filter(statement ->
                                    statement.path("Effect").asText().equals("Allow"))
                            .toList();
        } catch (JsonProcessingException e) {
            return List.of();
        }
    }

    /** IAM's lists of one element may be written without being lists. */
    static Stream<JsonNode> each(JsonNode node) {
        if (node.isMissingNode()) {
            return Stream.empty();
        }
        return node.isArray() ? StreamSupport.stream(node.spliterator(), false) : Stream.of(node);
    }
}
