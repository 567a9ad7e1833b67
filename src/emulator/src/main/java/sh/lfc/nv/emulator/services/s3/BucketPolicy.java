package sh.lfc.nv.emulator.services.s3;

import java.util.List;
import sh.lfc.nv.emulator.call.AwsError;
import sh.lfc.nv.emulator.policy.PolicyDocument;
import sh.lfc.nv.emulator.policy.PolicyKind;
import sh.lfc.nv.emulator.policy.PolicySyntaxException;
import sh.lfc.nv.emulator.policy.Statement;

/**
 * The policy of a bucket.
 *
 * @param json as it was put
 */
record BucketPolicy(String json, PolicyDocument document) {

    private static final int MAX_BYTES = 20 * 1024;

    static BucketPolicy parse(String json, Bucket bucket) {
        if (json == null || !json.startsWith("{")) {
            throw malformed("Policies must be valid JSON and the first byte must be '{'");
        }
        if (json.length() > MAX_BYTES) {
            throw AwsError.badRequest(
                    "PolicyTooLarge", "Normalized policy document exceeds the maximum allowed size of 20480 bytes.");
        }
        try {
            PolicyDocument document = PolicyKind.RESOURCE.parse(json);
            for (Statement statement : document.statements()) {
                check(statement, bucket);
            }
            return new BucketPolicy(json, document);
        } catch (PolicySyntaxException e) {
            throw malformed(e.getMessage());
        }
    }

    private static void check(Statement statement, Bucket bucket) {
        if (statement.resources().isEmpty() && statement.notResources().isEmpty()) {
            throw malformed("Missing required field Resource");
        }
        for (String action : statement.actions()) {
            if (!action.equals("*") && !action.regionMatches(true, 0, "s3:", 0, 3)) {
                throw malformed("Policy has invalid action");
            }
        }
        for (List<String> resources : List.of(statement.resources(), statement.notResources())) {
            for (String resource : resources) {
                boolean own = resource.equals(bucket.arn()) || resource.startsWith(bucket.arn() + "/");
                if (!own && !resource.contains("*")) {
                    throw malformed("Policy has invalid resource");
                }
            }
        }
    }

    /** Whether it lets anybody in. */
    boolean isPublic() {
        return document.statements().stream().anyMatch(PublicAccess::isPublic);
    }

    private static AwsError malformed(String message) {
        return AwsError.badRequest("MalformedPolicy", message);
    }
}
