package sh.lfc.nv.emulator.services.kms;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import javax.crypto.spec.SecretKeySpec;
import sh.lfc.nv.emulator.call.AwsError;
import sh.lfc.nv.emulator.call.Platform;
import sh.lfc.nv.emulator.call.Scope;
import software.amazon.awssdk.services.kms.model.DisabledException;
import software.amazon.awssdk.services.kms.model.KeyState;
import software.amazon.awssdk.services.kms.model.NotFoundException;
import software.amazon.awssdk.services.kms.model.RotationType;

/** The keys and aliases of one account and region. Safe for use by many threads. */
final class Keys {

    private static final Pattern ID = Pattern.compile("(mrk-[0-9a-f]{32}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})");
    private static final int KEY_BYTES = 32;

    private final Scope scope;
    private final Platform platform;
    private final SecureRandom random = new SecureRandom();
    private final NavigableMap<String, Key> keys = new ConcurrentSkipListMap<>();
    private final NavigableMap<String, Alias> aliases = new ConcurrentSkipListMap<>();

    Keys(Scope scope, Platform platform) {
        this.scope = scope;
        this.platform = platform;
    }

    Scope scope() {
        return scope;
    }

    Instant now() {
        return platform.clock().instant();
    }

    /** So many bytes that nobody can guess. */
    byte[] random(int bytes) {
        byte[] made = new byte[bytes];
        random.nextBytes(made);
        return made;
    }

    List<Key> all() {
        return keys.values().stream().filter(this::there).toList();
    }

    /** The aliases of keys that still exist, and those of default keys that nobody has asked for yet. */
    List<Alias> aliases() {
        NavigableMap<String, Alias> all = new TreeMap<>();
        DefaultKeys.aliases().forEach(name -> all.put(name, new Alias(name, scope.arn("kms", name), null, null, null)));
        aliases.values().stream()
                .filter(alias -> find(alias.keyId()).isPresent())
                .forEach(alias -> all.put(alias.name(), alias));
        return List.copyOf(all.values());
    }

    /**
     * Makes a key.
     *
     * @param policy who may use it, or null for what the root of the account lets in
     */
    Key create(Key.About about, String policy, Map<String, String> tags) {
        String id = about.multiRegion()
                ? "mrk-" + platform.ids().hex(32)
                : platform.ids().uuid();
        Key key = new Key(
                id,
                scope.arn("kms", "key/" + id),
                now(),
                about,
                new Materials(List.of(material(null, now()))),
                Key.State.ENABLED,
                about.ofAws() ? new Key.Rotation(true, Key.Rotation.NONE.days(), now()) : Key.Rotation.NONE,
                policy == null ? defaultPolicy() : policy,
                tags);
        keys.put(id, key);
        if (about.ofAws()) {
            planRotation(key);
        }
        return key;
    }

    /** A new secret for a key. */
    Materials.Material material(RotationType by, Instant since) {
        return new Materials.Material(platform.ids().hex(64), new SecretKeySpec(random(KEY_BYTES), "AES"), since, by);
    }

    /** Has a key rotated when that is due. */
    void planRotation(Key key) {
        platform.scheduler().at(key.rotation().due(), () -> rotateDue(key.id()));
    }

    /** Rotates a key whose time has come. One that is not enabled then is rotated once it is. */
    void rotateDue(String keyId) {
        Instant now = now();
        boolean[] rotated = {false};
        Key key = keys.computeIfPresent(keyId, (id, found) -> {
            rotated[0] = found.state().shown() == KeyState.ENABLED
                    && found.rotation().enabled()
                    && !now.isBefore(found.rotation().due());
            return rotated[0]
                    ? found.with(found.materials().and(material(RotationType.AUTOMATIC, now)))
                            .with(new Key.Rotation(true, found.rotation().days(), now))
                    : found;
        });
        if (rotated[0]) {
            planRotation(key);
        }
    }

    /** Lets go of a key, and of its aliases, when its time is over unless somebody has kept it. */
    void planDeletion(Key key) {
        platform.scheduler().at(key.state().gone(), () -> {
            if (keys.computeIfPresent(key.id(), (id, found) -> there(found) ? found : null) == null) {
                aliases.values().removeIf(alias -> key.id().equals(alias.keyId()));
            }
        });
    }

