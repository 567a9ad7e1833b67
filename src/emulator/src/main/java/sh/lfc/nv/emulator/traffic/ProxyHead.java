package sh.lfc.nv.emulator.traffic;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a client wants an HTTP proxy to lead it, by the first line of its request. */
record ProxyHead(String host, int port) {

    private static final Pattern TUNNEL = Pattern.compile("CONNECT ([^ :]+):(\\d{1,5}) .*");
    private static final Pattern PLAIN = Pattern.compile("[A-Z]+ http://([^ :/]+)(?::(\\d{1,5}))?(?:/[^ ]*)? .*");
    private static final int HTTP = 80;

    /** Reads what has come so far and leaves it where it is; empty as long as the line is not whole, or is no such line. */
    static Optional<ProxyHead> read(ByteBuffer received) {
        byte[] bytes = new byte[received.position()];
        received.duplicate().flip().get(bytes);
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        int end = text.indexOf("\r\n");
        if (end < 0) {
            return Optional.empty();
        }
        String line = text.substring(0, end);
        Matcher tunnel = TUNNEL.matcher(line);
        if (tunnel.matches()) {
            return Optional.of(new ProxyHead(tunnel.group(1), Integer.parseInt(tunnel.group(2))));
        }
        Matcher plain = PLAIN.matcher(line);
        if (plain.matches()) {
            String port = plain.group(2);
            return Optional.of(new ProxyHead(plain.group(1), port == null ? HTTP : Integer.parseInt(port)));
        }
        return Optional.empty();
    }
}
