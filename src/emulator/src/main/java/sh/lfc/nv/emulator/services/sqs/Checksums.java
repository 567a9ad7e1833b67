package sh.lfc.nv.emulator.services.sqs;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/** The MD5 digests that clients check, after "Calculating the MD5 message digest for message attributes". */
final class Checksums {

    private static final int STRING = 1;
    private static final int BINARY = 2;

    private Checksums() {}

    static String ofBody(String body) {
        return digest("MD5", body.getBytes(StandardCharsets.UTF_8));
    }

    /** Null when there are no attributes. */
    static String ofAttributes(Map<String, MessageAttributeValue> attributes) {
        if (attributes.isEmpty()) {
            return null;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            for (Map.Entry<String, MessageAttributeValue> attribute : new TreeMap<>(attributes).entrySet()) {
                MessageAttributeValue value = attribute.getValue();
                boolean binary = value.dataType().startsWith("Binary");
                write(out, attribute.getKey());
                write(out, value.dataType());
                out.writeByte(binary ? BINARY : STRING);
                if (binary) {
                    write(out, value.binaryValue().asByteArrayUnsafe());
                } else {
                    write(out, value.stringValue());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return digest("MD5", bytes.toByteArray());
    }

    /** What tells messages apart in a queue with content-based deduplication: the body alone. */
    static String deduplicationId(String body) {
        return digest("SHA-256", body.getBytes(StandardCharsets.UTF_8));
    }

    private static void write(DataOutputStream out, String text) throws IOException {
        write(out, text.getBytes(StandardCharsets.UTF_8));
    }

    private static void write(DataOutputStream out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static String digest(String algorithm, byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
