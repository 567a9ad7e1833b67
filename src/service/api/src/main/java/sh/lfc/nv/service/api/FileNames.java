package sh.lfc.nv.service.api;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;

/** Which names files may have. */
final class FileNames {

    /** Bytes in UTF-8 that a key may have (Amazon S3 User Guide, "Naming Amazon S3 objects"). */
    private static final int LONGEST = 1_024;

    /** Clients and S3 resolve these as path segments; the last one is a route. */
    private static final Set<String> TAKEN = Set.of(".", "..", "healthz");

    private FileNames() {}

    /**
     * A name under which a file may be uploaded: one path segment.
     *
     * @throws ApiException 400 when it is none
     */
    static String forUpload(String name) {
        forDownload(name);
        if (name.indexOf('/') >= 0 || name.toLowerCase(Locale.ROOT).contains("%2f")) {
            throw ApiException.badName("A file name has no slash");
        }
        if (TAKEN.contains(name)) {
            throw ApiException.badName("The name " + name + " is reserved");
        }
        return name;
    }

    /**
     * A name that may be looked up: a key, or a file name.
     *
     * @throws ApiException 400 when no file can have it
     */
    static String forDownload(String name) {
        if (name.isEmpty()) {
            throw ApiException.badName("The file name is empty");
        }
        if (name.codePoints().anyMatch(FileNames::isUnprintable)) {
            throw ApiException.badName("The file name has control characters or is not Unicode text");
        }
        if (name.getBytes(StandardCharsets.UTF_8).length > LONGEST) {
            throw ApiException.badName("The file name is longer than " + LONGEST + " bytes");
        }
        return name;
    }

    private static boolean isUnprintable(int character) {
        int type = Character.getType(character);
        return type == Character.CONTROL || type == Character.SURROGATE || character == '\uFFFD';
    }
}
