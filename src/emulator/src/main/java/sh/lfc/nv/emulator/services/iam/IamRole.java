package sh.lfc.nv.emulator.services.iam;

import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.services.iam.model.Role;

/**
 * A role.
 *
 * @param trust the document that says who may assume it
 * @param maxSession the longest session, in seconds
 * @param boundary the ARN of the permissions boundary, or null
 * @param linkedTo the service that a service-linked role belongs to, or null
 */
record IamRole(
        String name,
        String path,
        String id,
        String arn,
        Instant created,
        String trust,
        String description,
        int maxSession,
        String boundary,
        Map<String, String> tags,
        PolicySet policies,
        String linkedTo)
        implements PolicyHolder {

    static final int DEFAULT_MAX_SESSION = 3600;

    IamRole {
        tags = Tags.copy(tags);
    }

    IamRole with(PolicySet changed) {
        return new IamRole(
                name, path, id, arn, created, trust, description, maxSession, boundary, tags, changed, linkedTo);
    }

    IamRole withTrust(String changed) {
        return new IamRole(
                name, path, id, arn, created, changed, description, maxSession, boundary, tags, policies, linkedTo);
    }

    IamRole withBoundary(String changed) {
        return new IamRole(
                name, path, id, arn, created, trust, description, maxSession, changed, tags, policies, linkedTo);
    }

    IamRole withTags(Map<String, String> changed) {
        return new IamRole(
                name, path, id, arn, created, trust, description, maxSession, boundary, changed, policies, linkedTo);
    }

    IamRole with(String newDescription, int newMaxSession) {
        return new IamRole(
                name, path, id, arn, created, trust, newDescription, newMaxSession, boundary, tags, policies, linkedTo);
    }

    /** As the API shows it; lists leave out tags and permissions boundary. */
    Role shown(boolean whole) {
        Role.Builder shown = Role.builder()
                .roleName(name)
                .path(path)
                .roleId(id)
                .arn(arn)
                .createDate(created)
                .assumeRolePolicyDocument(Documents.encoded(trust))
                .description(description)
                .maxSessionDuration(maxSession);
        if (whole) {
            shown.roleLastUsed(used -> {});
            if (!tags.isEmpty()) {
                shown.tags(Tags.shown(tags));
            }
            if (boundary != null) {
                shown.permissionsBoundary(Documents.boundary(boundary));
            }
        }
        return shown.build();
    }
}