    /**
     * The key of an identifier, ARN, alias or alias ARN.
     *
     * @throws NotFoundException when there is none
     */
    Key get(String id) {
        if (id == null) {
            throw AwsError.badRequest(
                    "ValidationException",
                    "1 validation error detected: Value null at 'keyId' failed to satisfy constraint: Member must not"
                            + " be null");
        }
        String aliasPrefix = scope.arn("kms", "alias/");
        if (id.startsWith("alias/") || id.startsWith(aliasPrefix)) {
            String name = id.startsWith("alias/") ? id : "alias/" + id.substring(aliasPrefix.length());
            return ofAlias(name);
        }
        String keyPrefix = scope.arn("kms", "key/");
        String keyId = id.startsWith(keyPrefix) ? id.substring(keyPrefix.length()) : id;
        if (!ID.matcher(keyId).matches() && !id.startsWith("arn:")) {
            throw notFound("Invalid keyId '" + id + "'");
        }
        return find(keyId)
                .orElseThrow(() ->
                        notFound("Key '" + (id.startsWith("arn:") ? id : keyPrefix + keyId) + "' does not exist"));
    }

    Optional<Key> find(String keyId) {
        return Optional.ofNullable(keys.get(keyId)).filter(this::there);
    }

    /**
     * The key, if it may be used.
     *
     * @throws DisabledException when it is disabled
     */
    Key usable(String id) {
        Key key = get(id);
        requireNotPending(key);
        if (!key.state().enabled()) {
            throw DisabledException.builder()
                    .message(key.arn() + " is disabled.")
                    .build();
        }
        return key;
    }

    /** Puts what the function makes of a customer's key in its place. */
    Key change(String id, UnaryOperator<Key> change) {
        Key known = get(id);
        if (known.about().ofAws()) {
            throw new AwsError("AccessDeniedException", 400, "AWS managed keys cannot be changed: " + known.arn());
        }
        return keys.computeIfPresent(known.id(), (same, key) -> change.apply(key));
    }

    static void requireNotPending(Key key) {
        if (key.state().gone() != null) {
            throw AwsError.badRequest("KMSInvalidStateException", key.arn() + " is pending deletion.");
        }
    }

    Optional<Alias> alias(String name) {
        return Optional.ofNullable(aliases.get(name));
    }

    /** Adds an alias unless the name is taken; true when it was added. */
    boolean addAlias(String name, Key key) {
        return aliases.putIfAbsent(name, new Alias(name, scope.arn("kms", name), key.id(), now(), now())) == null;
    }

    /** Lets an alias stand for another key. */
    void moveAlias(String name, Key key) {
        if (aliases.computeIfPresent(
                        name, (same, alias) -> new Alias(name, alias.arn(), key.id(), alias.created(), now()))
                == null) {
            throw noAlias(name);
        }
    }

    void deleteAlias(String name) {
        if (aliases.remove(name) == null) {
            throw noAlias(name);
        }
    }

    private Key ofAlias(String name) {
        if (DefaultKeys.is(name)) {
            return defaultKey(name);
        }
        return alias(name).flatMap(alias -> find(alias.keyId())).orElseThrow(() -> noAlias(name));
    }

    private synchronized Key defaultKey(String name) {
        Optional<Key> made = alias(name).flatMap(alias -> find(alias.keyId()));
        return made.orElseGet(() -> {
            Key key = create(new Key.About(DefaultKeys.description(name), true, false), null, Map.of());
            addAlias(name, key);
            return key;
        });
    }

    private boolean there(Key key) {
        return key.state().gone() == null || now().isBefore(key.state().gone());
    }

    private String defaultPolicy() {
        return """
                {
                  "Version" : "2012-10-17",
                  "Id" : "key-default-1",
                  "Statement" : [ {
                    "Sid" : "Enable IAM User Permissions",
                    "Effect" : "Allow",
                    "Principal" : {
                      "AWS" : "arn:aws:iam::%s:root"
                    },
                    "Action" : "kms:*",
                    "Resource" : "*"
                  } ]
                }"""
                .formatted(scope.account());
    }

    private NotFoundException noAlias(String name) {
        return notFound("Alias " + scope.arn("kms", name) + " is not found.");
    }

    private static NotFoundException notFound(String message) {
        return NotFoundException.builder().message(message).build();
    }
}
