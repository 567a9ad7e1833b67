package sh.lfc.nv.harness.system;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The user name and password with which a client calls the service. */
public record ClientCredentials(String username, String password) {

    /** The value of the header {@code Authorization}. */
    public String authorization() {
        var pair = (username + ":" + password).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(pair);
    }

    @Override
    public String toString() {
        return "ClientCredentials[" + username + "]";
    }
}
