package sh.lfc.nv.service.authorizer;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import sh.lfc.nv.service.secrets.Credentials;
import sh.lfc.nv.service.secrets.Secrets;

/** Compares what a caller presents with the client's secret. */
final class Authorizer {

    private final Secrets secrets;
    private final String clientSecret;

    /** @param clientSecret name of the secret with the client's user name and password */
    Authorizer(Secrets secrets, String clientSecret) {
        this.secrets = secrets;
        this.clientSecret = clientSecret;
    }

    /**
     * Whether the header's credentials are the client's. A header that cannot be read is a refusal; only an unreadable
     * secret is an error.
     */
    boolean allows(String authorizationHeader) {
        return BasicCredentials.parse(authorizationHeader).filter(this::match).isPresent();
    }

    private boolean match(BasicCredentials presented) {
        Credentials expected = Credentials.of(secrets, clientSecret);
        // Both are always compared: the time taken must not tell which of them was wrong.
        boolean username = same(presented.username(), expected.username());
        boolean password = same(presented.password(), expected.password());
        return username & password;
    }

    /** Digests have one length, so that the comparison does not tell the secret's length either. */
    private static boolean same(String one, String other) {
        return MessageDigest.isEqual(digest(one), digest(other));
    }

    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
