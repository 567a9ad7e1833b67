package sh.lfc.nv.emulator.call;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A refusal that the SDK has no modelled exception for, in AWS's own words.
 *
 * <p>The gateway gives it the shape of the protocol in which the call came.
 */
public final class AwsError extends RuntimeException {

    private final String code;
    private final int status;
    private final Map<String, String> details = new LinkedHashMap<>();
    private final Map<String, String> headers = new LinkedHashMap<>();

    /**
     * @param code the error code, for example {@code InvalidVpcID.NotFound}
     * @param status the HTTP status, 400 to 599
     * @param message the sentence for people, as AWS words it
     */
    public AwsError(String code, int status, String message) {
        super(message, null, false, false);
        this.code = code;
        this.status = status;
    }

    /** A refusal with status 400, which is what most services answer for most mistakes of the caller. */
    public static AwsError badRequest(String code, String message) {
        return new AwsError(code, 400, message);
    }

    /** Adds an element that the protocol's error document carries beside code and message, such as S3's Key. */
    public AwsError with(String name, String value) {
        details.put(name, value);
        return this;
    }

    public String code() {
        return code;
    }

    public int status() {
        return status;
    }

    /** The further elements of the error document, in the order in which they were added. */
    public Map<String, String> details() {
        return Collections.unmodifiableMap(details);
    }

    /** Adds a header that the answer carries, such as S3's {@code x-amz-delete-marker}. */
    public AwsError header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    /** The headers of the answer beside those of the protocol. */
    public Map<String, String> headers() {
        return Collections.unmodifiableMap(headers);
    }
}
