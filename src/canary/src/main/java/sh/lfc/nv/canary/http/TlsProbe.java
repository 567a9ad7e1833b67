package sh.lfc.nv.canary.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;

/** Connects to a domain with one version of TLS, and says what came of it. */
public final class TlsProbe {
    private static final int HTTPS = 443;
    private static final int HANDSHAKE = 22;
    private static final int TIMEOUT_MILLIS = 10_000;

    private final HttpAccess access;

    public TlsProbe(HttpAccess access) {
        this.access = access;
    }

    /**
     * Shakes hands with a server, which must prove its name.
     *
     * @param url where it answers
     * @param protocol as Java names it, such as {@code TLSv1.2}
     * @throws IOException when the server refuses, or cannot prove its name
     */
    public SSLSession handshake(URI url, String protocol) throws IOException {
        try (Socket plain = connect(url);
                SSLSocket secure = (SSLSocket)
                        access.sslContext().getSocketFactory().createSocket(plain, url.getHost(), port(url), true)) {
            SSLParameters parameters = secure.getSSLParameters();
            parameters.setProtocols(new String[] {protocol});
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            secure.setSSLParameters(parameters);
            secure.startHandshake();
            return secure.getSession();
        }
    }

    /**
     * Offers a version that is too old for Java's own TLS.
     *
     * @param minor the second number of the version on the wire: 1 for TLS 1.0, 2 for TLS 1.1
     * @return whether the server went on with it, instead of refusing by an alert or by closing the connection
     */
    public boolean accepts(URI url, int minor) throws IOException {
        try (var socket = connect(url)) {
            socket.getOutputStream().write(new ClientHello(url.getHost(), minor).bytes());
            return socket.getInputStream().read() == HANDSHAKE;
        }
    }

    private static int port(URI url) {
        return url.getPort() < 0 ? HTTPS : url.getPort();
    }

    private Socket connect(URI url) throws IOException {
        var proxy = access.proxy();
        var socket = proxy.isPresent() ? tunnel(proxy.get(), url) : new Socket();
        socket.setSoTimeout(TIMEOUT_MILLIS);
        if (proxy.isEmpty()) {
            socket.connect(new InetSocketAddress(url.getHost(), port(url)), TIMEOUT_MILLIS);
        }
        return socket;
    }

    /** A connection through an HTTP proxy (RFC 9110, CONNECT). */
    private static Socket tunnel(InetSocketAddress proxy, URI url) throws IOException {
        var socket = new Socket(Proxy.NO_PROXY);
        socket.connect(new InetSocketAddress(proxy.getHostString(), proxy.getPort()), TIMEOUT_MILLIS);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        var request = "CONNECT %1$s:%2$d HTTP/1.1\r\nHost: %1$s:%2$d\r\n\r\n".formatted(url.getHost(), port(url));
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        var head = new StringBuilder();
        while (!head.toString().endsWith("\r\n\r\n")) {
            var octet = socket.getInputStream().read();
            if (octet < 0 || head.length() > 8_192) {
                throw new IOException("the proxy did not answer: " + head);
            }
            head.append((char) octet);
        }
        if (!head.toString().startsWith("HTTP/1.1 200")) {
            throw new IOException(
                    "the proxy refused: " + head.toString().lines().findFirst().orElse(""));
        }
        return socket;
    }
}
