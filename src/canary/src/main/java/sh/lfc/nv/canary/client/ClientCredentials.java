package sh.lfc.nv.canary.client;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/** The user name and password with which a client calls the service. */
public record ClientCredentials(String username, String password) {

    /**
     * Credentials as a secret holds them.
     *
     * @param secret a JSON object with {@code username} and {@code password}
     * @throws IllegalArgumentException when it is not; what it is is not told
     */
    public static ClientCredentials ofSecret(String secret) {
        try {
            Map<String, Object> members = JSON.std.mapFrom(secret);
            if (members.get("username") instanceof String username
                    && members.get("password") instanceof String password) {
                return new ClientCredentials(username, password);
            }
        } catch (IOException e) {
            throw new IllegalArgumentException("the client's secret is not JSON");
        }
        throw new IllegalArgumentException("the client's secret has no username and password");
    }

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
