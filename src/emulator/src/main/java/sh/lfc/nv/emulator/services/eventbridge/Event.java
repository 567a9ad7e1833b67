package sh.lfc.nv.emulator.services.eventbridge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import sh.lfc.nv.emulator.call.Scope;

/**
 * An event as targets see it ("Events in Amazon EventBridge"). The document must not be changed.
 *
 * @param ingested when EventBridge got it
 * @param forwarded whether it has come from another event bus, from which it goes to no third one
 */
record Event(ObjectNode document, Instant ingested, boolean forwarded) {

    /** Numbers keep the digits that they have. */
    static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    /**
     * @param scope the account that the event is of, and the region of the bus that it comes to
     * @param time of what happened
     */
    static Event of(
            String id,
            Scope scope,
            String source,
            String detailType,
            Instant time,
            List<String> resources,
            JsonNode detail,
            Instant now) {
        ObjectNode document = JSON.createObjectNode();
        document.put("version", "0");
        document.put("id", id);
        document.put("detail-type", detailType);
        document.put("source", source);
        document.put("account", scope.account());
        document.put("time", time.truncatedTo(ChronoUnit.SECONDS).toString());
        document.put("region", scope.region());
        resources.forEach(document.putArray("resources")::add);
        document.set("detail", detail);
        return new Event(document, now, false);
    }

    /** An object out of its text; empty for what is none. */
    static Optional<ObjectNode> object(String json) {
        try {
            return Optional.ofNullable(JSON.readTree(json))
                    .filter(JsonNode::isObject)
                    .map(ObjectNode.class::cast);
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /** The same event on the next event bus. */
    Event onward() {
        return new Event(document, ingested, true);
    }

    String id() {
        return document.path("id").asText();
    }
}
