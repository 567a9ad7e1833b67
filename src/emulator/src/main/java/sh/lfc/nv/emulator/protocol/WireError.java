package sh.lfc.nv.emulator.protocol;

import java.util.Map;
import software.amazon.awssdk.core.SdkPojo;

/**
 * An error before it takes the form of a protocol.
 *
 * @param code the error code
 * @param status the HTTP status
 * @param message the sentence for people, or null
 * @param details further elements of the error document
 * @param modelled the SDK's exception whose members belong into the document, or null
 */
record WireError(String code, int status, String message, Map<String, String> details, SdkPojo modelled) {

    WireError(String code, int status, String message) {
        this(code, status, message, Map.of(), null);
    }

    /** Whose fault it is, in the words of the query protocols. */
    String type() {
        return status < 500 ? "Sender" : "Receiver";
    }
}
