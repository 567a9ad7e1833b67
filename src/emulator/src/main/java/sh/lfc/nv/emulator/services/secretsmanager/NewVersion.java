package sh.lfc.nv.emulator.services.secretsmanager;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import sh.lfc.nv.emulator.call.AwsError;
import sh.lfc.nv.emulator.call.Platform;
import software.amazon.awssdk.core.SdkBytes;

/** How a request that brings a value becomes a version. */
final class NewVersion {

    private static final int MOST_BYTES = 65_536;
    private static final int LEAST_TOKEN = 32;
    private static final int MOST_TOKEN = 64;

    private NewVersion() {}

    /** The version that a request brings; empty when it has no value. */
    static Optional<SecretVersion> of(
            String text, SdkBytes bytes, String token, List<String> stages, Platform platform) {
        checkToken(token);
        if (text != null && bytes != null) {
            throw Refusal.parameter(
                    "You can't specify both a binary secret value and a string secret value in the same secret.");
        }
        if (text == null && bytes == null) {
            return Optional.empty();
        }
        int size = text == null ? bytes.asByteArrayUnsafe().length : text.getBytes(StandardCharsets.UTF_8).length;
        if (size == 0 || size > MOST_BYTES) {
            // Unlike other constraints without the value, which is secret.
            throw AwsError.badRequest(
                    "ValidationException",
                    "1 validation error detected: Value at '" + (text == null ? "secretBinary" : "secretString")
                            + "' failed to satisfy constraint: Member must have length "
                            + (size == 0 ? "greater than or equal to 1" : "less than or equal to " + MOST_BYTES));
        }
        return Optional.of(new SecretVersion(
                token == null ? platform.ids().uuid() : token,
                text,
                bytes,
                platform.clock().instant(),
                null,
                stages));
    }

    static void checkToken(String token) {
        if (token != null && (token.length() < LEAST_TOKEN || token.length() > MOST_TOKEN)) {
            throw Refusal.parameter("ClientRequestToken must be 32-64 characters long.");
        }
    }

    /** Whether the secret has this version already, with the same value. */
    static boolean repeats(Secret secret, SecretVersion version) {
        SecretVersion known = secret.versions().byId().get(version.id());
        return known != null && known.sameValue(version);
    }

    /**
     * The secret with the version; the same secret when the version is there already.
     *
     * @throws software.amazon.awssdk.services.secretsmanager.model.ResourceExistsException when the token stands for
     *     another value
     */
    static Secret added(Secret secret, SecretVersion version, Instant now) {
        SecretVersion known = secret.versions().byId().get(version.id());
        if (known == null || !known.hasValue()) {
            SecretVersion labelled = version;
            for (String stage : known == null ? List.<String>of() : known.stages()) {
                labelled = labelled.with(stage);
            }
            Secret changed = secret.with(secret.versions().add(labelled), now);
            return labelled.stages().contains(SecretVersion.CURRENT) ? changed.renewed(now) : changed;
        }
        if (!known.sameValue(version)) {
            throw Refusal.exists("You can't use ClientRequestToken " + version.id()
                    + " because that value is already in use for a version of secret " + secret.arn() + ".");
        }
        return secret;
    }
}
