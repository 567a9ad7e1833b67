package sh.lfc.nv.emulator.services.eventbridge;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import software.amazon.awssdk.services.eventbridge.model.InvalidEventPatternException;
import software.amazon.event.ruler.Machine;

/**
 * What an event must look like ("Comparison operators for use in event patterns in Amazon EventBridge"). EventBridge's own
 * matcher, which AWS has published, decides; its sentences are those that EventBridge answers. Safe for use by many
 * threads.
 */
final class EventPattern {

    private static final String NAME = "pattern";

    private final Machine machine;

    private EventPattern(Machine machine) {
        this.machine = machine;
    }

    /** @throws InvalidEventPatternException with the reason and the place */
    static EventPattern parse(String json) {
        Machine machine = new Machine();
        try {
            machine.addRule(NAME, json);
        } catch (IOException | IllegalArgumentException e) {
            throw Refusals.invalidPattern(e.getMessage());
        }
        return new EventPattern(machine);
    }

    boolean matches(JsonNode event) {
        return !machine.rulesForJSONEvent(event).isEmpty();
    }
}
