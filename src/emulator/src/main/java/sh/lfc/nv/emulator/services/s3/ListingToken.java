package sh.lfc.nv.emulator.services.s3;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Where a listing goes on: opaque to clients, the last name that was listed to us. */
final class ListingToken {

    private ListingToken() {}

    static String encode(String last) {
        return Base64.getUrlEncoder().encodeToString(("1" + last).getBytes(StandardCharsets.UTF_8));
    }

    static String decode(String token) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
            if (text.startsWith("1")) {
                return text.substring(1);
            }
        } catch (IllegalArgumentException e) {
            throw incorrect(token);
        }
        throw incorrect(token);
    }

    private static RuntimeException incorrect(String token) {
        return Refusals.invalidArgument("The continuation token provided is incorrect", "continuation-token", token);
    }
}
