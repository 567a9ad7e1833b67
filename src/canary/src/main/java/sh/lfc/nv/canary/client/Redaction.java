package sh.lfc.nv.canary.client;

import java.util.regex.Pattern;

/** Text as it may stand in a report. */
public final class Redaction {
    private static final String GONE = "…";

    /** What makes an address of S3 valid: its signature, and the session that it is from. */
    private static final Pattern SIGNED =
            Pattern.compile("(?i)(X-Amz-(?:Signature|Credential|Security-Token)(?:=|%3D))[^&\"'\\s\\\\<>]+");

    private static final Pattern AUTHORIZATION =
            Pattern.compile("\\b(Basic|Bearer)( +)(?=[a-z]*[A-Z0-9+/=._~-])[A-Za-z0-9+/=._~-]{8,}");
    private static final Pattern MEMBER = Pattern.compile(
            "(?i)(\"[a-z_-]*(?:password|secret_?key|secretaccesskey|sessiontoken|api_?key|client_?secret)\""
                    + "\\s*:\\s*\")(?:[^\"\\\\]|\\\\.)*");

    private Redaction() {}

    /** The text without what lets somebody in: signatures of addresses, credentials of headers, passwords in JSON. */
    public static String of(String text) {
        var unsigned = SIGNED.matcher(text).replaceAll("$1" + GONE);
        var anonymous = AUTHORIZATION.matcher(unsigned).replaceAll("$1$2" + GONE);
        return MEMBER.matcher(anonymous).replaceAll("$1" + GONE);
    }
}
