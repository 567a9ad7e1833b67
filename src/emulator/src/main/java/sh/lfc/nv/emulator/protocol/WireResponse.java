package sh.lfc.nv.emulator.protocol;

import java.util.LinkedHashMap;
import java.util.Map;
import sh.lfc.nv.emulator.call.Streamed;
import sh.lfc.nv.emulator.faults.Fate;

/**
 * An HTTP answer as a protocol made it.
 *
 * @param status the HTTP status
 * @param headers in the order in which they are sent
 * @param body the bytes of the body when {@code stream} is null
 * @param stream a streamed body, or null
 * @param fate what becomes of it on its way
 */
public record WireResponse(int status, Map<String, String> headers, byte[] body, Streamed<?> stream, Fate fate) {

    private static final int NO_ANSWER = 500;
    private static final byte[] NOTHING = new byte[0];

    static WireResponse of(int status, Map<String, String> headers, byte[] body) {
        return new WireResponse(status, headers, body, null, Fate.NONE);
    }

    static WireResponse empty(int status, Map<String, String> headers) {
        return of(status, headers, NOTHING);
    }

    static WireResponse of(int status, String contentType, byte[] body) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", contentType);
        return of(status, headers, body);
    }

    /** The same answer with further headers. */
    WireResponse with(Map<String, String> more) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.putAll(more);
        return new WireResponse(status, all, body, stream, fate);
    }

    WireResponse streaming(Streamed<?> streamed) {
        return new WireResponse(status, headers, NOTHING, streamed, fate);
    }

    /** What is sent for a call that is not to be answered: never anything. */
    static WireResponse unanswered() {
        return empty(NO_ANSWER, Map.of());
    }

    WireResponse with(Fate changed) {
        return changed == fate ? this : new WireResponse(status, headers, body, stream, changed);
    }
}
