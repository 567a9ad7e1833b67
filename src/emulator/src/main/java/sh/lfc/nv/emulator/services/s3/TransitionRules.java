package sh.lfc.nv.emulator.services.s3;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.LifecycleRuleFilter;
import software.amazon.awssdk.services.s3.model.NoncurrentVersionTransition;
import software.amazon.awssdk.services.s3.model.StorageClass;
import software.amazon.awssdk.services.s3.model.Transition;
import software.amazon.awssdk.services.s3.model.TransitionDefaultMinimumObjectSize;
import software.amazon.awssdk.services.s3.model.TransitionStorageClass;

/**
 * To which storage class the rules of a bucket let its objects go, after "Transitioning objects using Amazon S3
 * Lifecycle" of the S3 User Guide: downwards only, and small objects not at all unless a rule names a size itself.
 *
 * @param minimum what holds for small objects
 */
record TransitionRules(LifecycleRules rules, TransitionDefaultMinimumObjectSize minimum) {

    private static final long SMALL = 128 * 1024;

    /** From the dearest to the cheapest. */
    private static final List<StorageClass> DOWNWARDS = List.of(
            StorageClass.STANDARD,
            StorageClass.STANDARD_IA,
            StorageClass.INTELLIGENT_TIERING,
            StorageClass.ONEZONE_IA,
            StorageClass.GLACIER_IR,
            StorageClass.GLACIER,
            StorageClass.DEEP_ARCHIVE);

    static TransitionRules of(Bucket bucket, LifecycleRules rules) {
        return new TransitionRules(
                rules,
                bucket.settings()
                        .get(LifecycleConfiguration.class)
                        .map(LifecycleConfiguration::minimumSize)
                        .orElse(TransitionDefaultMinimumObjectSize.ALL_STORAGE_CLASSES_128_K));
    }

    /** Whether the rules move anything at all; most only let it expire. */
    boolean isAny() {
        return rules.rules().stream()
                .anyMatch(rule -> !rule.transitions().isEmpty()
                        || !rule.noncurrentVersionTransitions().isEmpty());
    }

    /** The class that a current version is to have by now; empty when it has it. */
    Optional<StorageClass> current(ObjectVersion version, Instant now) {
        List<StorageClass> due = new ArrayList<>();
        for (LifecycleRule rule : rules.matching(version).toList()) {
            for (Transition transition : rule.transitions()) {
                if (isDue(transition, version, now) && admits(rule, transition.storageClass(), version)) {
                    due.add(StorageClass.fromValue(transition.storageClassAsString()));
                }
            }
        }
        return lowest(version, due);
    }

    private static boolean isDue(Transition transition, ObjectVersion version, Instant now) {
        if (transition.date() != null) {
            return !now.isBefore(transition.date());
        }
        int days = transition.days() == null ? 0 : transition.days();
        return !now.isBefore(LifecycleRules.midnightAfter(version.lastModified(), days));
    }

    /**
     * The class that a noncurrent version is to have by now; empty when it has it.
     *
     * @param since when it ceased to be the current one
     * @param newer how many noncurrent versions are newer
     */
    Optional<StorageClass> noncurrent(ObjectVersion version, Instant since, int newer, Instant now) {
        List<StorageClass> due = new ArrayList<>();
        for (LifecycleRule rule : rules.matching(version).toList()) {
            for (NoncurrentVersionTransition transition : rule.noncurrentVersionTransitions()) {
                int kept = transition.newerNoncurrentVersions() == null ? 0 : transition.newerNoncurrentVersions();
                int days = transition.noncurrentDays() == null ? 0 : transition.noncurrentDays();
                if (newer >= kept
                        && !now.isBefore(LifecycleRules.midnightAfter(since, days))
                        && admits(rule, transition.storageClass(), version)) {
                    due.add(StorageClass.fromValue(transition.storageClassAsString()));
                }
            }
        }
        return lowest(version, due);
    }

    private boolean admits(LifecycleRule rule, TransitionStorageClass to, ObjectVersion version) {
        if (version.isDeleteMarker()) {
            return false;
        }
        if (version.content().size() >= SMALL || namesSize(rule.filter())) {
            return true;
        }
        boolean archive = to == TransitionStorageClass.GLACIER || to == TransitionStorageClass.DEEP_ARCHIVE;
        return archive && minimum == TransitionDefaultMinimumObjectSize.VARIES_BY_STORAGE_CLASS;
    }

    private static boolean namesSize(LifecycleRuleFilter filter) {
        return filter != null
                && (filter.objectSizeGreaterThan() != null
                        || filter.objectSizeLessThan() != null
                        || filter.and() != null
                                && (filter.and().objectSizeGreaterThan() != null
                                        || filter.and().objectSizeLessThan() != null));
    }

    private static Optional<StorageClass> lowest(ObjectVersion version, List<StorageClass> due) {
        int has = version.isDeleteMarker()
                ? DOWNWARDS.size()
                : DOWNWARDS.indexOf(version.content().headers().storageClassOrStandard());
        return due.stream()
                .map(DOWNWARDS::indexOf)
                .max(Integer::compare)
                .filter(lowest -> lowest > has)
                .map(DOWNWARDS::get);
    }
}
