package sh.lfc.nv.emulator.services.iam;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import sh.lfc.nv.emulator.realism.Lagging;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;

/**
 * The entities of one kind in one account, by name. Names are unique without regard to case.
 *
 * <p>Safe for use by many threads.
 *
 * @param <T> an immutable entity
 */
final class Entities<T> {

    private final NavigableMap<String, T> entities = new ConcurrentSkipListMap<>();
    private final Map<String, Lagging<T>> changes = new ConcurrentHashMap<>();
    private final Propagation propagation;
    private final Function<T, String> name;
    private final String kind;
    private final String taken;

    /**
     * @param name the name of an entity
     * @param kind what AWS's sentences call the kind
     * @param taken AWS's sentence for a name that is in use, with {@code %s} for it
     */
    Entities(Function<T, String> name, String kind, String taken, Propagation propagation) {
        this.propagation = propagation;
        this.name = name;
        this.kind = kind;
        this.taken = taken;
    }

    /** The entities as decisions know them. */
    Entities<T> known() {
        Instant now = propagation.clock().instant();
        if (propagation.isAtOnce()) {
            return this;
        }
        changes.values().removeIf(change -> change.isKnown(now));
        if (changes.isEmpty()) {
            return this;
        }
        Entities<T> known = new Entities<>(name, kind, taken, Propagation.AT_ONCE);
        known.entities.putAll(entities);
        changes.forEach((key, change) -> {
            T before = change.known(now, entities.get(key));
            if (before == null) {
                known.entities.remove(key);
            } else {
                known.entities.put(key, before);
            }
        });
        return known;
    }

    /** Notes that an entity changes. */
    private void changes(String key, T before) {
        if (!propagation.isAtOnce()) {
            Instant now = propagation.clock().instant();
            changes.compute(key, (same, known) -> {
                Lagging<T> own = known == null ? new Lagging<>(propagation.lag()) : known;
                own.changes(now, before);
                return own;
            });
        }
    }

    /** All entities, by name. */
    List<T> all() {
        return List.copyOf(entities.values());
    }

    Optional<T> find(String wanted) {
        return wanted == null
                ? Optional.empty()
                : Optional.ofNullable(entities.get(key(wanted)))
                        .filter(entity -> name.apply(entity).equals(wanted));
    }

    /**
     * The entity of this name.
     *
     * @throws software.amazon.awssdk.services.iam.model.NoSuchEntityException when there is none
     */
    T get(String wanted) {
        return find(wanted).orElseThrow(() -> missing(wanted));
    }

    /**
     * Adds an entity.
     *
     * @throws software.amazon.awssdk.services.iam.model.EntityAlreadyExistsException when the name is in use
     */
    T add(T entity) {
        String own = name.apply(entity);
        if (entities.putIfAbsent(key(own), entity) != null) {
            throw Refusal.exists(String.format(taken, own));
        }
        changes(key(own), null);
        return entity;
    }

    /** Puts what the function makes of an entity in its place; it keeps its name. */
    T change(String wanted, UnaryOperator<T> change) {
        get(wanted);
        T changed = entities.computeIfPresent(key(wanted), (key, entity) -> {
            T after = change.apply(entity);
            changes(key, entity);
            return after;
        });
        if (changed == null) {
            throw missing(wanted);
        }
        return changed;
    }

    /** Puts an entity with another name in the place of one. */
    void rename(String wanted, T renamed) {
        get(wanted);
        if (!key(wanted).equals(key(name.apply(renamed)))) {
            add(renamed);
            changes(key(wanted), entities.remove(key(wanted)));
        } else {
            changes(key(wanted), entities.put(key(wanted), renamed));
        }
    }

    /** Removes an entity unless the check throws. */
    void remove(String wanted, Consumer<T> check) {
        get(wanted);
        entities.computeIfPresent(key(wanted), (key, entity) -> {
            check.accept(entity);
            changes(key, entity);
            return null;
        });
    }

    private NoSuchEntityException missing(String wanted) {
        return Refusal.missing(
                kind.equals("Instance Profile")
                        ? "Instance Profile " + wanted + " cannot be found."
                        : "The " + kind + " with name " + wanted + " cannot be found.");
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
