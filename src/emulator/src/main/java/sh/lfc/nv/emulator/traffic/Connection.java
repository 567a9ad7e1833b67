package sh.lfc.nv.emulator.traffic;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A client's connection and the one that continues it. Both are read as far as the buffers between them go; nothing is
 * written while the network does not carry, so both ends wait as they do when packets are lost, and go on when it
 * carries again. An exchange begins with what a client sends after it was answered; one that is held up waits before it
 * reaches the engine.
 *
 * <p>Used by the switchboard's thread only.
 */
final class Connection {

    private static final Logger log = LoggerFactory.getLogger(Connection.class);

    private final Door door;
    private final Selector selector;
    private final Buffers buffers;
    private final Lags lags;
    private final SocketChannel client;
    private final SelectionKey clientKey;
    private final ByteBuffer up;
    private final ByteBuffer down;
    private SocketChannel engine;
    private SelectionKey engineKey;
    private Gate gate;
    private boolean held;
    private boolean carries = true;
    private boolean clientEnded;
    private boolean engineEnded;
    private boolean upShut;
    private boolean downShut;
    private boolean asked;
    private boolean lagging;
    private boolean closed;

    Connection(Door door, SocketChannel client, Selector selector, Buffers buffers, Lags lags) throws IOException {
        this.door = door;
        this.selector = selector;
        this.buffers = buffers;
        this.lags = lags;
        this.client = client;
        this.gate = door.gate();
        client.configureBlocking(false);
        client.setOption(StandardSocketOptions.TCP_NODELAY, true);
        this.clientKey = client.register(selector, SelectionKey.OP_READ, this);
        this.up = buffers.take();
        this.down = buffers.take();
    }

    Door door() {
        return door;
    }

    boolean isClosed() {
        return closed;
    }

    /** Looks anew at what the gate says. */
    void recheck() {
        if (gate == null) {
            return;
        }
        if (engine == null) {
            begin();
            return;
        }
        boolean now = gate.carries();
        if (now != carries) {
            carries = now;
            if (!now) {
                log.info("target={} an existing connection is cut", gate.target());
            }
            guarded(this::move);
        }
    }

    /** Goes on to the engine as soon as the gate lets a new connection through. */
    void begin() {
        Optional<String> refusal = gate.refusal();
        if (refusal.isPresent()) {
            if (!held) {
                held = true;
                gate.dropped(refusal.get());
            }
            return;
        }
        held = false;
        if (gate.resets()) {
            end();
            return;
        }
        guarded(() -> {
            engine = SocketChannel.open();
            engine.configureBlocking(false);
            engine.setOption(StandardSocketOptions.TCP_NODELAY, true);
            boolean connected = engine.connect(door.to());
            engineKey = engine.register(selector, connected ? SelectionKey.OP_READ : SelectionKey.OP_CONNECT, this);
            move();
        });
    }

    /** Is reset where the gate will have it so now. */
    void reconsider() {
        if (!closed && engine != null && gate.resets()) {
            log.info("target={} an existing connection is reset", gate.target());
            end();
        }
    }

    /** The exchange has been held up for long enough. */
    void goOn() {
        lagging = false;
        guarded(this::move);
    }

    /** Does what one of the sockets is ready for. */
    void ready(SelectionKey key) {
        guarded(() -> {
            if (key == engineKey && key.isConnectable()) {
                engine.finishConnect();
            }
            move();
            if (engine == null && gate == null && !closed) {
                readHead();
            }
        });
    }

    private void readHead() throws IOException {
        Optional<ProxyHead> head = ProxyHead.read(up);
        if (head.isPresent()) {
            gate = door.gateTo(head.get().host(), head.get().port());
            begin();
        } else if (!up.hasRemaining() || clientEnded) {
            close();
        }
    }

    private void move() throws IOException {
        if (!clientEnded && up.hasRemaining()) {
            int count = client.read(up);
            clientEnded = count < 0;
            if (count > 0 && !asked && gate != null) {
                asked = true;
                lag(gate.lag());
            }
        }
        boolean connected = engine != null && engine.isConnected();
        if (connected) {
            if (!engineEnded && down.hasRemaining()) {
                int count = engine.read(down);
                engineEnded = count < 0;
                asked &= count <= 0;
            }
            if (carries) {
                if (!lagging) {
                    write(up, engine);
                }
                write(down, client);
                passEnds();
            }
        }
        // The other end would learn of it by packets that do not get there.
        if (clientEnded && gate != null && (engine == null || !carries)) {
            close();
        }
        interest(connected);
    }

    private void lag(Duration time) {
        if (!time.isZero()) {
            lagging = true;
            lags.add(this, System.nanoTime() + time.toNanos());
        }
    }

    private static void write(ByteBuffer from, SocketChannel to) throws IOException {
        if (from.position() > 0) {
            from.flip();
            to.write(from);
            from.compact();
        }
    }

    private void passEnds() throws IOException {
        if (clientEnded && up.position() == 0 && !upShut) {
            upShut = true;
            engine.shutdownOutput();
        }
        if (engineEnded && down.position() == 0 && !downShut) {
            downShut = true;
            client.shutdownOutput();
        }
        if (upShut && downShut) {
            close();
        }
    }

    private void interest(boolean connected) {
        if (closed) {
            return;
        }
        clientKey.interestOps((!clientEnded && up.hasRemaining() ? SelectionKey.OP_READ : 0)
                | (connected && carries && down.position() > 0 ? SelectionKey.OP_WRITE : 0));
        if (engineKey == null) {
            return;
        }
        engineKey.interestOps(
                !connected
                        ? SelectionKey.OP_CONNECT
                        : (!engineEnded && down.hasRemaining() ? SelectionKey.OP_READ : 0)
                                | (carries && !lagging && up.position() > 0 ? SelectionKey.OP_WRITE : 0));
    }

    private interface Work {
        void run() throws IOException;
    }

    /** What goes wrong on one side ends both, as a reset does. */
    private void guarded(Work work) {
        if (closed) {
            return;
        }
        try {
            work.run();
        } catch (IOException e) {
            log.debug("target={} connection ends: {}", gate == null ? "?" : gate.target(), e.toString());
            end();
        }
    }

    /** Ends both sides with a reset. */
    private void end() {
        reset(client);
        reset(engine);
        close();
    }

    private static void reset(SocketChannel channel) {
        try {
            if (channel != null && channel.isConnected()) {
                channel.setOption(StandardSocketOptions.SO_LINGER, 0);
            }
        } catch (IOException e) {
            // It is closed next, which is all that was wanted.
        }
    }

    /** Closes both sides. */
    void close() {
        if (closed) {
            return;
        }
        closed = true;
        buffers.giveBack(up);
        buffers.giveBack(down);
        quietly(client);
        quietly(engine);
    }

    private static void quietly(SocketChannel channel) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            log.debug("a connection does not close: {}", e.toString());
        }
    }
}
