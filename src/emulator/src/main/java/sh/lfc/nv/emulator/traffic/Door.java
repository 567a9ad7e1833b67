package sh.lfc.nv.emulator.traffic;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/**
 * An address on which clients connect.
 *
 * <p>Where its gate refuses, the door is shut: its socket listens with the smallest queue, which the door itself has
 * filled, and nobody accepts. The kernel then ignores further requests for a connection, as a network does that drops
 * packets: the client sees nothing but its own connect time-out, or a connection some moments after the door is open
 * again.
 *
 * <p>A shared door does not know where a connection is to lead before it has read the head of an HTTP request to a
 * proxy. It is never shut; what is refused gets no answer.
 */
public final class Door implements AutoCloseable {

    private static final int QUEUE = 256;
    /** A queue of one takes two connections on Linux; elsewhere it is not as exact, and one too many does no harm. */
    private static final int FILL = System.getProperty("os.name").startsWith("Linux") ? 2 : 4;

    private final Switchboard switchboard;
    private final Gate gate;
    private final BiFunction<String, Integer, Gate> gates;
    private final Supplier<InetSocketAddress> to;
    private final List<SocketChannel> filling = new ArrayList<>();
    private final InetSocketAddress at;
    private volatile ServerSocketChannel server;
    private volatile boolean shut;
    private volatile boolean closed;

    /**
     * @param gate what decides, or null for a shared door
     * @param gates for a shared door: what decides for a host and port
     */
    Door(
            Switchboard switchboard,
            InetSocketAddress at,
            Supplier<InetSocketAddress> to,
            Gate gate,
            BiFunction<String, Integer, Gate> gates)
            throws IOException {
        this.switchboard = switchboard;
        this.to = to;
        this.gate = gate;
        this.gates = gates;
        this.at = listen(at, gate != null && gate.refusal().isPresent());
    }

    /** Where clients connect. */
    public InetSocketAddress at() {
        return at;
    }

    InetSocketAddress to() {
        return to.get();
    }

    Gate gate() {
        return gate;
    }

    boolean shared() {
        return gate == null;
    }

    Gate gateTo(String host, int port) {
        return gates.apply(host, port);
    }

    ServerSocketChannel server() {
        return server;
    }

    boolean isShut() {
        return shut;
    }

    boolean isClosed() {
        return closed;
    }

    /** Gives the address up, which is free once the selector has let go of it. */
    void release() throws IOException {
        server.close();
        for (SocketChannel channel : filling) {
            channel.close();
        }
        filling.clear();
    }

    /**
     * Listens anew, open or shut, after {@link #release}.
     *
     * @throws IOException when the address cannot be had
     */
    void listen(boolean toShut) throws IOException {
        listen(at, toShut);
    }

    private InetSocketAddress listen(InetSocketAddress address, boolean toShut) throws IOException {
        ServerSocketChannel fresh = ServerSocketChannel.open();
        try {
            fresh.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            fresh.bind(address, toShut ? 1 : QUEUE);
            fresh.configureBlocking(false);
            InetSocketAddress bound = (InetSocketAddress) fresh.getLocalAddress();
            for (int i = 0; toShut && i < FILL; i++) {
                fill(bound);
            }
            server = fresh;
            shut = toShut;
            return bound;
        } catch (IOException e) {
            fresh.close();
            throw e;
        }
    }

    private void fill(InetSocketAddress bound) throws IOException {
        SocketChannel channel = SocketChannel.open();
        channel.configureBlocking(false);
        if (channel.connect(bound) || channel.finishConnect()) {
            filling.add(channel);
        } else {
            channel.close();
        }
    }

    /** Frees the sockets; by the switchboard's own thread. */
    void end() throws IOException {
        closed = true;
        release();
    }

    /** Closes the door and its connections. */
    @Override
    public void close() {
        switchboard.close(this);
    }
}
