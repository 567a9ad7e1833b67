package sh.lfc.nv.emulator.traffic;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All doors and connections of one emulator: one thread forwards their bytes, opens and shuts doors and cuts
 * connections; another looks who waits before shut doors. Safe for use by many threads.
 */
public final class Switchboard implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Switchboard.class);

    /** Gates are asked again after this time also when nobody has told of a change; in milliseconds. */
    private static final long TICK = 1_000;
    /** How often it is looked who waits before shut doors: well within any connect time-out. */
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(250);
    /** On a machine with very many connections looking takes long, and is done less often. */
    private static final long SHARE = 20;

    private static final long LOOK_LEAST_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Selector selector;
    private final Queue<Runnable> work = new ConcurrentLinkedQueue<>();
    private final Set<Door> doors = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean stale = new AtomicBoolean();
    private final Buffers buffers = new Buffers();
    private final Lags lags = new Lags();
    private final Thread forwarding;
    private final Thread watching;
    private volatile boolean closed;
    private long lastCheck = System.nanoTime();

    public Switchboard() {
        try {
            this.selector = Selector.open();
        } catch (IOException e) {
            throw new UncheckedIOException("connections cannot be forwarded", e);
        }
        this.forwarding = new Thread(this::forward, "emulator-traffic");
        this.watching = new Thread(this::watch, "emulator-traffic-attempts");
        forwarding.setDaemon(true);
        watching.setDaemon(true);
        forwarding.start();
        watching.start();
    }

    /**
     * Listens for connections that all lead to one place.
     *
     * @param at port 0 for a free one
     * @throws java.net.BindException when nobody can listen there
     */
    public Door open(InetSocketAddress at, Supplier<InetSocketAddress> to, Gate gate) throws IOException {
        return added(new Door(this, at, to, gate, null));
    }

    /**
     * Listens for clients of an HTTP proxy.
     *
     * @param proxy where the proxy is to which they are led
     * @param gates what decides over a host and port
     */
    public Door openProxy(
            InetSocketAddress at, Supplier<InetSocketAddress> proxy, BiFunction<String, Integer, Gate> gates)
            throws IOException {
        return added(new Door(this, at, proxy, null, gates));
    }

    private Door added(Door door) {
        doors.add(door);
        later(() -> register(door));
        return door;
    }

    /** Asks all gates again, soon and not within this call. */
    public void recheck() {
        if (!stale.getAndSet(true)) {
            selector.wakeup();
        }
    }

    /** Has the connections that there are asked about like new ones: those that are to be reset are. */
    public void reconsider() {
        later(() -> {
            for (SelectionKey key : selector.keys()) {
                if (key.attachment() instanceof Connection connection) {
                    connection.reconsider();
                }
            }
        });
    }

    void close(Door door) {
        if (doors.remove(door)) {
            later(() -> end(door));
        }
    }

    private void later(Runnable task) {
        work.add(task);
        selector.wakeup();
    }

    private void forward() {
        while (!closed) {
            try {
                selector.select(lags.next(TICK));
                boolean tick = stale.getAndSet(false) || System.nanoTime() - lastCheck > TICK * 1_000_000;
                for (Runnable task = work.poll(); task != null; task = work.poll()) {
                    task.run();
                }
                if (tick) {
                    recheckAll();
                }
                lags.due().forEach(Connection::goOn);
                for (SelectionKey key : selector.selectedKeys()) {
                    ready(key);
                }
                selector.selectedKeys().clear();
            } catch (IOException | RuntimeException e) {
                log.error("forwarding goes on after", e);
            }
        }
    }

    private void recheckAll() {
        lastCheck = System.nanoTime();
        for (Door door : doors) {
            if (!door.shared()) {
                turn(door);
            }
        }
        for (SelectionKey key : selector.keys()) {
            if (key.attachment() instanceof Connection connection && !connection.isClosed()) {
                connection.recheck();
            }
        }
    }

    /** Opens or shuts a door whose gate has changed its mind. */
    private void turn(Door door) {
        boolean shut = door.gate().refusal().isPresent();
        boolean lost = !door.server().isOpen();
        if (door.isClosed() || shut == door.isShut() && !lost) {
            return;
        }
        try {
            door.release();
            selector.selectNow();
            door.listen(shut);
            register(door);
            log.debug("target={} at={} shut={}", door.gate().target(), door.at(), shut);
        } catch (IOException e) {
            log.warn("target={} at={} cannot listen: {}", door.gate().target(), door.at(), e.toString());
        }
    }

    private void register(Door door) {
        if (door.isClosed()) {
            return;
        }
        try {
            door.server().register(selector, door.isShut() ? 0 : SelectionKey.OP_ACCEPT, door);
        } catch (IOException e) {
            log.warn("at={} cannot accept: {}", door.at(), e.toString());
        }
    }

    private void ready(SelectionKey key) {
        if (!key.isValid()) {
            return;
        }
        if (key.attachment() instanceof Door door) {
            accept(door);
        } else if (key.attachment() instanceof Connection connection) {
            connection.ready(key);
        }
    }

    private void accept(Door door) {
        try {
            for (SocketChannel client = door.server().accept();
                    client != null;
                    client = door.server().accept()) {
                Connection connection = new Connection(door, client, selector, buffers, lags);
                if (!door.shared()) {
                    connection.begin();
                }
            }
        } catch (IOException e) {
            log.debug("at={} accepts nobody: {}", door.at(), e.toString());
        }
    }

    private void end(Door door) {
        try {
            door.end();
        } catch (IOException e) {
            log.debug("at={} does not close: {}", door.at(), e.toString());
        }
        for (SelectionKey key : selector.keys()) {
            if (key.attachment() instanceof Connection connection && connection.door() == door) {
                connection.close();
            }
        }
    }

    /** Tells gates of attempts at doors that are shut. */
    private void watch() {
        while (!closed) {
            long begin = System.nanoTime();
            if (doors.stream().anyMatch(Door::isShut)) {
                Set<String> waiting = Attempts.waiting();
                doors.stream()
                        .filter(door -> door.isShut() && waiting.contains(Attempts.key(door.at())))
                        .forEach(this::tell);
            }
            long took = System.nanoTime() - begin;
            LockSupport.parkNanos(Math.min(Math.max(LOOK_NANOS, took * SHARE), LOOK_LEAST_NANOS));
        }
    }

    private void tell(Door door) {
        Optional<String> refusal = door.gate().refusal();
        refusal.ifPresent(door.gate()::dropped);
    }

    /** Closes all doors and connections. */
    @Override
    public void close() {
        closed = true;
        selector.wakeup();
        LockSupport.unpark(watching);
        try {
            forwarding.join(TimeUnit.SECONDS.toMillis(2));
            for (Door door : doors) {
                door.end();
            }
            for (SelectionKey key : selector.keys()) {
                if (key.attachment() instanceof Connection connection) {
                    connection.close();
                }
            }
            selector.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            log.debug("forwarding does not end well: {}", e.toString());
        }
    }
}
