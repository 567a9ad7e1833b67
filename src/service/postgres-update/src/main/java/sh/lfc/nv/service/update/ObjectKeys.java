package sh.lfc.nv.service.update;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Object keys as S3's events write them: URL-encoded like a form, so a space is a plus. */
final class ObjectKeys {

    private ObjectKeys() {}

    /** @throws BadRecordException when it is not the encoding of UTF-8 text */
    static String decode(String encoded) {
        byte[] source = encoded.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(source.length);
        for (int i = 0; i < source.length; i++) {
            if (source[i] == '+') {
                bytes.write(' ');
            } else if (source[i] == '%') {
                bytes.write(hexadecimal(source, i + 1) << 4 | hexadecimal(source, i + 2));
                i += 2;
            } else {
                bytes.write(source[i]);
            }
        }
        try {
            // URLDecoder would silently replace what is not UTF-8, and so name another object.
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            throw new BadRecordException("The object key is not UTF-8: " + encoded);
        }
    }

    private static int hexadecimal(byte[] source, int index) {
        int digit = index < source.length ? Character.digit((char) source[index], 16) : -1;
        if (digit < 0) {
            throw new BadRecordException("The object key is not URL-encoded");
        }
        return digit;
    }
}
