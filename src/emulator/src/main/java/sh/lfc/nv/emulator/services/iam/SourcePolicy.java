package sh.lfc.nv.emulator.services.iam;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import sh.lfc.nv.emulator.policy.NamedPolicy;
import sh.lfc.nv.emulator.policy.PolicyDocument;
import sh.lfc.nv.emulator.policy.PolicySyntaxException;
import software.amazon.awssdk.services.iam.model.Position;

/**
 * A policy as it was written, which explanations point into.
 *
 * @param name what explanations call it
 * @param json the document
 */
record SourcePolicy(String name, String json) {

    private static final JsonFactory JSON = new JsonFactory();

    /** Where a statement stands in its document. */
    record Span(Position start, Position end) {}

    NamedPolicy read() {
        try {
            return new NamedPolicy(name, PolicyDocument.parse(json));
        } catch (PolicySyntaxException e) {
            throw Refusal.invalid("The policy " + name + " is not valid: " + e.getMessage());
        }
    }

    /** The places of the statements, in their order. */
    List<Span> statements() {
        List<Span> spans = new ArrayList<>();
        try (JsonParser parser = JSON.createParser(json)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean statements = parser.currentName().equals("Statement");
                boolean many = parser.nextToken() == JsonToken.START_ARRAY;
                if (!statements) {
                    parser.skipChildren();
                } else if (many) {
                    while (parser.nextToken() != JsonToken.END_ARRAY) {
                        spans.add(span(parser));
                    }
                } else {
                    spans.add(span(parser));
                }
            }
            return spans;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Span span(JsonParser parser) throws IOException {
        Position start = position(parser.currentTokenLocation());
        parser.skipChildren();
        return new Span(start, position(parser.currentLocation()));
    }

    private static Position position(JsonLocation location) {
        return Position.builder()
                .line(location.getLineNr())
                .column(location.getColumnNr())
                .build();
    }
}
