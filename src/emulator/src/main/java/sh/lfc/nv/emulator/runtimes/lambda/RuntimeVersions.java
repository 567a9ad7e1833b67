package sh.lfc.nv.emulator.runtimes.lambda;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The versions of Lambda's managed runtimes, in the form in which logs and configurations name them. */
public final class RuntimeVersions {

    private RuntimeVersions() {}

    /** For example {@code java:17.v1}. */
    static String name(String runtime) {
        return runtime.replaceFirst("^([a-z]+)([0-9].*)$", "$1:$2") + ".v1";
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
