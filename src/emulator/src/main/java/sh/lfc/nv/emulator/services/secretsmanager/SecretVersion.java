package sh.lfc.nv.emulator.services.secretsmanager;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkBytes;

/**
 * A version of a secret: one value.
 *
 * @param id the token of the request that made it
 * @param text the value, or null for a binary one
 * @param bytes the value, or null for a text; a rotation begins with a version that has neither
 * @param accessed the day on which it was last read, or null
 * @param stages the staging labels; a version without any is deprecated
 */
record SecretVersion(String id, String text, SdkBytes bytes, Instant created, Instant accessed, List<String> stages) {

    static final String CURRENT = "AWSCURRENT";
    static final String PREVIOUS = "AWSPREVIOUS";
    static final String PENDING = "AWSPENDING";

    SecretVersion {
        stages = List.copyOf(stages);
    }

    /** The version of a rotation that has yet to be given its value. */
    static SecretVersion pending(String id, Instant now) {
        return new SecretVersion(id, null, null, now, null, List.of(PENDING));
    }

    boolean hasValue() {
        return text != null || bytes != null;
    }

    SecretVersion with(String stage) {
        return stages.contains(stage)
                ? this
                : staged(Stream.concat(stages.stream(), Stream.of(stage)).toList());
    }

    SecretVersion without(String stage) {
        return staged(stages.stream().filter(own -> !own.equals(stage)).toList());
    }

    SecretVersion read(Instant now) {
        return new SecretVersion(id, text, bytes, created, now.truncatedTo(ChronoUnit.DAYS), stages);
    }

    boolean sameValue(SecretVersion other) {
        return Objects.equals(text, other.text) && Objects.equals(bytes, other.bytes);
    }

    private SecretVersion staged(List<String> changed) {
        return new SecretVersion(id, text, bytes, created, accessed, changed);
    }

    /** Never shows the value. */
    @Override
    public String toString() {
        return "SecretVersion[" + id + " " + stages + "]";
    }
}
