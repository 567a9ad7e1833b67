package sh.lfc.nv.emulator.services.iam;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.iam.model.User;

/**
 * A user.
 *
 * @param boundary the ARN of the permissions boundary, or null
 * @param keys the access keys, without their secrets
 */
record IamUser(
        String name,
        String path,
        String id,
        String arn,
        Instant created,
        String boundary,
        Map<String, String> tags,
        PolicySet policies,
        List<Key> keys)
        implements PolicyHolder {

    /** An access key as it is listed. */
    record Key(String id, boolean active, Instant created) {}

    IamUser {
        tags = Tags.copy(tags);
        keys = List.copyOf(keys);
    }

    IamUser with(PolicySet changed) {
        return new IamUser(name, path, id, arn, created, boundary, tags, changed, keys);
    }

    IamUser withBoundary(String changed) {
        return new IamUser(name, path, id, arn, created, changed, tags, policies, keys);
    }

    IamUser withTags(Map<String, String> changed) {
        return new IamUser(name, path, id, arn, created, boundary, changed, policies, keys);
    }

    IamUser withKeys(List<Key> changed) {
        return new IamUser(name, path, id, arn, created, boundary, tags, policies, changed);
    }

    IamUser renamed(String newName, String newPath, String newArn) {
        return new IamUser(newName, newPath, id, newArn, created, boundary, tags, policies, keys);
    }

    /** As the API shows it; lists leave out tags and permissions boundary. */
    User shown(boolean whole) {
        User.Builder shown =
                User.builder().userName(name).path(path).userId(id).arn(arn).createDate(created);
        if (whole) {
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
