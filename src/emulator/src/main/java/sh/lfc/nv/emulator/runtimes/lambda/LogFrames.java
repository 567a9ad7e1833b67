package sh.lfc.nv.emulator.runtimes.lambda;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Tells the messages of Lambda's logger from what a function prints, both of which come on the standard output.
 *
 * <p>The runtime client frames each message of the logger: a type that begins with A5 5A, the length, the time, the
 * message ({@code FramedTelemetryLogSink}). That makes one event of a message of many lines, or of one without an end
 * of line. The two bytes are no part of any text in UTF-8. For use by one thread.
 */
final class LogFrames {

    /** The value of {@code _LAMBDA_TELEMETRY_LOG_FD}: the standard output, so that the order of all lines is kept. */
    static final String DESCRIPTOR = "1";

    private static final byte FIRST = (byte) 0xA5;
    private static final byte SECOND = 0x5A;
    private static final int HEADER = 16;
    private static final byte[] NOTHING = new byte[0];

    private final int longest;
    private final ByteBuffer header = ByteBuffer.allocate(HEADER);
    private final ByteArrayOutputStream message = new ByteArrayOutputStream();
    private int left;
    private byte[] text = NOTHING;

    /** Longer messages than this are cut off. */
    LogFrames(int longest) {
        this.longest = longest;
    }

    /** Takes the next byte of the output; answers a message when it is complete. */
    String take(byte next) {
        text = NOTHING;
        if (left > 0) {
            return body(next);
        }
        if (header.position() == 0) {
            if (next == FIRST) {
                header.put(next);
            } else {
                text = new byte[] {next};
            }
            return null;
        }
        if (header.position() == 1 && next != SECOND) {
            header.clear();
            text = new byte[] {FIRST, next};
            return null;
        }
        header.put(next);
        if (header.hasRemaining()) {
            return null;
        }
        left = Math.max(0, header.getInt(4));
        header.clear();
        return left == 0 ? "" : null;
    }

    private String body(byte next) {
        if (message.size() < longest) {
            message.write(next);
        }
        left--;
        if (left > 0) {
            return null;
        }
        String complete = message.toString(StandardCharsets.UTF_8);
        message.reset();
        return complete;
    }

    /** Whether the byte that was taken last was no part of a message. */
    boolean hasText() {
        return text.length > 0;
    }

    /** What was printed, up to the byte that was taken last. */
    byte[] text() {
        return text;
    }
}
