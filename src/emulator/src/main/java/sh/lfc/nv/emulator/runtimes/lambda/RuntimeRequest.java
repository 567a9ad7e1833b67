package sh.lfc.nv.emulator.runtimes.lambda;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * A request to the Runtime API: as much of HTTP/1.1 as runtime clients speak.
 *
 * @param headers names in lower case
 */
record RuntimeRequest(String method, String path, Map<String, String> headers, byte[] body) {

    private static final int MAX_LINE = 2 * 1024 * 1024;
    private static final int MAX_HEADERS = 100;
    private static final int MAX_BODY = 64 * 1024 * 1024;
    private static final byte[] NOTHING = new byte[0];

    /** Reads the next request of a connection; null when the other side has closed it. */
    static RuntimeRequest read(InputStream in) throws IOException {
        String first = line(in);
        if (first == null) {
            return null;
        }
        String[] parts = first.split(" ");
        if (parts.length != 3) {
            throw new ProtocolException("no HTTP request");
        }
        Map<String, String> headers = new HashMap<>();
        for (String line = line(in); line != null && !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            if (colon < 1 || headers.size() >= MAX_HEADERS) {
                throw new ProtocolException("malformed headers");
            }
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).trim());
        }
        return new RuntimeRequest(parts[0], parts[1], headers, body(in, headers));
    }

    private static byte[] body(InputStream in, Map<String, String> headers) throws IOException {
        if ("chunked".equalsIgnoreCase(headers.get("transfer-encoding"))) {
            return chunks(in);
        }
        String length = headers.get("content-length");
        if (length == null) {
            return NOTHING;
        }
        try {
            return exactly(in, bounded(Long.parseLong(length)));
        } catch (NumberFormatException e) {
            throw new ProtocolException("malformed Content-Length");
        }
    }

    private static byte[] chunks(InputStream in) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        while (true) {
            String size = line(in);
            if (size == null) {
                throw new EOFException();
            }
            int length;
            try {
                length = bounded(Long.parseLong(size.split(";")[0].trim(), 16) + body.size()) - body.size();
            } catch (NumberFormatException e) {
                throw new ProtocolException("malformed chunk");
            }
            body.writeBytes(exactly(in, length));
            line(in);
            if (length == 0) {
                return body.toByteArray();
            }
        }
    }

    private static int bounded(long length) throws ProtocolException {
        if (length < 0 || length > MAX_BODY) {
            throw new ProtocolException("body of " + length + " bytes");
        }
        return (int) length;
    }

    private static byte[] exactly(InputStream in, int length) throws IOException {
        byte[] body = in.readNBytes(length);
        if (body.length < length) {
            throw new EOFException();
        }
        return body;
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(80);
        for (int b = in.read(); b >= 0; b = in.read()) {
            if (b == '\n') {
                String text = line.toString(StandardCharsets.UTF_8);
                return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
            }
            if (line.size() >= MAX_LINE) {
                throw new ProtocolException("line too long");
            }
            line.write(b);
        }
        return null;
    }
}
