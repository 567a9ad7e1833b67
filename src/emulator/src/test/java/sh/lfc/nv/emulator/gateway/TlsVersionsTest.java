package sh.lfc.nv.emulator.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sh.lfc.nv.emulator.Emulator;
import sh.lfc.nv.emulator.junit.EmulatorExtension;

/** TLS below 1.2 is refused. The JDK's own client would not even offer it, so the first message is written by hand. */
@ExtendWith(EmulatorExtension.class)
class TlsVersionsTest {

    private static final int ALERT = 21;
    private static final int HANDSHAKE = 22;
    private static final int FATAL = 2;
    private static final int PROTOCOL_VERSION = 70;

    @ParameterizedTest
    @CsvSource({"1.0, 1", "1.1, 2"})
    void olderVersionsAreRefused(String name, int minor, Emulator aws) throws IOException {
        byte[] answer = answerTo(hello(minor), aws);

        assertThat(answer[0]).as("TLS " + name).isEqualTo((byte) ALERT);
        assertThat(answer[5]).isEqualTo((byte) FATAL);
        assertThat(answer[6]).isEqualTo((byte) PROTOCOL_VERSION);
    }

    @ParameterizedTest
    @CsvSource("1.2, 3")
    void theSameMessageIsAnsweredForAVersionThatIsTaken(String name, int minor, Emulator aws) throws IOException {
        assertThat(answerTo(hello(minor), aws)[0]).as("TLS " + name).isEqualTo((byte) HANDSHAKE);
    }

    private static byte[] answerTo(byte[] hello, Emulator aws) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", aws.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(hello);
            return socket.getInputStream().readNBytes(7);
        }
    }

    /** A ClientHello of TLS 1.{@code minor - 1} for nv-demo.nv.lfc.sh. */
    private static byte[] hello(int minor) throws IOException {
        byte[] host = "nv-demo.nv.lfc.sh".getBytes(StandardCharsets.US_ASCII);
        byte[] extensions = bytes(out -> {
            out.writeShort(0);
            out.writeShort(host.length + 5);
            out.writeShort(host.length + 3);
            out.writeByte(0);
            out.writeShort(host.length);
            out.write(host);
            // supported_groups: secp256r1
            out.write(new byte[] {0, 10, 0, 4, 0, 2, 0, 23});
            // ec_point_formats: uncompressed
            out.write(new byte[] {0, 11, 0, 2, 1, 0});
            // signature_algorithms: ecdsa and rsa with SHA-256
            out.write(new byte[] {0, 13, 0, 8, 0, 6, 4, 3, 4, 1, 8, 4});
        });
        byte[] body = bytes(out -> {
            out.write(new byte[] {3, (byte) minor});
            out.write(new byte[32]);
            out.writeByte(0);
            // ECDHE with AES of 128 bits: GCM for TLS 1.2, CBC for older ones, each with RSA and with ECDSA
            out.write(new byte[] {0, 8, (byte) 0xc0, 0x2f, (byte) 0xc0, 0x2b, (byte) 0xc0, 0x13, (byte) 0xc0, 0x09});
            out.write(new byte[] {1, 0});
            out.writeShort(extensions.length);
            out.write(extensions);
        });
        return bytes(out -> {
            out.write(new byte[] {HANDSHAKE, 3, 1});
            out.writeShort(body.length + 4);
            out.writeByte(1);
            out.writeByte(0);
            out.writeShort(body.length);
            out.write(body);
        });
    }

    private interface Writing {
        void to(DataOutputStream out) throws IOException;
    }

    private static byte[] bytes(Writing writing) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        writing.to(new DataOutputStream(bytes));
        return bytes.toByteArray();
    }
}
