package sh.lfc.nv.emulator.runtimes.redis;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * Sends commands to a server on the emulator's own behalf, each answered with a status such as {@code OK} or a text ("Redis
 * serialization protocol").
 */
final class RedisAdministration {

    private static final int TIMEOUT_MILLIS = 10_000;

    private RedisAdministration() {}

    /** @return what the server answered to each of the commands */
    static List<String> send(RedisSettings server, Optional<String> password, List<List<String>> commands)
            throws IOException {
        List<String> answers = new ArrayList<>();
        try (Socket plain = new Socket()) {
            plain.connect(new InetSocketAddress(server.address(), server.port()), TIMEOUT_MILLIS);
            plain.setSoTimeout(TIMEOUT_MILLIS);
            try (Socket socket = server.certificate().isPresent() ? secured(server, plain) : plain) {
                InputStream in = new BufferedInputStream(socket.getInputStream());
                if (password.isPresent()) {
                    exchange(socket, in, List.of("AUTH", password.get()));
                }
                for (List<String> command : commands) {
                    answers.add(exchange(socket, in, command));
                }
            }
        }
        return answers;
    }

    private static String exchange(Socket socket, InputStream in, List<String> command) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(("*" + command.size() + "\r\n").getBytes(StandardCharsets.US_ASCII));
        for (String word : command) {
            byte[] content = word.getBytes(StandardCharsets.UTF_8);
            bytes.writeBytes(("$" + content.length + "\r\n").getBytes(StandardCharsets.US_ASCII));
            bytes.writeBytes(content);
            bytes.writeBytes(new byte[] {'\r', '\n'});
        }
        socket.getOutputStream().write(bytes.toByteArray());
        socket.getOutputStream().flush();
        String answer = line(in);
        if (answer.startsWith("$")) {
            String text = new String(in.readNBytes(Integer.parseInt(answer.substring(1))), StandardCharsets.UTF_8);
            line(in);
            return text;
        }
        if (!answer.startsWith("+")) {
            throw new IOException("the server refuses: " + answer);
        }
        return answer.substring(1);
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("the server hung up");
            }
            line.append((char) c);
        }
        return line.toString().strip();
    }

    private static Socket secured(RedisSettings server, Socket plain) throws IOException {
        try {
            KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            List<X509Certificate> chain = server.certificate().orElseThrow().chain();
            trusted.setCertificateEntry("issuer", chain.get(chain.size() - 1));
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context.getSocketFactory()
                    .createSocket(plain, server.address().getHostAddress(), server.port(), true);
        } catch (GeneralSecurityException e) {
            throw new IOException("no TLS here", e);
        }
    }
}
