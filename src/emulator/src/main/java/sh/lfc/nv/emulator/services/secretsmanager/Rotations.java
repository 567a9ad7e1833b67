package sh.lfc.nv.emulator.services.secretsmanager;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sh.lfc.nv.emulator.call.Platform;
import sh.lfc.nv.emulator.call.Regional;

/**
 * Carries out rotations: has a secret's function take the four steps, and again from the first when one fails ("Rotation
 * by Lambda function").
 *
 * <p>How often, and after how long, is not documented: here five times, after one minute, two, four and eight. What is
 * not rotated then stays pending, and is tried again in the next window.
 */
final class Rotations {

    private static final Logger log = LoggerFactory.getLogger(Rotations.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> STEPS = List.of("createSecret", "setSecret", "testSecret", "finishSecret");
    private static final List<String> IN_ROTATION = List.of(SecretVersion.PENDING, SecretVersion.CURRENT);
    private static final int ATTEMPTS = 5;
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final Platform platform;
    private final Regional<Secrets> secrets;
    private final RotationFunctions functions;
    /** The versions that secrets are being rotated to, by the secrets' ARNs. */
    private final Map<String, String> running = new ConcurrentHashMap<>();

    Rotations(Platform platform, Regional<Secrets> secrets, RotationFunctions functions) {
        this.platform = platform;
        this.secrets = secrets;
        this.functions = functions;
        platform.scheduler().onEach(ChronoUnit.HOURS, this::rotateWhatIsDue);
    }

    private void rotateWhatIsDue() {
        Instant now = platform.clock().instant();
        secrets.all().values().forEach(own -> own.all().stream()
                .filter(secret -> isDue(secret, now))
                .forEach(secret -> begin(own, secret, platform.ids().uuid())));
    }

    private boolean isDue(Secret secret, Instant now) {
        return isRotated(secret)
                && !running.containsKey(secret.arn())
                && secret.rotation().next() != null
                && !now.isBefore(secret.rotation().next().opens());
    }

    private static boolean isRotated(Secret secret) {
        return !secret.deleted()
                && secret.rotation() != null
                && secret.rotation().enabled();
    }

    /**
     * Begins to rotate a secret, in the background; goes on with a rotation that is pending.
     *
     * @param token the identifier of the new version, unless one is pending
     */
    void begin(Secrets own, Secret secret, String token) {
        Instant now = platform.clock().instant();
        Secret changed = own.change(
                secret.arn(),
                found -> found.versions().pending().isPresent()
                        ? found
                        : found.with(found.versions().add(SecretVersion.pending(token, now)), now));
        String version = changed.versions().pending().map(SecretVersion::id).orElse(token);
        running.put(secret.arn(), version);
        platform.scheduler().run(() -> attempt(own, secret.arn(), version, 1));
    }

    /** Has a function take the step of testing alone, with a version that is there only meanwhile. */
    void test(Secrets own, Secret secret, String token) {
        platform.scheduler().run(() -> {
            Instant now = platform.clock().instant();
            own.change(secret.arn(), found -> found.with(found.versions().add(SecretVersion.pending(token, now)), now));
            try {
                step(secret, token, "testSecret");
            } catch (RuntimeException e) {
                log.warn("secret={} the test of its rotation failed: {}", secret.arn(), e.getMessage());
            } finally {
                own.find(secret.arn())
                        .ifPresent(there -> own.changeAny(
                                there.arn(),
                                found -> found.with(found.versions().without(token), now)));
            }
        });
    }

    private void attempt(Secrets own, String arn, String token, int number) {
        Optional<Secret> secret = own.find(arn)
                .filter(Rotations::isRotated)
                .filter(found -> token.equals(running.get(arn)) && isPending(found, token));
        if (secret.isEmpty()) {
            running.remove(arn, token);
            return;
        }
        try {
            STEPS.forEach(step -> step(secret.get(), token, step));
            requireFinished(own.get(arn), token);
            log.info("secret={} version={} was rotated", arn, token);
            end(own, arn, token, true);
        } catch (RuntimeException e) {
            log.warn("secret={} attempt={} rotation failed: {}", arn, number, e.getMessage());
            if (number < ATTEMPTS) {
                Duration pause = PAUSE.multipliedBy(1L << (number - 1));
                platform.scheduler().after(pause, () -> attempt(own, arn, token, number + 1));
            } else {
                end(own, arn, token, false);
            }
        }
    }

    /** Whether nobody has taken the version out of the rotation. */
    private static boolean isPending(Secret secret, String token) {
        SecretVersion version = secret.versions().byId().get(token);
        return version != null && version.stages().stream().anyMatch(IN_ROTATION::contains);
    }

    private void step(Secret secret, String token, String step) {
        String event = JSON.createObjectNode()
                .put("Step", step)
                .put("SecretId", secret.arn())
                .put("ClientRequestToken", token)
                .put("RotationToken", platform.ids().uuid())
                .toString();
        functions.run(secret.rotation().function(), event.getBytes(StandardCharsets.UTF_8), secret.arn());
    }

    /** The new version has to be the current one, and none else pending. */
    private static void requireFinished(Secret secret, String token) {
        boolean current = secret.versions()
                .staged(SecretVersion.CURRENT)
                .filter(version -> version.id().equals(token))
                .isPresent();
        if (!current || secret.versions().pending().isPresent()) {
            throw new IllegalStateException(
                    "the function has not moved AWSCURRENT to the version " + token + ", or left another one pending");
        }
    }

    private void end(Secrets own, String arn, String token, boolean rotated) {
        running.remove(arn, token);
        Instant now = platform.clock().instant();
        own.find(arn)
                .filter(Rotations::isRotated)
                .ifPresent(secret -> own.change(
                        arn,
                        found -> found.rotated(rotated ? now : found.rotation().last(), now)));
    }
}
