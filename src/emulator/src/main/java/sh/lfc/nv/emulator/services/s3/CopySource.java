package sh.lfc.nv.emulator.services.s3;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/**
 * What {@code x-amz-copy-source} names.
 *
 * @param versionId null for the newest version
 */
record CopySource(String bucket, String key, String versionId) {

    private static final String VERSION = "?versionId=";

    static CopySource parse(String header) {
        int question = header.indexOf(VERSION);
        String versionId = question < 0 ? null : header.substring(question + VERSION.length());
        String path = decode(question < 0 ? header : header.substring(0, question), header);
        String relative = path.startsWith("/") ? path.substring(1) : path;
        int slash = relative.indexOf('/');
        if (slash < 1 || slash == relative.length() - 1) {
            throw Refusals.invalidArgument(
                    "Copy Source must mention the source bucket and key: sourcebucket/sourcekey",
                    "x-amz-copy-source",
                    header);
        }
        return new CopySource(relative.substring(0, slash), relative.substring(slash + 1), versionId);
    }

    private static String decode(String path, String header) {
        try {
            return URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw Refusals.invalidArgument("Invalid copy source encoding.", "x-amz-copy-source", header);
        }
    }
}
