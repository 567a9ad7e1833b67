package sh.lfc.nv.emulator.gateway;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import sh.lfc.nv.emulator.call.AwsError;
import sh.lfc.nv.emulator.protocol.WireRequest;

/** Parameters of queries and forms. */
final class Forms {

    private Forms() {}

    /** Whether a request's body is a form. */
    static boolean isForm(WireRequest request) {
        return request.header("content-type")
                .filter(type -> type.startsWith("application/x-www-form-urlencoded"))
                .isPresent();
    }

    /** The parameters, decoded, in their order; one without a value has an empty value. */
    static Map<String, List<String>> parse(String text) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        for (String pair : text == null ? new String[0] : text.split("&")) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                String value = equals < 0 ? "" : pair.substring(equals + 1);
                parameters
                        .computeIfAbsent(decode(name), any -> new ArrayList<>())
                        .add(decode(value));
            }
        }
        return parameters;
    }

    /** The parameters of a query and of a form. */
    static Map<String, List<String>> merge(Map<String, List<String>> query, String form) {
        Map<String, List<String>> all = new LinkedHashMap<>(query);
        all.putAll(parse(form));
        return all;
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw AwsError.badRequest("InvalidURI", "Couldn't parse the specified URI.");
        }
    }
}
