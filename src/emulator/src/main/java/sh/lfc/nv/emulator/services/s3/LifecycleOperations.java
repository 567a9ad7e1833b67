package sh.lfc.nv.emulator.services.s3;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import sh.lfc.nv.emulator.call.AwsError;
import sh.lfc.nv.emulator.call.AwsService;
import sh.lfc.nv.emulator.call.Call;
import software.amazon.awssdk.services.s3.model.DeleteBucketLifecycleRequest;
import software.amazon.awssdk.services.s3.model.DeleteBucketLifecycleResponse;
import software.amazon.awssdk.services.s3.model.ExpirationStatus;
import software.amazon.awssdk.services.s3.model.GetBucketLifecycleConfigurationRequest;
import software.amazon.awssdk.services.s3.model.GetBucketLifecycleConfigurationResponse;
import software.amazon.awssdk.services.s3.model.LifecycleExpiration;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.LifecycleRuleFilter;
import software.amazon.awssdk.services.s3.model.NoncurrentVersionExpiration;
import software.amazon.awssdk.services.s3.model.PutBucketLifecycleConfigurationRequest;
import software.amazon.awssdk.services.s3.model.PutBucketLifecycleConfigurationResponse;
import software.amazon.awssdk.services.s3.model.TransitionDefaultMinimumObjectSize;

/** The lifecycle configuration of buckets, after PutBucketLifecycleConfiguration of the S3 API Reference. */
public final class LifecycleOperations implements AwsService {

    private static final int MAX_RULES = 1000;
    private static final int MAX_ID = 255;
    private static final int ID_LENGTH = 48;

    private final S3State state;

    LifecycleOperations(S3State state) {
        this.state = state;
    }

    @Override
    public String sdkPackage() {
        return "s3";
    }

    public PutBucketLifecycleConfigurationResponse putBucketLifecycleConfiguration(
            PutBucketLifecycleConfigurationRequest request, Call call) {
        Bucket bucket = state.bucket(request.bucket(), request.expectedBucketOwner(), call);
        if (request.lifecycleConfiguration() == null
                || request.lifecycleConfiguration().rules().isEmpty()
                || request.lifecycleConfiguration().rules().size() > MAX_RULES) {
            throw Refusals.malformedXml();
        }
        List<LifecycleRule> rules = named(request.lifecycleConfiguration().rules());
        rules.forEach(LifecycleOperations::check);
        TransitionDefaultMinimumObjectSize minimum = request.transitionDefaultMinimumObjectSize() == null
                ? TransitionDefaultMinimumObjectSize.ALL_STORAGE_CLASSES_128_K
                : request.transitionDefaultMinimumObjectSize();
        bucket.settings().put(new LifecycleConfiguration(rules, minimum));
        return PutBucketLifecycleConfigurationResponse.builder()
                .transitionDefaultMinimumObjectSize(minimum)
                .build();
    }

    public GetBucketLifecycleConfigurationResponse getBucketLifecycleConfiguration(
            GetBucketLifecycleConfigurationRequest request, Call call) {
        Bucket bucket = state.bucket(request.bucket(), request.expectedBucketOwner(), call);
        LifecycleConfiguration configuration = bucket.settings()
                .get(LifecycleConfiguration.class)
                .orElseThrow(() -> Refusals.missing(
                        "NoSuchLifecycleConfiguration", "The lifecycle configuration does not exist", bucket.name()));
        return GetBucketLifecycleConfigurationResponse.builder()
                .rules(configuration.rules())
                .transitionDefaultMinimumObjectSize(configuration.minimumSize())
                .build();
    }

    public DeleteBucketLifecycleResponse deleteBucketLifecycle(DeleteBucketLifecycleRequest request, Call call) {
        state.bucket(request.bucket(), request.expectedBucketOwner(), call)
                .settings()
                .remove(LifecycleConfiguration.class);
        return DeleteBucketLifecycleResponse.builder().build();
    }

