package sh.lfc.nv.emulator.services.s3;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import sh.lfc.nv.emulator.call.AwsError;
import sh.lfc.nv.emulator.call.Call;
import sh.lfc.nv.emulator.policy.Statement;
import software.amazon.awssdk.services.s3.model.PublicAccessBlockConfiguration;

/** What S3 takes for public, and blocks ("Blocking public access to your Amazon S3 storage", "The meaning of public"). */
final class PublicAccess {

    /** A statement with a fixed value of one of these lets in somebody in particular. */
    private static final Set<String> NARROWING = Set.of(
            "aws:sourceip",
            "aws:sourcearn",
            "aws:sourcevpc",
            "aws:sourcevpce",
            "aws:sourceowner",
            "aws:sourceaccount",
            "aws:principalorgid",
            "aws:principalorgpaths",
            "aws:principalaccount",
            "aws:principalarn",
            "aws:userid",
            "s3:x-amz-server-side-encryption-aws-kms-key-id",
            "s3:dataaccesspointarn",
            "s3:dataaccesspointaccount");

    private static final Set<String> EVERYWHERE = Set.of("0.0.0.0/0", "::/0");

    private PublicAccess() {}

    /** Whether a bucket has one of the four settings switched on. */
    static boolean blocks(BucketSettings settings, Function<PublicAccessBlockConfiguration, Boolean> setting) {
        return settings.get(PublicAccessBlockConfiguration.class)
                .map(setting)
                .filter(Boolean.TRUE::equals)
                .isPresent();
    }

    /** Whether a statement lets anybody in. */
    static boolean isPublic(Statement statement) {
        return statement.effect() == Statement.Effect.ALLOW
                && (!statement.notPrincipals().isEmpty()
                        || statement.principals().values().stream().anyMatch(values -> values.contains("*")))
                && statement.conditions().entrySet().stream().noneMatch(condition -> narrows(condition));
    }

    private static boolean narrows(Map.Entry<String, Map<String, List<String>>> condition) {
        boolean positive =
                !condition.getKey().contains("Not") && !condition.getKey().endsWith("IfExists");
        return positive
                && condition.getValue().entrySet().stream()
                        .filter(key -> NARROWING.contains(key.getKey().toLowerCase(Locale.ROOT)))
                        .anyMatch(key -> key.getValue().stream().allMatch(PublicAccess::isFixed));
    }

    private static boolean isFixed(String value) {
        return !value.contains("*") && !value.contains("?") && !value.contains("${") && !EVERYWHERE.contains(value);
    }

    static AwsError policyPrevented(Call call, Bucket bucket) {
        return prevented(call, "s3:PutBucketPolicy", bucket.arn(), "policies", "BlockPublicPolicy");
    }

    static AwsError listsPrevented(Call call, String action, String arn) {
        return prevented(call, action, arn, "access control lists (ACLs)", "BlockPublicAcls");
    }

    /** "Troubleshoot access denied (403 Forbidden) errors in Amazon S3". */
    private static AwsError prevented(Call call, String action, String arn, String what, String setting) {
        return new AwsError(
                "AccessDenied",
                403,
                "User: " + call.principal().arn() + " is not authorized to perform: " + action + " on resource: \""
                        + arn + "\" because public " + what + " are prevented by the " + setting
                        + " setting in S3 Block Public Access.");
    }
}
