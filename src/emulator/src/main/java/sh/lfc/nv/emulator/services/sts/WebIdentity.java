package sh.lfc.nv.emulator.services.sts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import software.amazon.awssdk.services.sts.model.ExpiredTokenException;
import software.amazon.awssdk.services.sts.model.InvalidIdentityTokenException;

/**
 * The claims of an OpenID Connect token.
 *
 * <p>The signature is not verified: the keys of the provider are on the internet, where the emulator does not go.
 *
 * @param issuer the provider, without {@code https://}
 * @param subject whom the token is about
 * @param audience for whom the token is meant
 * @param expiry when the token expires
 */
record WebIdentity(String issuer, String subject, String audience, Instant expiry) {

    private static final ObjectMapper JSON = new ObjectMapper();

    static WebIdentity read(String token, Instant now) {
        WebIdentity identity = parse(token);
        if (!now.isBefore(identity.expiry)) {
            throw ExpiredTokenException.builder()
                    .message("Token expired: current date/time " + now.getEpochSecond()
                            + " must be before the expiration date/time " + identity.expiry.getEpochSecond())
                    .build();
        }
        return identity;
    }

    /** What policies see of the token: context keys and their values. */
    Map<String, String> claims() {
        return Map.of(issuer + ":sub", subject, issuer + ":aud", audience);
    }

    private static WebIdentity parse(String token) {
        String[] parts = token.split("\\.");
        if (parts.length != 3) {
            throw invalid("The ID Token provided is not a valid JWT. (You may see this error if you sent an Access"
                    + " Token)");
        }
        try {
            JsonNode claims = JSON.readTree(Base64.getUrlDecoder().decode(parts[1]));
            JsonNode audience = claims.path("aud");
            if (!claims.hasNonNull("iss")
                    || !claims.hasNonNull("sub")
                    || !claims.path("exp").isNumber()) {
                throw invalid("Missing a required claim: " + firstMissing(claims));
            }
            return new WebIdentity(
                    claims.get("iss").asText().replaceFirst("^https://", ""),
                    claims.get("sub").asText(),
                    audience.isArray() ? audience.path(0).asText() : audience.asText(),
                    Instant.ofEpochSecond(claims.get("exp").asLong()));
        } catch (IOException | IllegalArgumentException e) {
            throw invalid("The ID Token provided is not a valid JWT. (You may see this error if you sent an Access"
                    + " Token)");
        }
    }

    private static String firstMissing(JsonNode claims) {
        return !claims.hasNonNull("iss") ? "iss" : !claims.hasNonNull("sub") ? "sub" : "exp";
    }

    private static InvalidIdentityTokenException invalid(String message) {
        return InvalidIdentityTokenException.builder().message(message).build();
    }
}
