package sh.lfc.nv.emulator.signature;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import sh.lfc.nv.emulator.call.AwsError;

/** A body whose SHA-256 is part of the signature; reaching its end fails when the body is another one. */
public final class HashedInputStream extends FilterInputStream {

    private final MessageDigest digest = SignatureV4.digest();
    private final String expected;
    private boolean checked;

    /**
     * @param expected the hash that was signed, in hexadecimal digits
     */
    public HashedInputStream(InputStream in, String expected) {
        super(in);
        this.expected = expected;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int count = super.read(buffer, offset, length);
        if (count > 0) {
            digest.update(buffer, offset, count);
        } else if (count < 0 && !checked) {
            checked = true;
            if (!SignatureV4.hex(digest.digest()).equals(expected)) {
                throw new AwsError(
                        "XAmzContentSHA256Mismatch",
                        400,
                        "The provided 'x-amz-content-sha256' header does not match what was computed.");
            }
        }
        return count;
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
