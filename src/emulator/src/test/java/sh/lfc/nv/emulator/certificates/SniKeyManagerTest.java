package sh.lfc.nv.emulator.certificates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SniKeyManagerTest {

    @TempDir
    Path folder;

    private final Map<String, IssuedCertificate> certificates = new ConcurrentHashMap<>();
    private CertificateAuthority authority;
    private SSLServerSocket server;

    @BeforeEach
    void start() throws Exception {
        authority = CertificateAuthority.open(folder);
        SniKeyManager keys = new SniKeyManager(
                host -> Optional.ofNullable(certificates.get(host)), () -> authority.issue(List.of("localhost")));
        server = (SSLServerSocket)
                keys.sslContext().getServerSocketFactory().createServerSocket(0, 10, InetAddress.getLoopbackAddress());
        server.setEnabledProtocols(SniKeyManager.PROTOCOLS.toArray(String[]::new));
        Thread accepting = new Thread(this::accept, "test-tls-server");
        accepting.setDaemon(true);
        accepting.start();
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void theNamedHostDecidesTheCertificate(String protocol) throws Exception {
        certificates.put("one.nv.lfc.sh", authority.issue(List.of("one.nv.lfc.sh")));
        certificates.put("two.nv.lfc.sh", authority.issue(List.of("two.nv.lfc.sh"), KeyAlgorithm.RSA_2048));

        assertThat(servedFor("one.nv.lfc.sh", protocol)).isEqualTo("CN=one.nv.lfc.sh");
        assertThat(servedFor("TWO.nv.lfc.sh", protocol)).isEqualTo("CN=two.nv.lfc.sh");
        assertThat(servedFor("localhost", protocol)).isEqualTo("CN=localhost");
    }

    @Test
    void aClientRefusesTheFallbackForAnUnknownHost() {
        assertThatThrownBy(() -> servedFor("unknown.nv.lfc.sh", "TLSv1.3")).isInstanceOf(SSLException.class);
    }

    private String servedFor(String host, String protocol) throws Exception {
        try (SSLSocket client = (SSLSocket) authority
                .trustingContext()
                .getSocketFactory()
                .createSocket(InetAddress.getLoopbackAddress(), server.getLocalPort())) {
            SSLParameters parameters = client.getSSLParameters();
            parameters.setServerNames(List.of(new SNIHostName(host)));
            parameters.setProtocols(new String[] {protocol});
            client.setSSLParameters(parameters);
            client.startHandshake();
            X509Certificate served = (X509Certificate) client.getSession().getPeerCertificates()[0];
            if (served.getSubjectAlternativeNames().stream()
                    .noneMatch(name -> host.equalsIgnoreCase((String) name.get(1)))) {
                throw new SSLException("the certificate is for " + served.getSubjectX500Principal());
            }
            return served.getSubjectX500Principal().getName();
        }
    }

    private void accept() {
        while (!server.isClosed()) {
            try (SSLSocket socket = (SSLSocket) server.accept()) {
                socket.startHandshake();
                socket.getInputStream().read();
            } catch (Exception e) {
                // the client saw it too, and says so
            }
        }
    }
}
