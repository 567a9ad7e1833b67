package sh.lfc.nv.emulator.services.kms;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;

/**
 * What encryption gives: it says by which key, so that decryption need not be told.
 *
 * <p>Layout: one byte of version, one byte with the length of the key's identifier, the identifier, four bytes with the
 * number of the key's material, 12 bytes of initialization vector, the encrypted bytes with their tag.
 *
 * @param keyId the key that it is encrypted with
 * @param material which of the key's secrets, in their order
 * @param iv the initialization vector
 * @param sealed the encrypted bytes and their tag
 */
record Ciphertext(String keyId, int material, byte[] iv, byte[] sealed) {

    private static final byte VERSION = 2;
    private static final int IV_BYTES = 12;
    private static final int TAG_BITS = 128;

    /** Encrypts. */
    static Ciphertext seal(Key key, byte[] plaintext, Map<String, String> context, byte[] iv) {
        int material = key.materials().current();
        try {
            byte[] sealed =
                    cipher(Cipher.ENCRYPT_MODE, key, material, iv, context).doFinal(plaintext);
            return new Ciphertext(key.id(), material, iv, sealed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK cannot encrypt with AES-GCM", e);
        }
    }

    /** Decrypts; empty when key or context are not those of the encryption. */
    Optional<byte[]> open(Key key, Map<String, String> context) {
        if (material < 0 || material > key.materials().current()) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    cipher(Cipher.DECRYPT_MODE, key, material, iv, context).doFinal(sealed));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    byte[] bytes() {
        byte[] id = keyId.getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(2 + id.length + Integer.BYTES + IV_BYTES + sealed.length)
                .put(VERSION)
                .put((byte) id.length)
                .put(id)
                .putInt(material)
                .put(iv)
                .put(sealed)
                .array();
    }

    /** Reads what {@link #bytes()} wrote; empty for anything else. */
    static Optional<Ciphertext> parse(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        if (in.remaining() < 2 || in.get() != VERSION) {
            return Optional.empty();
        }
        int length = in.get() & 0xFF;
        if (in.remaining() < length + Integer.BYTES + IV_BYTES + TAG_BITS / 8) {
            return Optional.empty();
        }
        byte[] id = new byte[length];
        byte[] iv = new byte[IV_BYTES];
        in.get(id);
        int material = in.getInt();
        in.get(iv);
        byte[] sealed = new byte[in.remaining()];
        in.get(sealed);
        return Optional.of(new Ciphertext(new String(id, StandardCharsets.US_ASCII), material, iv, sealed));
    }

    private static Cipher cipher(int mode, Key key, int material, byte[] iv, Map<String, String> context)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key.materials().all().get(material).secret(), new GCMParameterSpec(TAG_BITS, iv));
        new TreeMap<>(context).forEach((name, value) -> {
            update(cipher, name);
            update(cipher, value);
        });
        return cipher;
    }

    /** With its length before it, so that no two contexts give the same bytes. */
    private static void update(Cipher cipher, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        cipher.updateAAD(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
        cipher.updateAAD(bytes);
    }

    /** How many bytes of initialization vector are to be made. */
    static int ivBytes() {
        return IV_BYTES;
    }
}
