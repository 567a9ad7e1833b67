package sh.lfc.nv.emulator.gateway;

import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.DetectorConnectionFactory;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import sh.lfc.nv.emulator.certificates.SniKeyManager;

/** The listener of one emulator: HTTP and TLS on one port, told apart by the first bytes of a connection. */
public final class Gateway implements AutoCloseable {

    private static final int MAX_THREADS = 200;
    private static final int MAX_HEADER_BYTES = 64 * 1024;

    private final Server server;
    private final ServerConnector connector;
    private final String host;

    /**
     * @param host the address to listen on
     * @param port the port, or 0 for a free one
     * @param certificates which certificate is shown to which host name
     */
    public Gateway(String host, int port, SniKeyManager certificates) {
        QueuedThreadPool threads = new QueuedThreadPool(MAX_THREADS, 4);
        threads.setName("emulator-gateway");
        threads.setDaemon(true);
        this.host = host;
        this.server = new Server(threads);
        HttpConfiguration http = new HttpConfiguration();
        http.setUriCompliance(UriCompliance.UNSAFE);
        // Clients leave HTTPS's own port out of the Host header of a CONNECT, and mean the same.
        http.setHttpCompliance(HttpCompliance.RFC9110.with("gateway", HttpCompliance.Violation.MISMATCHED_AUTHORITY));
        http.setRequestHeaderSize(MAX_HEADER_BYTES);
        http.setResponseHeaderSize(MAX_HEADER_BYTES);
        http.setSendServerVersion(false);
        // Values are signed as they are sent: a cached one that differs in case would not do.
        http.setHeaderCacheCaseSensitive(true);
        http.addCustomizer(new SecureRequestCustomizer(false));
        HttpConnectionFactory plain = new HttpConnectionFactory(http);
        this.connector =
                new ServerConnector(server, 1, 1, new DetectorConnectionFactory(tls(certificates, plain)), plain);
        connector.setHost(host);
        connector.setPort(port);
        server.addConnector(connector);
    }

    private static SslConnectionFactory tls(SniKeyManager certificates, HttpConnectionFactory next) {
        SslContextFactory.Server context = new SslContextFactory.Server();
        context.setSslContext(certificates.sslContext());
        context.setIncludeProtocols(SniKeyManager.PROTOCOLS.toArray(String[]::new));
        return new SslConnectionFactory(context, next.getProtocol());
    }

    /**
     * Starts to listen.
     *
     * @param handler answers
     * @throws BindException if the port is in use
     */
    public void start(Handler handler) throws IOException {
        try {
            server.setHandler(handler);
            server.start();
        } catch (IOException e) {
            close();
            throw e.getCause() instanceof BindException in ? in : e;
        } catch (Exception e) {
            close();
            throw new IOException("the gateway cannot start", e);
        }
    }

    /** The address under which AWS's APIs answer. */
    public URI endpoint() {
        return URI.create("http://" + host + ":" + port());
    }

    public int port() {
        return connector.getLocalPort();
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the gateway does not stop", e);
        }
    }
}
