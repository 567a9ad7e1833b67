package sh.lfc.nv.emulator.services.ec2;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sh.lfc.nv.emulator.call.AwsError;

/**
 * All resources of one kind in one account and region, in the order in which they were made.
 *
 * <p>Safe for use by many threads; what has to change together is changed by one who holds the region's lock.
 *
 * @param <T> an immutable value
 */
final class Table<T> {

    private final ResourceKind kind;
    private final Changes changes;
    private final Map<String, T> rows = new LinkedHashMap<>();

    Table(ResourceKind kind, Changes changes) {
        this.kind = kind;
        this.changes = changes;
    }

    ResourceKind kind() {
        return kind;
    }

    synchronized Optional<T> find(String id) {
        return Optional.ofNullable(rows.get(id));
    }

    /**
     * The resource that a request's parameter names.
     *
     * @param parameter the parameter's name, for the refusal where it is absent
     */
    T require(String parameter, String id) {
        if (id == null || id.isEmpty()) {
            throw AwsError.badRequest("MissingParameter", "The request must contain the parameter " + parameter);
        }
        kind.checkForm(id);
        return find(id).orElseThrow(() -> kind.missing(id));
    }

    synchronized boolean has(String id) {
        return rows.containsKey(id);
    }

    void put(String id, T row) {
        synchronized (this) {
            rows.put(id, row);
        }
        changes.changed();
    }

    void remove(String id) {
        synchronized (this) {
            rows.remove(id);
        }
        changes.changed();
    }

    synchronized List<T> all() {
        return List.copyOf(rows.values());
    }
}
