package sh.lfc.nv.canary.http;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;

/**
 * The first message of a TLS connection (RFC 5246, 7.4.1.2) that offers an old version at the most.
 *
 * <p>Java's own client no longer says such a thing, so it cannot tell whether a server would have answered.
 *
 * @param minor the second number of the version on the wire: 1 for TLS 1.0, 2 for TLS 1.1
 */
record ClientHello(String host, int minor) {
    private static final int MAJOR = 3;
    private static final int HANDSHAKE = 22;
    private static final int CLIENT_HELLO = 1;

    /** ECDHE with RSA and ECDSA, and plain RSA, each with AES-CBC: what clients of that time had. */
    private static final int[] CIPHER_SUITES = {0xC014, 0xC00A, 0xC013, 0xC009, 0x0035, 0x002F};

    private static final int SERVER_NAME = 0;
    private static final int SUPPORTED_GROUPS = 10;
    private static final int EC_POINT_FORMATS = 11;
    private static final int SECP256R1 = 23;
    private static final int RANDOM_BYTES = 32;

    byte[] bytes() throws IOException {
        var body = new ByteArrayOutputStream();
        var out = new DataOutputStream(body);
        out.writeByte(MAJOR);
        out.writeByte(minor);
        var random = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(random);
        out.write(random);
        out.writeByte(0);
        out.writeShort(2 * CIPHER_SUITES.length);
        for (var suite : CIPHER_SUITES) {
            out.writeShort(suite);
        }
        out.writeByte(1);
        out.writeByte(0);
        var extensions = extensions();
        out.writeShort(extensions.length);
        out.write(extensions);
        return record(body.toByteArray());
    }

    private byte[] extensions() throws IOException {
        var name = host.getBytes(StandardCharsets.US_ASCII);
        var extensions = new ByteArrayOutputStream();
        var out = new DataOutputStream(extensions);
        out.writeShort(SERVER_NAME);
        out.writeShort(name.length + 5);
        out.writeShort(name.length + 3);
        out.writeByte(0);
        out.writeShort(name.length);
        out.write(name);
        out.writeShort(SUPPORTED_GROUPS);
        out.writeShort(4);
        out.writeShort(2);
        out.writeShort(SECP256R1);
        out.writeShort(EC_POINT_FORMATS);
        out.writeShort(2);
        out.writeByte(1);
        out.writeByte(0);
        return extensions.toByteArray();
    }

    private static byte[] record(byte[] hello) throws IOException {
        var record = new ByteArrayOutputStream();
        var out = new DataOutputStream(record);
        out.writeByte(HANDSHAKE);
        out.writeByte(MAJOR);
        out.writeByte(1);
        out.writeShort(hello.length + 4);
        out.writeByte(CLIENT_HELLO);
        out.writeByte(0);
        out.writeShort(hello.length);
        out.write(hello);
        return record.toByteArray();
    }
}
