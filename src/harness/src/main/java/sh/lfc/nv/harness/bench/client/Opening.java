package sh.lfc.nv.harness.bench.client;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** Opens connections to a server. */
@FunctionalInterface
public interface Opening {
    int PATIENCE_MILLIS = 120_000;

    /** A connection on which nothing was sent yet. */
    Socket open() throws IOException;

    /** Without encryption, to the address itself. */
    static Opening plain(URI endpoint) {
        return () -> {
            var socket = new Socket();
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.connect(new InetSocketAddress(endpoint.getHost(), endpoint.getPort()));
            return socket;
        };
    }

    /**
     * With TLS, through a proxy that is asked with CONNECT (RFC 9110).
     *
     * @param host whose certificate has to be presented, on port 443
     */
    static Opening tls(String host, InetSocketAddress proxy, SSLContext trust) {
        return () -> {
            var tunnel = new Socket();
            tunnel.setTcpNoDelay(true);
            tunnel.setSoTimeout(PATIENCE_MILLIS);
            tunnel.connect(proxy);
            tunnel.getOutputStream()
                    .write("CONNECT %1$s:443 HTTP/1.1\r\nHost: %1$s:443\r\n\r\n"
                            .formatted(host)
                            .getBytes(StandardCharsets.US_ASCII));
            var answer = head(tunnel);
            if (!answer.startsWith("HTTP/1.1 200")) {
                throw new IOException(
                        "the proxy answers " + answer.lines().findFirst().orElse("nothing"));
            }
            var socket = (SSLSocket) trust.getSocketFactory().createSocket(tunnel, host, 443, true);
            var parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            socket.setSSLParameters(parameters);
            socket.startHandshake();
            return socket;
        };
    }

    /** All up to the empty line, byte by byte: what comes after it belongs to TLS. */
    private static String head(Socket socket) throws IOException {
        var in = socket.getInputStream();
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            var next = in.read();
            if (next < 0) {
                throw new IOException("the proxy ended the connection");
            }
            head.append((char) next);
        }
        return head.toString();
    }
}
