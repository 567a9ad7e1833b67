package sh.lfc.nv.emulator.traffic;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Who tries to connect to doors that are shut. The kernel ignores such requests without a word to the listener, but its
 * table of connections shows the client that waits. Linux only: elsewhere nobody is seen.
 */
final class Attempts {

    private static final Path[] TABLES = {Path.of("/proc/net/tcp"), Path.of("/proc/net/tcp6")};
    private static final int REMOTE = 2;
    private static final int STATE = 3;
    private static final String SYN_SENT = "02";

    private Attempts() {}

    /** The addresses to which somebody waits to be connected. */
    static Set<String> waiting() {
        Set<String> remotes = new HashSet<>();
        for (Path table : TABLES) {
            try (Stream<String> lines = Files.lines(table)) {
                lines.filter(line -> line.contains(" " + SYN_SENT + " "))
                        .map(line -> line.strip().split("\\s+", STATE + 2))
                        .filter(fields -> fields.length > STATE && fields[STATE].equals(SYN_SENT))
                        .forEach(fields -> remotes.add(mapped(fields[REMOTE])));
            } catch (IOException | UncheckedIOException e) {
                // A machine without this table shows nobody.
            }
        }
        return remotes;
    }

    /** The key under which an address stands in what {@link #waiting} answers. */
    static String key(InetSocketAddress address) {
        return key(address.getAddress()) + String.format(Locale.ROOT, ":%04X", address.getPort());
    }

    private static String key(InetAddress address) {
        byte[] bytes = address.getAddress();
        return String.format(Locale.ROOT, "%02X%02X%02X%02X", bytes[3], bytes[2], bytes[1], bytes[0]);
    }

    /** IPv4 in IPv6 has the address in its last part. */
    private static String mapped(String remote) {
        int colon = remote.indexOf(':');
        return colon > 8 ? remote.substring(colon - 8) : remote;
    }
}
