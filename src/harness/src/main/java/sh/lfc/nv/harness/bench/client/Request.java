package sh.lfc.nv.harness.bench.client;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * An HTTP request as the bytes that go over the wire, to be sent as often as one likes.
 *
 * @param title what it is, for messages
 * @param head request line and headers with the empty line behind them
 * @param body shared, never changed
 */
record Request(String title, byte[] head, byte[] body) {
    /** Up to this size head and body go in one packet's write. */
    private static final int SMALL = 64 * 1024;

    /** Puts a small body right behind the head, so that one write sends both. */
    static Request of(String method, String target, Map<String, String> headers, byte[] body) {
        var head = new StringBuilder(method).append(' ').append(target).append(" HTTP/1.1\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        head.append("\r\n");
        var title = method + " " + target;
        var bytes = head.toString().getBytes(StandardCharsets.UTF_8);
        if (body.length > SMALL) {
            return new Request(title, bytes, body);
        }
        var both = new ByteArrayOutputStream(bytes.length + body.length);
        both.writeBytes(bytes);
        both.writeBytes(body);
        return new Request(title, both.toByteArray(), new byte[0]);
    }

    /** Whether a server answers with headers alone. */
    boolean isHead() {
        return title.startsWith("HEAD ");
    }
}
