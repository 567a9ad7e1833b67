package sh.lfc.nv.emulator.services.iam;

import java.time.Instant;
import java.util.Set;
import software.amazon.awssdk.services.iam.model.Group;

/**
 * A group.
 *
 * @param members the identifiers of its users
 */
record IamGroup(
        String name, String path, String id, String arn, Instant created, Set<String> members, PolicySet policies)
        implements PolicyHolder {

    IamGroup {
        members = Set.copyOf(members);
    }

    IamGroup with(PolicySet changed) {
        return new IamGroup(name, path, id, arn, created, members, changed);
    }

    IamGroup withMembers(Set<String> changed) {
        return new IamGroup(name, path, id, arn, created, changed, policies);
    }

    IamGroup renamed(String newName, String newPath, String newArn) {
        return new IamGroup(newName, newPath, id, newArn, created, members, policies);
    }

    Group shown() {
        return Group.builder()
                .groupName(name)
                .path(path)
                .groupId(id)
                .arn(arn)
                .createDate(created)
                .build();
    }
}
