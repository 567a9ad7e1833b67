package sh.lfc.nv.emulator.services.s3;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import sh.lfc.nv.emulator.protocol.HttpDates;
import software.amazon.awssdk.services.s3.model.ExpirationStatus;
import software.amazon.awssdk.services.s3.model.LifecycleExpiration;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.LifecycleRuleAndOperator;
import software.amazon.awssdk.services.s3.model.LifecycleRuleFilter;
import software.amazon.awssdk.services.s3.model.NoncurrentVersionExpiration;
import software.amazon.awssdk.services.s3.model.Tag;

/**
 * When the rules of a bucket let its objects expire, after "Managing the lifecycle of objects" of the S3 User Guide.
 *
 * @param rules those that are enabled
 */
record LifecycleRules(List<LifecycleRule> rules) {

    private static final LifecycleRules NONE = new LifecycleRules(List.of());

    /** When an object expires, and by which rule. */
    record Expiry(Instant time, LifecycleRule rule) {}

    static LifecycleRules of(Bucket bucket) {
        return bucket.settings()
                .get(LifecycleConfiguration.class)
                .map(configuration -> new LifecycleRules(configuration.rules().stream()
                        .filter(rule -> rule.status() == ExpirationStatus.ENABLED)
                        .toList()))
                .orElse(NONE);
    }

    /** When the current version of an object expires; a lone delete marker does so like an object. */
    Optional<Expiry> expiry(ObjectVersion version) {
        return matching(version)
                .filter(rule -> rule.expiration() != null)
                .flatMap(rule ->
                        time(rule.expiration(), version.lastModified()).stream().map(time -> new Expiry(time, rule)))
                .min(Comparator.comparing(Expiry::time));
    }

    private static Optional<Instant> time(LifecycleExpiration expiration, Instant lastModified) {
        if (expiration.days() != null) {
            return Optional.of(midnightAfter(lastModified, expiration.days()));
        }
        return Optional.ofNullable(expiration.date());
    }

    /** Whether a delete marker that has no versions behind it is removed at once. */
    boolean removesLoneMarker(ObjectVersion marker) {
        return matching(marker)
                .anyMatch(rule -> rule.expiration() != null
                        && Boolean.TRUE.equals(rule.expiration().expiredObjectDeleteMarker()));
    }

    /**
     * Whether a version that is no longer the current one has expired.
     *
     * @param since when it ceased to be the current one
     * @param newer how many noncurrent versions are newer
     */
    boolean noncurrentExpired(ObjectVersion version, Instant since, int newer, Instant now) {
        return matching(version)
                .map(LifecycleRule::noncurrentVersionExpiration)
                .anyMatch(expiration -> expiration != null && expired(expiration, since, newer, now));
    }

    private static boolean expired(NoncurrentVersionExpiration expiration, Instant since, int newer, Instant now) {
        int kept = expiration.newerNoncurrentVersions() == null ? 0 : expiration.newerNoncurrentVersions();
        int days = expiration.noncurrentDays() == null ? 0 : expiration.noncurrentDays();
        return newer >= kept && !now.isBefore(midnightAfter(since, days));
    }

    /** Whether a multipart upload that nobody completed is to be aborted. */
    boolean abandons(MultipartUpload upload, Instant now) {
        return rules.stream()
                .filter(rule -> rule.abortIncompleteMultipartUpload() != null
                        && upload.key().startsWith(prefix(rule)))
                .anyMatch(rule -> !now.isBefore(midnightAfter(
                        upload.initiated(),
                        rule.abortIncompleteMultipartUpload().daysAfterInitiation())));
    }

    /** The header {@code x-amz-expiration}, or null for an object that does not expire. */
    String expirationHeader(ObjectVersion version) {
        return expiry(version)
                .map(expiry -> "expiry-date=\"" + HttpDates.print(expiry.time()) + "\", rule-id=\""
                        + URLEncoder.encode(expiry.rule().id(), StandardCharsets.UTF_8) + '"')
                .orElse(null);
    }

    /** Days are counted from the midnight, in UTC, that follows. */
    static Instant midnightAfter(Instant time, int days) {
        Instant moved = time.plus(Duration.ofDays(days));
        Instant midnight = moved.truncatedTo(ChronoUnit.DAYS);
        return midnight.equals(moved) ? midnight : midnight.plus(Duration.ofDays(1));
    }

    Stream<LifecycleRule> matching(ObjectVersion version) {
        return rules.stream().filter(rule -> matches(rule, version));
    }

    private static boolean matches(LifecycleRule rule, ObjectVersion version) {
        LifecycleRuleFilter filter = rule.filter();
        if (!version.key().startsWith(prefix(rule))) {
            return false;
        }
        if (filter == null) {
            return true;
        }
        LifecycleRuleAndOperator and = filter.and();
        return isLarger(version, filter.objectSizeGreaterThan())
                && isSmaller(version, filter.objectSizeLessThan())
                && (filter.tag() == null || hasAll(version.tags(), List.of(filter.tag())))
                && (and == null
                        || hasAll(version.tags(), and.tags())
                                && isLarger(version, and.objectSizeGreaterThan())
                                && isSmaller(version, and.objectSizeLessThan()));
    }

    private static boolean isLarger(ObjectVersion version, Long size) {
        return size == null || !version.isDeleteMarker() && version.content().size() > size;
    }

    private static boolean isSmaller(ObjectVersion version, Long size) {
        return size == null || !version.isDeleteMarker() && version.content().size() < size;
    }

    private static boolean hasAll(Map<String, String> tags, List<Tag> asked) {
        return asked.stream().allMatch(tag -> tag.value().equals(tags.get(tag.key())));
    }

    /** The prefix of a rule, which may stand in three places. */
    static String prefix(LifecycleRule rule) {
        LifecycleRuleFilter filter = rule.filter();
        String prefix = filter == null ? rule.prefix() : filter.prefix();
        if (filter != null && filter.and() != null) {
            prefix = filter.and().prefix();
        }
        return prefix == null ? "" : prefix;
    }
}
