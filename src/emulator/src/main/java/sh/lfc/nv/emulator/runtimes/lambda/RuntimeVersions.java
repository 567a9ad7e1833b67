package sh.lfc.nv.emulator.runtimes.lambda;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The versions of Lambda's managed runtimes, in the form in which logs and configurations name them. */
public final class RuntimeVersions {

    private static final Pattern JAVA = Pattern.compile("^java(\\d+)");

    private RuntimeVersions() {}

    /** For example {@code java:17.v1}. */
    static String name(String runtime) {
        return runtime.replaceFirst("^([a-z]+)([0-9].*)$", "$1:$2") + ".v1";
    }

    /** The version of Java that a runtime has, or 0 if it is none of Java's. */
    static int java(String runtime) {
        Matcher version = JAVA.matcher(runtime);
        return version.find() ? Integer.parseInt(version.group(1)) : 0;
    }

    /** The ARN of a runtime's version; its last part is a digest, as on AWS. */
    public static String arn(String region, String runtime) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(name(runtime).getBytes(StandardCharsets.UTF_8));
            return "arn:aws:lambda:" + region + "::runtime:" + HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
