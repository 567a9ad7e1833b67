package sh.lfc.nv.emulator.services.secretsmanager;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.secretsmanager.model.ReplicationStatusType;
import software.amazon.awssdk.services.secretsmanager.model.RotationRulesType;
import software.amazon.awssdk.services.secretsmanager.model.Tag;

/**
 * A secret.
 *
 * @param arn the name and six random characters
 * @param about what its owner said of it
 * @param times when what happened to it
 * @param versions its values
 * @param tags by key
 * @param policy the resource policy, or null
 * @param rotation how it is to be rotated, or null when that was never configured
 * @param replicas by region, the replicas that are recorded
 */
record Secret(
        String name,
        String arn,
        About about,
        Times times,
        Versions versions,
        Map<String, String> tags,
        String policy,
        Rotation rotation,
        Map<String, ReplicationStatusType> replicas) {

    /**
     * What the owner says of a secret; each may be null.
     *
     * @param kmsKeyId the key that encrypts the value; AWS's own where there is none
     */
    record About(String description, String kmsKeyId, String type) {}

    /**
     * When what happened.
     *
     * @param deleted when the deletion was asked for, or null
     * @param gone when the secret is deleted for good, or null
     */
    record Times(Instant created, Instant changed, Instant accessed, Instant deleted, Instant gone) {

        Times changedAt(Instant now) {
            return new Times(created, now, accessed, deleted, gone);
        }

        Times accessedAt(Instant now) {
            return new Times(created, changed, now.truncatedTo(ChronoUnit.DAYS), deleted, gone);
        }

        Times deletedAt(Instant now, Instant until) {
            return new Times(created, changed, accessed, now, until);
        }
    }

    /**
     * How a secret is rotated.
     *
     * @param function the ARN of the Lambda function that does it
     * @param next when it is next, or null when it is not by itself
     * @param last when it was last, or null
     */
    record Rotation(
            boolean enabled, String function, RotationRulesType rules, RotationSchedule.Window next, Instant last) {

        Rotation scheduled(Instant now) {
            RotationSchedule.Window window = RotationSchedule.of(rules)
                    .flatMap(schedule -> schedule.next(now))
                    .orElse(null);
            return new Rotation(enabled, function, rules, window, last);
        }

        Rotation rotatedAt(Instant time) {
            return new Rotation(enabled, function, rules, next, time);
        }

        Rotation cancelled() {
            return new Rotation(false, function, rules, null, last);
        }

        /** The latest time at which it is next; null when it is not. */
        Instant shownNext() {
            return next == null ? null : next.latest();
        }

        /** When it was last; null when there is no rotation any more. */
        Instant shownLast() {
            return enabled ? last : null;
        }
    }

    Secret {
        tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
        replicas = Collections.unmodifiableMap(new TreeMap<>(replicas));
    }

    boolean deleted() {
        return times.deleted() != null;
    }

    Secret with(About changed, Instant now) {
        return new Secret(name, arn, changed, times.changedAt(now), versions, tags, policy, rotation, replicas);
    }

    Secret with(Times changed) {
        return new Secret(name, arn, about, changed, versions, tags, policy, rotation, replicas);
    }

    Secret with(Versions changed, Instant now) {
        return new Secret(name, arn, about, times.changedAt(now), changed, tags, policy, rotation, replicas);
    }

    /** The value was read. */
    Secret read(SecretVersion version, Instant now) {
        return new Secret(
                name,
                arn,
                about,
                times.accessedAt(now),
                versions.with(version.read(now)),
                tags,
                policy,
                rotation,
                replicas);
    }

    Secret withTags(Map<String, String> changed, Instant now) {
        return new Secret(name, arn, about, times.changedAt(now), versions, changed, policy, rotation, replicas);
    }

    Secret withPolicy(String changed) {
        return new Secret(name, arn, about, times, versions, tags, changed, rotation, replicas);
    }

    Secret with(Rotation changed, Instant now) {
        return new Secret(name, arn, about, times.changedAt(now), versions, tags, policy, changed, replicas);
    }

    /** The secret after a rotation, or after an attempt at one: with the time of the next. */
    Secret rotated(Instant last, Instant now) {
        return with(rotation.rotatedAt(last).scheduled(now), now);
    }

    /** A new value by hand counts as a rotation where the next is so many days after the last. */
    Secret renewed(Instant now) {
        boolean counts = rotation != null
                && rotation.enabled()
                && rotation.rules() != null
                && rotation.rules().automaticallyAfterDays() != null;
        return counts ? with(rotation.scheduled(now), now) : this;
    }

    Secret withReplicas(Map<String, ReplicationStatusType> changed) {
        return new Secret(name, arn, about, times, versions, tags, policy, rotation, changed);
    }

    List<Tag> shownTags() {
        return tags.entrySet().stream()
                .map(tag ->
                        Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
    }

    /** Never shows a value. */
    @Override
    public String toString() {
        return "Secret[" + arn + "]";
    }
}
