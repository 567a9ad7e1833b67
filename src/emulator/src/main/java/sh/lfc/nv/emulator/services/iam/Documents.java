package sh.lfc.nv.emulator.services.iam;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import sh.lfc.nv.emulator.policy.PolicyDocument;
import sh.lfc.nv.emulator.policy.PolicyKind;
import sh.lfc.nv.emulator.policy.PolicySyntaxException;
import software.amazon.awssdk.services.iam.model.AttachedPermissionsBoundary;
import software.amazon.awssdk.services.iam.model.PermissionsBoundaryAttachmentType;

/** Policy documents as IAM takes and gives them. */
final class Documents {

    private Documents() {}

    /**
     * Refuses what is no policy of the kind.
     *
     * @throws software.amazon.awssdk.services.iam.model.MalformedPolicyDocumentException with AWS's sentence
     */
    static PolicyDocument check(PolicyKind kind, String document) {
        try {
            return kind.parse(document);
        } catch (PolicySyntaxException e) {
            throw Refusal.malformed(e.getMessage());
        }
    }

    /** URL-encoded after RFC 3986, as the API's answers carry documents. */
    static String encoded(String document) {
        return URLEncoder.encode(document, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }

    /** The number of characters without white space, which is what quotas count. */
    static int size(String document) {
        return (int) document.chars().filter(c -> !Character.isWhitespace(c)).count();
    }

    static AttachedPermissionsBoundary boundary(String arn) {
        return AttachedPermissionsBoundary.builder()
                .permissionsBoundaryType(PermissionsBoundaryAttachmentType.PERMISSIONS_BOUNDARY_POLICY)
                .permissionsBoundaryArn(arn)
                .build();
    }
}
