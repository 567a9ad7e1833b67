package sh.lfc.nv.emulator.runtimes.lambda;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;

/**
 * What came of an invocation.
 *
 * @param error null when the function returned
 * @param document its answer, or the error document
 * @param byLambda whether it was Lambda that found the error: one that the function's process reported is none in its eyes
 */
record Reply(String error, byte[] document, boolean byLambda) {

    static final String TIMEOUT = "Sandbox.Timedout";

    private static final ObjectMapper JSON = new ObjectMapper();

    /** An answer, or an error that the function's process reported. */
    static Reply ofRuntime(String error, byte[] document) {
        return new Reply(error, document, false);
    }

    /** An error that Lambda found. */
    static Reply ofLambda(String error, String message) {
        return new Reply(error, document(error, message), true);
    }

    /** As the runtime reports an exception of the handler. */
    static Reply failed(Mishaps.Mishap mishap) {
        String type = RuntimeException.class.getName();
        return new Reply(type, document(type, mishap.reason()), false);
    }

    static Reply tooLarge() {
        return ofLambda(
                "Function.ResponseSizeTooLarge",
                "Response payload size exceeded maximum allowed payload size (6291556 bytes).");
    }

    /**
     * The write that went beyond the limit would have failed. To refuse it takes a file system of that size, and with it
     * privileges; so the invocation is told afterwards.
     */
    static Reply storageFull(FunctionSpec spec) {
        return ofLambda(
                "java.io.IOException",
                "No space left on device: /tmp holds more than the function's ephemeral storage of "
                        + spec.ephemeralStorage() + " MB");
    }

    private static byte[] document(String error, String message) {
        ObjectNode document = JSON.createObjectNode();
        document.put("errorType", error);
        document.put("errorMessage", message);
        return document.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** As Lambda's own log lines tell it. */
    String status() {
        return !byLambda ? "success" : error.equals(TIMEOUT) ? "timeout" : "error";
    }
}
