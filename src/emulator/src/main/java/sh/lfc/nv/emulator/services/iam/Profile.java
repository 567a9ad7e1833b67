package sh.lfc.nv.emulator.services.iam;

import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.services.iam.model.InstanceProfile;

/**
 * An instance profile.
 *
 * @param role the name of the role in it, or null
 */
record Profile(
        String name, String path, String id, String arn, Instant created, String role, Map<String, String> tags) {

    Profile {
        tags = Tags.copy(tags);
    }

    Profile withRole(String changed) {
        return new Profile(name, path, id, arn, created, changed, tags);
    }

    Profile withTags(Map<String, String> changed) {
        return new Profile(name, path, id, arn, created, role, changed);
    }

    InstanceProfile shown(IamAccount account, boolean whole) {
        InstanceProfile.Builder shown = InstanceProfile.builder()
                .instanceProfileName(name)
                .instanceProfileId(id)
                .path(path)
                .arn(arn)
                .createDate(created)
                .roles(account.roles().find(role).map(found -> found.shown(false)).stream()
                        .toList());
        return whole && !tags.isEmpty() ? shown.tags(Tags.shown(tags)).build() : shown.build();
    }
}
