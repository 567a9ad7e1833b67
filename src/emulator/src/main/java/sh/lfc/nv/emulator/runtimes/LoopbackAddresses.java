package sh.lfc.nv.emulator.runtimes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.SocketException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives each engine a loopback address of its own, so that it can listen on its real port (5432, 6379) however many
 * of its kind run on this machine.
 *
 * <p>Where a machine has 127.0.0.1 only, as macOS does, and where another program listens on the port of all addresses,
 * the port is a free one instead. Safe for use by many threads; no two leases of any processes of this machine have
 * the same address, that one case aside.
 */
public final class LoopbackAddresses implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(LoopbackAddresses.class);

    /** Whoever listens on this port of a loopback address holds the lease of it; nobody ever connects. */
    private static final int MARK_PORT = 24569;

    private static final int ATTEMPTS = 20;

    private final List<InetAddress> aliases;
    private final Set<Lease> leases = ConcurrentHashMap.newKeySet();

    public LoopbackAddresses() {
        this(aliases());
    }

    /** @param aliases the addresses to choose from; none for all of 127.0.0.0/8 */
    LoopbackAddresses(List<InetAddress> aliases) {
        this.aliases = List.copyOf(aliases);
    }

    private static List<InetAddress> aliases() {
        if (System.getProperty("os.name").startsWith("Linux")) {
            return List.of();
        }
        try {
            return NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(address -> address instanceof Inet4Address && address.isLoopbackAddress())
                    .filter(address -> !address.getHostAddress().equals("127.0.0.1"))
                    .toList();
        } catch (SocketException e) {
            return List.of();
        }
    }

    /**
     * An unused loopback address on which the port is free; empty where no such address can be had.
     *
     * @throws IOException when this machine lets nobody listen at all
     */
    public Optional<Lease> own(int port) throws IOException {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            InetAddress address = candidate();
            ServerSocket mark;
            try {
                mark = bound(address, MARK_PORT);
            } catch (BindException e) {
                continue;
            }
            if (isFree(address, port)) {
                return Optional.of(lease(address, port, mark));
            }
            mark.close();
        }
        return Optional.empty();
    }

    /**
     * An unused loopback address on which the port is free, or one with another port where no such address can be had.
     *
     * @throws IOException when this machine lets nobody listen at all
     */
    public Lease take(int port) throws IOException {
        Optional<Lease> own = own(port);
        if (own.isPresent()) {
            return own.get();
        }
        InetAddress address = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        try (ServerSocket probe = bound(address, 0)) {
            log.warn("no loopback address has port={} free, using instead port={}", port, probe.getLocalPort());
            return lease(address, probe.getLocalPort(), null);
        }
    }

    private Lease lease(InetAddress address, int port, ServerSocket mark) {
        Lease lease = new Lease(address, port, mark);
        leases.add(lease);
        return lease;
    }

    /**
     * Linux listens on all of 127.0.0.0/8. Elsewhere only addresses that the loopback interface has as aliases do, if it
     * has some.
     */
    // Not from the emulator's seed: emulators with the same seed would try the same addresses.
    private InetAddress candidate() throws IOException {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        if (!aliases.isEmpty()) {
            return aliases.get(random.nextInt(aliases.size()));
        }
        return InetAddress.getByAddress(new byte[] {
            127, (byte) random.nextInt(16, 240), (byte) random.nextInt(0, 256), (byte) random.nextInt(1, 255)
        });
    }

    private static boolean isFree(InetAddress address, int port) throws IOException {
        try (ServerSocket probe = bound(address, port)) {
            return probe.isBound();
        } catch (BindException e) {
            return false;
        }
    }

    private static ServerSocket bound(InetAddress address, int port) throws IOException {
        ServerSocket socket = new ServerSocket();
        try {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(address, port), 1);
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /** Gives all addresses back. */
    @Override
    public void close() {
        leases.forEach(Lease::close);
    }

    /** An address and a port to listen on, nobody else's until closed. */
    public final class Lease implements AutoCloseable {

        private final InetAddress address;
        private final int port;
        private final ServerSocket mark;

        private Lease(InetAddress address, int port, ServerSocket mark) {
            this.address = address;
            this.port = port;
            this.mark = mark;
        }

        public InetAddress address() {
            return address;
        }

        /** The port that was asked for where that was possible. */
        public int port() {
            return port;
        }

        /** Gives the address back. */
        @Override
        public void close() {
            leases.remove(this);
            if (mark != null) {
                try {
                    mark.close();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }

        /** The address and the port, as {@code 127.20.3.4:5432}. */
        @Override
        public String toString() {
            return address.getHostAddress() + ":" + port;
        }
    }
}