    private List<LifecycleRule> named(List<LifecycleRule> sent) {
        Set<String> ids = new HashSet<>();
        List<LifecycleRule> named = new ArrayList<>();
        for (LifecycleRule rule : sent) {
            String id = rule.id() == null || rule.id().isEmpty()
                    ? state.platform().ids().base36(ID_LENGTH)
                    : rule.id();
            if (id.length() > MAX_ID) {
                throw Refusals.invalidArgument("ID length should not exceed allowed limit of 255", "ID", id);
            }
            if (!ids.add(id)) {
                throw Refusals.invalidArgument(
                        "Rule ID must be unique. Found same ID for more than one rule", "ID", id);
            }
            named.add(rule.toBuilder().id(id).build());
        }
        return named;
    }

    private static void check(LifecycleRule rule) {
        if (rule.status() == null
                || rule.status() == ExpirationStatus.UNKNOWN_TO_SDK_VERSION
                || (rule.filter() == null) == (rule.prefix() == null)) {
            throw Refusals.malformedXml();
        }
        if (rule.expiration() == null
                && rule.noncurrentVersionExpiration() == null
                && rule.abortIncompleteMultipartUpload() == null
                && rule.transitions().isEmpty()
                && rule.noncurrentVersionTransitions().isEmpty()) {
            throw Refusals.invalidRequest("At least one action needs to be specified in a rule");
        }
        if (rule.filter() != null) {
            check(rule.filter());
        }
        if (rule.expiration() != null) {
            check(rule.expiration(), hasTags(rule));
        }
        if (rule.noncurrentVersionExpiration() != null) {
            check(rule.noncurrentVersionExpiration());
        }
        if (rule.abortIncompleteMultipartUpload() != null) {
            positive(
                    rule.abortIncompleteMultipartUpload().daysAfterInitiation(),
                    "DaysAfterInitiation",
                    "AbortIncompleteMultipartUpload");
            if (hasTags(rule)) {
                throw Refusals.invalidRequest("AbortIncompleteMultipartUpload cannot be specified with Tags.");
            }
        }
    }

    /** A filter has one criterion, or several within And. */
    private static void check(LifecycleRuleFilter filter) {
        int criteria = (filter.prefix() == null ? 0 : 1)
                + (filter.tag() == null ? 0 : 1)
                + (filter.objectSizeGreaterThan() == null ? 0 : 1)
                + (filter.objectSizeLessThan() == null ? 0 : 1)
                + (filter.and() == null ? 0 : 1);
        if (criteria > 1) {
            throw Refusals.malformedXml();
        }
    }

    private static void check(LifecycleExpiration expiration, boolean tags) {
        boolean marker = expiration.expiredObjectDeleteMarker() != null;
        int kinds = (expiration.days() == null ? 0 : 1) + (expiration.date() == null ? 0 : 1) + (marker ? 1 : 0);
        if (kinds != 1) {
            throw Refusals.malformedXml();
        }
        if (expiration.days() != null) {
            positive(expiration.days(), "Days", "Expiration");
        }
        if (expiration.date() != null
                && !expiration.date().truncatedTo(ChronoUnit.DAYS).equals(expiration.date())) {
            throw AwsError.badRequest("InvalidArgument", "'Date' must be at midnight GMT");
        }
        if (marker && tags) {
            throw Refusals.invalidRequest("ExpiredObjectDeleteMarker cannot be specified with Tags.");
        }
    }

    private static void check(NoncurrentVersionExpiration expiration) {
        positive(expiration.noncurrentDays(), "NoncurrentDays", "NoncurrentVersionExpiration");
        Integer kept = expiration.newerNoncurrentVersions();
        if (kept != null && (kept < 1 || kept > 100)) {
            throw AwsError.badRequest(
                    "InvalidArgument",
                    "'NewerNoncurrentVersions' for NoncurrentVersionExpiration action must be a positive integer");
        }
    }

    private static void positive(Integer days, String member, String action) {
        if (days == null) {
            throw Refusals.malformedXml();
        }
        if (days < 1) {
            throw AwsError.badRequest(
                    "InvalidArgument", "'" + member + "' for " + action + " action must be a positive integer");
        }
    }

    private static boolean hasTags(LifecycleRule rule) {
        LifecycleRuleFilter filter = rule.filter();
        return filter != null
                && (filter.tag() != null
                        || filter.and() != null && !filter.and().tags().isEmpty());
    }
}
