package sh.lfc.nv.emulator.signature;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import sh.lfc.nv.emulator.call.AwsError;

/**
 * Decodes a body with content encoding {@code aws-chunked}; trailing headers are added to the request's headers when
 * the end is reached.
 *
 * <p>After "Signature calculations for the Authorization header: transferring payload in multiple chunks" of the S3
 * API Reference.
 */
public final class AwsChunkedInputStream extends InputStream {

    private static final int MAX_LINE = 16 * 1024;

    private final InputStream in;
    private final Map<String, String> trailers;
    private long left;
    private boolean started;
    private boolean ended;

    /**
     * @param in the encoded body
     * @param trailers where trailing headers are put, names in lower case
     */
    public AwsChunkedInputStream(InputStream in, Map<String, String> trailers) {
        this.in = in;
        this.trailers = trailers;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (left == 0 && !ended) {
            nextChunk();
        }
        if (ended) {
            return -1;
        }
        int count = in.read(buffer, offset, (int) Math.min(length, left));
        if (count < 0) {
            throw incomplete();
        }
        left -= count;
        return count;
    }

    private void nextChunk() throws IOException {
        if (started && !line().isEmpty()) {
            throw incomplete();
        }
        started = true;
        String size = line().split(";", 2)[0].trim();
        try {
            left = Long.parseLong(size, 16);
        } catch (NumberFormatException e) {
            throw incomplete();
        }
        if (left == 0) {
            ended = true;
            readTrailers();
        }
    }

    private void readTrailers() throws IOException {
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                trailers.put(
                        line.substring(0, colon).trim().toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).trim());
            }
        }
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
            if (line.size() > MAX_LINE) {
                throw incomplete();
            }
            line.write(c);
        }
        return line.toString(StandardCharsets.US_ASCII).replace("\r", "");
    }

    private static AwsError incomplete() {
        return AwsError.badRequest("IncompleteBody", "The request body terminated unexpectedly");
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
