package sh.lfc.nv.emulator.call;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * The state of a service, one {@code T} for each account and region, made when it is first asked for.
 *
 * <p>Safe for use by many threads; what {@code T} holds must be so itself.
 *
 * @param <T> the service's state in one scope
 */
public final class Regional<T> {

    private final Map<Scope, T> states = new ConcurrentHashMap<>();
    private final Function<Scope, T> create;

    public Regional(Function<Scope, T> create) {
        this.create = create;
    }

    /** The state of the scope that a call addresses. */
    public T of(Call call) {
        return of(call.scope());
    }

    public T of(Scope scope) {
        return states.computeIfAbsent(scope, create);
    }

    /** All states that exist, for background work such as lifecycle rules. */
    public Map<Scope, T> all() {
        return Map.copyOf(states);
    }
}
