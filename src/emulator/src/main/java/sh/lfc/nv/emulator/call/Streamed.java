package sh.lfc.nv.emulator.call;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/**
 * An answer whose body is streamed, such as that of S3's GetObject.
 *
 * @param response the typed response; its members become headers
 * @param length the number of bytes of the body
 * @param content opens the body; called at most once, never for a HEAD request
 * @param <R> the response class of the SDK
 */
public record Streamed<R>(R response, long length, Content content) {

    /** Opens a body. */
    @FunctionalInterface
    public interface Content {
        InputStream open() throws IOException;
    }

    public Streamed {
        Objects.requireNonNull(response);
        Objects.requireNonNull(content);
    }
}
