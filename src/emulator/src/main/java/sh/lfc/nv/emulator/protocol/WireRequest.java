package sh.lfc.nv.emulator.protocol;

import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An HTTP request as the protocols see it.
 *
 * @param method in upper case
 * @param path the path as it was sent, percent-encoded, without the query
 * @param query the decoded parameters in the order in which they came; a parameter without a value has an empty one
 * @param headers by name in lower case; several values are joined with a comma
 * @param body the body, read at most once
 */
public record WireRequest(
        String method, String path, Map<String, List<String>> query, Map<String, String> headers, InputStream body) {

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /** The first value of a query parameter. */
    public Optional<String> parameter(String name) {
        return Optional.ofNullable(query.get(name)).map(values -> values.get(0));
    }
}
