package sh.lfc.nv.emulator.services.eventbridge;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;

/** Where a text is no JSON, as EventBridge tells it. */
final class JsonPlace {

    private JsonPlace() {}

    static String of(JsonProcessingException e, String text) {
        JsonLocation place = e.getLocation();
        return "[Source: (String)\"" + text + "\"; line: " + (place == null ? 1 : place.getLineNr()) + ", column: "
                + (place == null ? 1 : place.getColumnNr()) + "]";
    }
}
