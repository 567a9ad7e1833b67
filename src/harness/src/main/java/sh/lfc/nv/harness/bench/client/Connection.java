package sh.lfc.nv.harness.bench.client;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import sh.lfc.nv.harness.HarnessException;

/**
 * One connection to a server over HTTP/1.1, kept alive and used by one thread. It does what a measuring client needs and
 * no more: it sends what was prepared, reads the answer to its end, and forgets it unless somebody wants it.
 */
public final class Connection implements AutoCloseable {
    private static final int BUFFER = 128 * 1024;
    private static final int REFUSED = 300;

    private final Opening opening;
    private final byte[] buffer = new byte[BUFFER];
    private Socket socket;
    private InputStream in;
    private OutputStream out;
    private int at;
    private int end;

    public Connection(Opening opening) {
        this.opening = opening;
    }

    /**
     * Sends a request and reads its answer.
     *
     * @throws HarnessException when it is refused, with what the server says
     */
    void exchange(Request request) throws IOException {
        exchange(request, null);
    }

    /** The same, and keeps the answer's body. */
    byte[] fetch(Request request) throws IOException {
        var body = new ByteArrayOutputStream();
        exchange(request, body);
        return body.toByteArray();
    }

    private void exchange(Request request, ByteArrayOutputStream kept) throws IOException {
        var old = socket != null;
        try {
            once(request, kept);
        } catch (IOException e) {
            close();
            if (!old) {
                throw e;
            }
            // The server ended a connection that nothing was going on on.
            once(request, kept);
        }
    }

    private void once(Request request, ByteArrayOutputStream kept) throws IOException {
        connect();
        out.write(request.head());
        if (request.body().length > 0) {
            out.write(request.body());
        }
        var status = Integer.parseInt(line().split(" ", 3)[1]);
        var length = -1L;
        var chunked = false;
        var ends = false;
        for (var line = line(); !line.isEmpty(); line = line()) {
            var colon = line.indexOf(':');
            var value = line.substring(colon + 1).trim();
            switch (line.substring(0, colon).toLowerCase(Locale.ROOT)) {
                case "content-length" -> length = Long.parseLong(value);
                case "transfer-encoding" -> chunked = value.equalsIgnoreCase("chunked");
                case "connection" -> ends = value.equalsIgnoreCase("close");
                default -> {
                    // Nothing that reading depends on.
                }
            }
        }
        var body = status < REFUSED ? kept : new ByteArrayOutputStream();
        if (!request.isHead() && status != 204) {
            body(length, chunked, body);
        }
        if (ends || length < 0 && !chunked) {
            close();
        }
        if (status >= REFUSED) {
            throw new HarnessException("%s was answered with %d: %s"
                    .formatted(request.title(), status, body.toString(StandardCharsets.UTF_8)));
        }
    }

    private void body(long length, boolean chunked, ByteArrayOutputStream kept) throws IOException {
        if (chunked) {
            for (var size = chunkSize(); size > 0; size = chunkSize()) {
                skip(size, kept);
                line();
            }
            while (!line().isEmpty()) {
                // Trailers say nothing here.
            }
        } else {
            skip(length < 0 ? Long.MAX_VALUE : length, kept);
        }
    }

    private long chunkSize() throws IOException {
        return Long.parseLong(line().split(";", 2)[0].trim(), 16);
    }

    private void skip(long length, ByteArrayOutputStream kept) throws IOException {
        var left = length;
        while (left > 0) {
            if (at == end && !fill()) {
                if (length == Long.MAX_VALUE) {
                    return;
                }
                throw new EOFException("the answer ended %d bytes early".formatted(left));
            }
            var count = (int) Math.min(left, end - at);
            if (kept != null) {
                kept.write(buffer, at, count);
            }
            at += count;
            left -= count;
        }
    }

    private String line() throws IOException {
        var line = new StringBuilder(64);
        while (true) {
            if (at == end && !fill()) {
                throw new EOFException("the connection ended");
            }
            var next = (char) (buffer[at++] & 0xFF);
            if (next == '\n') {
                var length = line.length();
                if (length > 0 && line.charAt(length - 1) == '\r') {
                    line.setLength(length - 1);
                }
                return line.toString();
            }
            line.append(next);
        }
    }

    private boolean fill() throws IOException {
        at = 0;
        end = Math.max(0, in.read(buffer));
        return end > 0;
    }

    private void connect() throws IOException {
        if (socket == null) {
            socket = opening.open();
            in = socket.getInputStream();
            out = socket.getOutputStream();
            at = 0;
            end = 0;
        }
    }

    @Override
    public void close() throws IOException {
        if (socket != null) {
            socket.close();
            socket = null;
        }
    }
}
