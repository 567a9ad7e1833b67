package sh.lfc.nv.emulator.services.iam;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.services.iam.model.Policy;
import software.amazon.awssdk.services.iam.model.PolicyVersion;

/**
 * A managed policy.
 *
 * @param versions the oldest first; at least one
 * @param defaultVersion the one that is in force
 * @param lastVersion the number of the version that was made last, which may be deleted by now
 */
record ManagedPolicy(
        String name,
        String path,
        String id,
        String arn,
        String description,
        Instant created,
        Instant updated,
        List<Version> versions,
        String defaultVersion,
        int lastVersion,
        Map<String, String> tags) {

    /**
     * A version of a policy's document.
     *
     * @param id {@code v1} and so on
     */
    record Version(String id, String document, Instant created) {

        PolicyVersion shown(boolean isDefault, boolean withDocument) {
            return PolicyVersion.builder()
                    .versionId(id)
                    .isDefaultVersion(isDefault)
                    .createDate(created)
                    .document(withDocument ? Documents.encoded(document) : null)
                    .build();
        }
    }

    private static final int MOST_VERSIONS = 5;

    ManagedPolicy {
        versions = List.copyOf(versions);
        tags = Tags.copy(tags);
    }

    boolean ofAws() {
        return arn.startsWith("arn:aws:iam::aws:");
    }

    /** The document in force. */
    String document() {
        return version(defaultVersion).document();
    }

    Version version(String wanted) {
        return versions.stream()
                .filter(version -> version.id().equals(wanted))
                .findFirst()
                .orElseThrow(() -> Refusal.missing(
                        "Policy " + arn + " version " + wanted + " does not exist or is not attachable."));
    }

    ManagedPolicy withVersion(String document, boolean asDefault, Instant now) {
        if (versions.size() == MOST_VERSIONS) {
            throw Refusal.limit("A managed policy can have up to 5 versions. Before you create a new version, you must"
                    + " delete an existing version.");
        }
        Version added = new Version("v" + (lastVersion + 1), document, now);
        return with(
                Stream.concat(versions.stream(), Stream.of(added)).toList(),
                asDefault ? added.id() : defaultVersion,
                lastVersion + 1,
                now);
    }

    ManagedPolicy withoutVersion(String unwanted) {
        version(unwanted);
        if (unwanted.equals(defaultVersion)) {
            throw Refusal.conflict("Cannot delete the default version of a policy.");
        }
        return with(
                versions.stream()
                        .filter(version -> !version.id().equals(unwanted))
                        .toList(),
                defaultVersion,
                lastVersion,
                updated);
    }

    ManagedPolicy withDefault(String wanted, Instant now) {
        return with(versions, version(wanted).id(), lastVersion, now);
    }

    ManagedPolicy withTags(Map<String, String> changed) {
        return new ManagedPolicy(
                name, path, id, arn, description, created, updated, versions, defaultVersion, lastVersion, changed);
    }

    private ManagedPolicy with(List<Version> newVersions, String newDefault, int newLast, Instant now) {
        return new ManagedPolicy(
                name, path, id, arn, description, created, now, newVersions, newDefault, newLast, tags);
    }

    /** As the API shows it; lists leave out description and tags. */
    Policy shown(IamAccount account, boolean whole) {
        Policy.Builder shown = Policy.builder()
                .policyName(name)
                .policyId(id)
                .arn(arn)
                .path(path)
                .defaultVersionId(defaultVersion)
                .attachmentCount(account.attachments(arn))
                .permissionsBoundaryUsageCount(account.boundaries(arn))
                .isAttachable(true)
                .createDate(created)
                .updateDate(updated);
        if (whole) {
            shown.description(description);
            if (!tags.isEmpty()) {
                shown.tags(Tags.shown(tags));
            }
        }
        return shown.build();
    }
}
