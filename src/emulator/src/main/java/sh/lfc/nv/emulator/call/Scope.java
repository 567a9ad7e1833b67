package sh.lfc.nv.emulator.call;

import java.util.Objects;

/**
 * The account and region that a call addresses; all regional state is kept per scope.
 *
 * @param account twelve digits
 * @param region for example {@code us-east-1}
 */
public record Scope(String account, String region) {

    /** The account that an emulator has unless told otherwise. */
    public static final String DEFAULT_ACCOUNT = "000000000000";

    public Scope {
        Objects.requireNonNull(account);
        Objects.requireNonNull(region);
    }

    /** The account and region in an ARN; each is empty where the ARN has none. */
    public static Scope ofArn(String arn) {
        String[] parts = arn.split(":", 6);
        return parts.length < 6 ? new Scope("", "") : new Scope(parts[4], parts[3]);
    }

    /** The partition of the region, {@code aws} for all regions outside China and GovCloud. */
    public String partition() {
        if (region.startsWith("cn-")) {
            return "aws-cn";
        }
        return region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
    }

    /** An ARN of a regional resource of this scope. */
    public String arn(String service, String resource) {
        return "arn:" + partition() + ":" + service + ":" + region + ":" + account + ":" + resource;
    }

    /** An ARN of a resource of a global service, such as IAM: without a region. */
    public String globalArn(String service, String resource) {
        return "arn:" + partition() + ":" + service + "::" + account + ":" + resource;
    }
}
