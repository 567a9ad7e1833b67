package sh.lfc.nv.harness.localstack;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Whether an endpoint leads on to domains that it serves and that no DNS knows. */
final class Tunnel {
    private static final int PATIENCE_MILLIS = 10_000;

    private Tunnel() {}

    /** Asks for a tunnel to a host's port of HTTPS, and closes it again. */
    static boolean leads(URI endpoint, String host) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(endpoint.getHost(), endpoint.getPort()), PATIENCE_MILLIS);
            socket.setSoTimeout(PATIENCE_MILLIS);
            var request = "CONNECT %1$s:443 HTTP/1.1\r\nHost: %1$s:443\r\n\r\n".formatted(host);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            var answer = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                    .readLine();
            return answer != null && answer.matches("HTTP/1\\.[01] 2\\d\\d.*");
        } catch (IOException e) {
            return false;
        }
    }
}
