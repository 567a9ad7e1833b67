package sh.lfc.nv.canary.client;

import com.fasterxml.jackson.jr.ob.JSON;
import com.fasterxml.jackson.jr.stree.JacksonJrsTreeCodec;
import com.fasterxml.jackson.jr.stree.JrsValue;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/**
 * What was answered to a request.
 *
 * @param request what was sent
 * @param took from the request until the last byte was there
 */
public record Answer(HttpRequest request, int status, HttpHeaders headers, byte[] body, Duration took) {
    private static final JSON JR = JSON.std.with(new JacksonJrsTreeCodec());

    /** The body as text in UTF-8. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /**
     * The body as JSON.
     *
     * @throws AssertionError when it is none
     */
    public JrsValue json() {
        try {
            if (JR.treeFrom(body) instanceof JrsValue value) {
                return value;
            }
        } catch (IOException e) {
            throw new AssertionError("this should be JSON: " + text(), e);
        }
        throw new AssertionError("an answer without content should be JSON");
    }

    /** The text of a member of the body, and of a member of that, and so on; empty where there is none. */
    public Optional<String> json(String... path) {
        var value = json();
        for (var name : path) {
            value = value.path(name);
        }
        return value.isValueNode() && !value.isNull() ? Optional.of(value.asText()) : Optional.empty();
    }

    /** The first value of a header. */
    public Optional<String> header(String name) {
        return headers.firstValue(name);
    }

    /** The media type with its parameters; empty text where none is told. */
    public String contentType() {
        return header("Content-Type").orElse("");
    }

    /** By what the service's own log knows the request. */
    public Optional<String> requestId() {
        return header("apigw-requestid").or(() -> header("x-amzn-requestid"));
    }

    @Override
    public String toString() {
        return status + " " + text();
    }
}
