package sh.lfc.nv.canary.client;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** File names in paths. */
final class Names {
    private static final String UNRESERVED = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

    private Names() {}

    /** One segment of a path: everything but unreserved characters is escaped (RFC 3986). */
    static String segment(String name) {
        var escaped = new StringBuilder();
        for (byte octet : name.getBytes(StandardCharsets.UTF_8)) {
            if (UNRESERVED.indexOf(octet) >= 0) {
                escaped.append((char) octet);
            } else {
                escaped.append('%').append("%02X".formatted(octet & 0xff));
            }
        }
        return escaped.toString();
    }

    /** A path with slashes that mean what they say. */
    static String path(String key) {
        return String.join(
                "/", Arrays.stream(key.split("/", -1)).map(Names::segment).toList());
    }
}
