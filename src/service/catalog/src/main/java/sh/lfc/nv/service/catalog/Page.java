package sh.lfc.nv.service.catalog;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * A part of the list of files, ordered by key (by code point).
 *
 * @param next token of the page after it; empty when this is the last
 */
public record Page(List<FileEntry> files, Optional<String> next) {

    public Page {
        files = List.copyOf(files);
    }

    /** The token of the page that begins after a key. Clients give it back as it is and read nothing in it. */
    static String token(String lastKey) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(lastKey.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The key in a token.
     *
     * @throws IllegalArgumentException when it is none that {@link #token} made
     */
    static String key(String token) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(token);
            String key = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            if (!key.isEmpty() && key.indexOf('\0') < 0 && token(key).equals(token)) {
                return key;
            }
        } catch (IllegalArgumentException | CharacterCodingException notOurs) {
            // said below
        }
        throw new IllegalArgumentException("Not the token of a page");
    }
}
