package sh.lfc.nv.service.secrets;

import com.fasterxml.jackson.jr.stree.JrsValue;
import java.util.Optional;
import sh.lfc.nv.service.json.InvalidJsonException;
import sh.lfc.nv.service.json.Json;

/** A user name and password, as a secret holds them: {@code {"username": …, "password": …}}. */
public record Credentials(String username, String password) {

    /** Reads them from a secret. */
    public static Credentials of(Secrets secrets, String id) {
        JrsValue json;
        try {
            json = Json.read(secrets.value(id));
        } catch (InvalidJsonException e) {
            throw new InvalidSecretException("Secret " + id + " is not JSON");
        }
        return new Credentials(field(json, id, "username"), field(json, id, "password"));
    }

    private static String field(JrsValue json, String id, String name) {
        Optional<String> value = Json.text(json, name).filter(text -> !text.isEmpty());
        return value.orElseThrow(() -> new InvalidSecretException("Secret " + id + " has no " + name));
    }

    @Override
    public String toString() {
        return "Credentials[username=" + username + "]";
    }
}
