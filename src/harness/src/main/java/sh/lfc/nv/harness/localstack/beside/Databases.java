package sh.lfc.nv.harness.localstack.beside;

import java.util.Map;

/** What has engines run beside an endpoint. */
@FunctionalInterface
public interface Databases extends AutoCloseable {

    /** Has an engine run, and waits until it can be connected to. Asked for each engine once. */
    Offer beside(Engine engine) throws InterruptedException;

    /** Ends what it has started. */
    @Override
    default void close() {}

    /** Servers that run already come first, and go on running. */
    default Databases after(Map<Engine, Server> running) {
        var others = this;
        return new Databases() {
            @Override
            public Offer beside(Engine engine) throws InterruptedException {
                var server = running.get(engine);
                return server == null ? others.beside(engine) : server;
            }

            @Override
            public void close() {
                others.close();
            }
        };
    }
}
