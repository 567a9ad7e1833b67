package sh.lfc.nv.emulator.services.secretsmanager;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The versions of a secret, the oldest first. A staging label is attached to one version at a time.
 *
 * @param byId the versions
 */
record Versions(Map<String, SecretVersion> byId) {

    static final Versions NONE = new Versions(Map.of());

    private static final int MOST_DEPRECATED = 100;

    Versions {
        byId = Collections.unmodifiableMap(new LinkedHashMap<>(byId));
    }

    Collection<SecretVersion> all() {
        return byId.values();
    }

    Optional<SecretVersion> staged(String stage) {
        return byId.values().stream()
                .filter(version -> version.stages().contains(stage))
                .findFirst();
    }

    /**
     * The version that a request names by its identifier, by a label, or by neither, which means the current one.
     *
     * @throws software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException when there is none
     */
    SecretVersion get(String id, String stage) {
        if (id == null) {
            String label = stage == null ? SecretVersion.CURRENT : stage;
            return staged(label).orElseThrow(() -> Refusal.noStage(label));
        }
        SecretVersion version = byId.get(id);
        if (version == null) {
            throw Refusal.noVersion(id);
        }
        if (stage != null && !version.stages().contains(stage)) {
            throw Refusal.request("You provided a VersionStage that is not associated to the provided VersionId.");
        }
        return version;
    }

    /**
     * The same, for reading the value.
     *
     * @throws software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException also when it has none yet
     */
    SecretVersion readable(String id, String stage) {
        SecretVersion version = get(id, stage);
        if (!version.hasValue()) {
            throw stage == null ? Refusal.noVersion(version.id()) : Refusal.noStage(stage);
        }
        return version;
    }

    /** The version with which a rotation has begun that has not come to its end. */
    Optional<SecretVersion> pending() {
        return staged(SecretVersion.PENDING).filter(version -> !version.stages().contains(SecretVersion.CURRENT));
    }

    /** By identifier: the labels, of versions that have any. */
    Map<String, List<String>> stages() {
        Map<String, List<String>> stages = new LinkedHashMap<>();
        byId.forEach((id, version) -> {
            if (!version.stages().isEmpty()) {
                stages.put(id, version.stages());
            }
        });
        return stages;
    }

    /** With a further version, which takes its labels from the others. */
    Versions add(SecretVersion version) {
        Versions all = with(version);
        for (String stage : version.stages()) {
            all = all.moved(stage, version.id());
        }
        return all.pruned();
    }

    Versions without(String id) {
        Map<String, SecretVersion> rest = new LinkedHashMap<>(byId);
        rest.remove(id);
        return new Versions(rest);
    }

    Versions with(SecretVersion version) {
        Map<String, SecretVersion> all = new LinkedHashMap<>(byId);
        all.put(version.id(), version);
        return new Versions(all);
    }

    /**
     * With the label at another version, or at none. What was the current version becomes the previous one.
     *
     * @param to the version to attach it to, or null
     */
    Versions moved(String stage, String to) {
        Optional<SecretVersion> from = byId.values().stream()
                .filter(version ->
                        version.stages().contains(stage) && !version.id().equals(to))
                .findFirst();
        Versions all = this;
        if (from.isPresent()) {
            all = all.with(from.get().without(stage));
        }
        if (to != null) {
            all = all.with(all.byId.get(to).with(stage));
        }
        if (from.isPresent() && to != null && stage.equals(SecretVersion.CURRENT)) {
            all = all.moved(SecretVersion.PREVIOUS, from.get().id());
            all = all.with(all.byId.get(to).without(SecretVersion.PREVIOUS));
        }
        return all;
    }

    /** Deprecated versions are forgotten at some time, the oldest first. */
    private Versions pruned() {
        List<String> deprecated = byId.values().stream()
                .filter(version -> version.stages().isEmpty())
                .map(SecretVersion::id)
                .toList();
        if (deprecated.size() <= MOST_DEPRECATED) {
            return this;
        }
        Map<String, SecretVersion> rest = new LinkedHashMap<>(byId);
        deprecated.subList(0, deprecated.size() - MOST_DEPRECATED).forEach(rest::remove);
        return new Versions(rest);
    }
}
