package sh.lfc.nv.harness.bench;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import sh.lfc.nv.harness.bench.server.Server;

/** The servers that were started, so that none outlives its measurement, however that ends. Thread-safe. */
public final class Servers implements AutoCloseable {
    private final Set<Server> running = ConcurrentHashMap.newKeySet();

    public <S extends Server> S add(S server) {
        running.add(server);
        return server;
    }

    /** Ends one. */
    public void end(Server server) {
        running.remove(server);
        server.close();
    }

    /** Ends all. */
    @Override
    public void close() {
        running.forEach(this::end);
    }
}
