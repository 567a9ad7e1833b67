package sh.lfc.nv.harness.localstack.beside;

import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What runs beside an endpoint.
 *
 * @param servers by what they are
 * @param refused what was wanted and could not be had, each with the reason
 */
public record Beside(Map<Engine, Server> servers, Map<Engine, String> refused) {
    /** Nothing, and nothing is wanted. */
    public static final Beside NOTHING = new Beside(Map.of(), Map.of());

    public Beside {
        servers = Map.copyOf(servers);
        refused = Map.copyOf(refused);
    }

    /** Asks for engines, one after the other. */
    public static Beside ask(Databases databases, Collection<Engine> wanted) throws InterruptedException {
        var servers = new EnumMap<Engine, Server>(Engine.class);
        var refused = new EnumMap<Engine, String>(Engine.class);
        for (var engine : wanted) {
            var offer = databases.beside(engine);
            if (offer instanceof Server server) {
                servers.put(engine, server);
            } else if (offer instanceof NoServer none) {
                refused.put(engine, none.reason());
            }
        }
        return new Beside(servers, refused);
    }

    public boolean has(Engine engine) {
        return servers.containsKey(engine);
    }

    public Set<Engine> engines() {
        return servers.keySet();
    }

    /** Why an engine could not be had; empty when it could, or when nobody wanted it. */
    public Optional<String> refusal(Engine engine) {
        return Optional.ofNullable(refused.get(engine));
    }
}
