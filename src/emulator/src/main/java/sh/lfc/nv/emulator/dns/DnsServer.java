package sh.lfc.nv.emulator.dns;

import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.OPTRecord;

/**
 * Listens for DNS queries on UDP and TCP, on the same port.
 *
 * <p>Threads are its own and end with it.
 */
public final class DnsServer implements AutoCloseable {

    /** The largest answer over UDP, in bytes, to clients that say that they can take it. */
    static final int MAX_UDP = 1232;

    private static final Logger log = LoggerFactory.getLogger(DnsServer.class);
    private static final int CLASSIC_UDP = 512;
    private static final int MAX_TCP = 65_535;
    private static final int TCP_IDLE_MILLIS = 5_000;
    private static final int MAX_CONNECTIONS = 64;
    private static final int PORT_ATTEMPTS = 20;

    private final Resolver resolver;
    private final DatagramSocket udp;
    private final ServerSocket tcp;
    private final ExecutorService threads;
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();

    /**
     * Starts to listen.
     *
     * @param address the address and port, with port 0 for a free one
     * @throws java.net.BindException when the port is in use
     */
    public DnsServer(InetSocketAddress address, Zones zones, Endpoints endpoints) throws IOException {
        this.resolver = new Resolver(zones, endpoints);
        this.tcp = new ServerSocket();
        this.udp = bind(address, tcp);
        AtomicInteger number = new AtomicInteger();
        this.threads = Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work, "emulator-dns-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        threads.execute(this::receive);
        threads.execute(this::accept);
    }

    /** A free port for UDP may be taken for TCP: then another one is tried. */
    private static DatagramSocket bind(InetSocketAddress address, ServerSocket tcp) throws IOException {
        for (int attempt = 1; ; attempt++) {
            DatagramSocket udp = new DatagramSocket(address);
            try {
                tcp.bind(new InetSocketAddress(address.getAddress(), udp.getLocalPort()));
                return udp;
            } catch (IOException e) {
                udp.close();
                if (address.getPort() != 0 || attempt == PORT_ATTEMPTS) {
                    tcp.close();
                    throw e;
                }
            }
        }
    }

    /** Where it listens. */
    public InetSocketAddress address() {
        return new InetSocketAddress(udp.getLocalAddress(), udp.getLocalPort());
    }

    private void receive() {
        byte[] buffer = new byte[MAX_TCP];
        while (!udp.isClosed()) {
            DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
            try {
                udp.receive(packet);
                Message query = new Message(Arrays.copyOf(packet.getData(), packet.getLength()));
                if (!query.getHeader().getFlag(Flags.QR)) {
                    byte[] answer = resolver.answer(query).toWire(limit(query));
                    udp.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
                }
            } catch (IOException | RuntimeException e) {
                if (!udp.isClosed()) {
                    log.debug("a query is not answered: {}", e.toString());
                }
            }
        }
    }

    private static int limit(Message query) {
        OPTRecord options = query.getOPT();
        return options == null ? CLASSIC_UDP : Math.max(CLASSIC_UDP, Math.min(MAX_UDP, options.getPayloadSize()));
    }

    private void accept() {
        while (!tcp.isClosed()) {
            try {
                Socket connection = tcp.accept();
                if (connections.size() >= MAX_CONNECTIONS) {
                    connection.close();
                } else {
                    connections.add(connection);
                    threads.execute(() -> serve(connection));
                }
            } catch (IOException | RejectedExecutionException e) {
                if (!tcp.isClosed()) {
                    log.debug("a connection is not served: {}", e.toString());
                }
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            connection.setSoTimeout(TCP_IDLE_MILLIS);
            DataInputStream in = new DataInputStream(connection.getInputStream());
            DataOutputStream out = new DataOutputStream(connection.getOutputStream());
            while (true) {
                byte[] query = new byte[in.readUnsignedShort()];
                in.readFully(query);
                byte[] answer = resolver.answer(new Message(query)).toWire(MAX_TCP);
                ByteBuffer framed = ByteBuffer.allocate(answer.length + 2)
                        .putShort((short) answer.length)
                        .put(answer);
                out.write(framed.array());
                out.flush();
            }
        } catch (IOException | RuntimeException e) {
            log.trace("a connection ended: {}", e.toString());
        } finally {
            connections.remove(connection);
        }
    }

    @Override
    public void close() {
        udp.close();
        closeQuietly(tcp);
        connections.forEach(DnsServer::closeQuietly);
        threads.shutdownNow();
    }

    private static void closeQuietly(Closeable socket) {
        try {
            socket.close();
        } catch (IOException e) {
            log.debug("a socket does not close: {}", e.toString());
        }
    }
}
