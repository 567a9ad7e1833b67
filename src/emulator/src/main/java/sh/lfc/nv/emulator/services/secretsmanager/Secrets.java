package sh.lfc.nv.emulator.services.secretsmanager;

import java.time.Instant;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.UnaryOperator;
import sh.lfc.nv.emulator.call.Platform;
import sh.lfc.nv.emulator.call.Scope;

/** The secrets of one account and region, by name. Safe for use by many threads. */
final class Secrets {

    private final Scope scope;
    private final Platform platform;
    private final NavigableMap<String, Secret> secrets = new ConcurrentSkipListMap<>();

    Secrets(Scope scope, Platform platform) {
        this.scope = scope;
        this.platform = platform;
    }

    Scope scope() {
        return scope;
    }

    /** All secrets whose recovery window is not over, by name. */
    List<Secret> all() {
        Instant now = platform.clock().instant();
        return secrets.values().stream().filter(secret -> !gone(secret, now)).toList();
    }

    /** A new ARN for a name. */
    String arn(String name) {
        return scope.arn(
                "secretsmanager", "secret:" + name + "-" + platform.ids().alphanumeric(6));
    }

    /**
     * Adds a secret.
     *
     * @throws software.amazon.awssdk.services.secretsmanager.model.ResourceExistsException when the name is in use
     */
    Secret add(Secret added) {
        Instant now = platform.clock().instant();
        return secrets.compute(added.name(), (name, secret) -> {
            if (secret == null || gone(secret, now)) {
                return added;
            }
            if (secret.deleted()) {
                throw Refusal.request("You can't create this secret because a secret with this name is already"
                        + " scheduled for deletion.");
            }
            throw Refusal.exists("The operation failed because the secret " + name + " already exists.");
        });
    }

    Optional<Secret> find(String id) {
        return name(id).map(secrets::get)
                .filter(secret -> !gone(secret, platform.clock().instant()));
    }

    /** The secret of this name, ARN or ARN without its last six characters, even if it is marked for deletion. */
    Secret get(String id) {
        if (id == null) {
            throw Refusal.parameter("You must provide a SecretId.");
        }
        return find(id).orElseThrow(Refusal::noSecret);
    }

    /** The same, but not one that is marked for deletion. */
    Secret live(String id) {
        Secret secret = get(id);
        if (secret.deleted()) {
            throw Refusal.markedForDeletion();
        }
        return secret;
    }

    /** Puts what the function makes of a secret in its place, unless it is marked for deletion. */
    Secret change(String id, UnaryOperator<Secret> change) {
        return changeAny(id, secret -> {
            if (secret.deleted()) {
                throw Refusal.markedForDeletion();
            }
            return change.apply(secret);
        });
    }

    /** The same, also for a secret that is marked for deletion; null deletes it. */
    Secret changeAny(String id, UnaryOperator<Secret> change) {
        return secrets.computeIfPresent(get(id).name(), (name, secret) -> change.apply(secret));
    }

    /** Lets go of a secret whose recovery window is over. */
    void forget(String arn) {
        Instant now = platform.clock().instant();
        secrets.values().removeIf(secret -> secret.arn().equals(arn) && gone(secret, now));
    }

    private Optional<String> name(String id) {
        String prefix = scope.arn("secretsmanager", "secret:");
        if (!id.startsWith("arn:")) {
            return Optional.of(id);
        }
        if (!id.startsWith(prefix)) {
            return Optional.empty();
        }
        String rest = id.substring(prefix.length());
        return secrets.values().stream()
                .filter(secret -> secret.arn().equals(id))
                .map(Secret::name)
                .findFirst()
                .or(() -> Optional.of(rest));
    }

    private static boolean gone(Secret secret, Instant now) {
        return secret.times().gone() != null && !now.isBefore(secret.times().gone());
    }
}
