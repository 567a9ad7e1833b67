package sh.lfc.nv.emulator.services.s3;

import sh.lfc.nv.emulator.call.AwsError;
import sh.lfc.nv.emulator.call.AwsService;
import sh.lfc.nv.emulator.call.Call;
import software.amazon.awssdk.services.s3.model.DeleteBucketReplicationRequest;
import software.amazon.awssdk.services.s3.model.DeleteBucketReplicationResponse;
import software.amazon.awssdk.services.s3.model.GetBucketAnalyticsConfigurationRequest;
import software.amazon.awssdk.services.s3.model.GetBucketAnalyticsConfigurationResponse;
import software.amazon.awssdk.services.s3.model.GetBucketIntelligentTieringConfigurationRequest;
import software.amazon.awssdk.services.s3.model.GetBucketIntelligentTieringConfigurationResponse;
import software.amazon.awssdk.services.s3.model.GetBucketInventoryConfigurationRequest;
import software.amazon.awssdk.services.s3.model.GetBucketInventoryConfigurationResponse;
import software.amazon.awssdk.services.s3.model.GetBucketMetricsConfigurationRequest;
import software.amazon.awssdk.services.s3.model.GetBucketMetricsConfigurationResponse;
import software.amazon.awssdk.services.s3.model.GetBucketReplicationRequest;
import software.amazon.awssdk.services.s3.model.GetBucketReplicationResponse;
import software.amazon.awssdk.services.s3.model.GetObjectLockConfigurationRequest;
import software.amazon.awssdk.services.s3.model.GetObjectLockConfigurationResponse;
import software.amazon.awssdk.services.s3.model.ListBucketAnalyticsConfigurationsRequest;
import software.amazon.awssdk.services.s3.model.ListBucketAnalyticsConfigurationsResponse;
import software.amazon.awssdk.services.s3.model.ListBucketIntelligentTieringConfigurationsRequest;
import software.amazon.awssdk.services.s3.model.ListBucketIntelligentTieringConfigurationsResponse;
import software.amazon.awssdk.services.s3.model.ListBucketInventoryConfigurationsRequest;
import software.amazon.awssdk.services.s3.model.ListBucketInventoryConfigurationsResponse;
import software.amazon.awssdk.services.s3.model.ListBucketMetricsConfigurationsRequest;
import software.amazon.awssdk.services.s3.model.ListBucketMetricsConfigurationsResponse;

/** Configuration that no bucket here ever has, and that clients ask for nevertheless: the answers say so. */
public final class AbsentConfigurationOperations implements AwsService {

    private final S3State state;

    AbsentConfigurationOperations(S3State state) {
        this.state = state;
    }

    @Override
    public String sdkPackage() {
        return "s3";
    }

    // Replication and object lock

    public GetBucketReplicationResponse getBucketReplication(GetBucketReplicationRequest request, Call call) {
        Bucket bucket = state.bucket(request.bucket(), request.expectedBucketOwner(), call);
        throw Refusals.missing(
                "ReplicationConfigurationNotFoundError", "The replication configuration was not found", bucket.name());
    }

    public DeleteBucketReplicationResponse deleteBucketReplication(DeleteBucketReplicationRequest request, Call call) {
        state.bucket(request.bucket(), request.expectedBucketOwner(), call);
        return DeleteBucketReplicationResponse.builder().build();
    }

    public GetObjectLockConfigurationResponse getObjectLockConfiguration(
            GetObjectLockConfigurationRequest request, Call call) {
        Bucket bucket = state.bucket(request.bucket(), request.expectedBucketOwner(), call);
        throw Refusals.missing(
                "ObjectLockConfigurationNotFoundError",
                "Object Lock configuration does not exist for this bucket",
                bucket.name());
    }

    // Analysis

    public GetBucketAnalyticsConfigurationResponse getBucketAnalyticsConfiguration(
            GetBucketAnalyticsConfigurationRequest request, Call call) {
        Bucket bucket = state.bucket(request.bucket(), request.expectedBucketOwner(), call);
        throw noSuchConfiguration(bucket);
    }

    public ListBucketAnalyticsConfigurationsResponse listBucketAnalyticsConfigurations(
            ListBucketAnalyticsConfigurationsRequest request, Call call) {
        state.bucket(request.bucket(), request.expectedBucketOwner(), call);
        return ListBucketAnalyticsConfigurationsResponse.builder()
                .isTruncated(false)
                .build();
    }

    public GetBucketIntelligentTieringConfigurationResponse getBucketIntelligentTieringConfiguration(
            GetBucketIntelligentTieringConfigurationRequest request, Call call) {
        Bucket bucket = state.bucket(request.bucket(), request.expectedBucketOwner(), call);
        throw noSuchConfiguration(bucket);
    }

    public ListBucketIntelligentTieringConfigurationsResponse listBucketIntelligentTieringConfigurations(
            ListBucketIntelligentTieringConfigurationsRequest request, Call call) {
        state.bucket(request.bucket(), request.expectedBucketOwner(), call);
        return ListBucketIntelligentTieringConfigurationsResponse.builder()
                .isTruncated(false)
                .build();
    }

    public GetBucketInventoryConfigurationResponse getBucketInventoryConfiguration(
            GetBucketInventoryConfigurationRequest request, Call call) {
        Bucket bucket = state.bucket(request.bucket(), request.expectedBucketOwner(), call);
        throw noSuchConfiguration(bucket);
    }

    public ListBucketInventoryConfigurationsResponse listBucketInventoryConfigurations(
            ListBucketInventoryConfigurationsRequest request, Call call) {
        state.bucket(request.bucket(), request.expectedBucketOwner(), call);
        return ListBucketInventoryConfigurationsResponse.builder()
                .isTruncated(false)
                .build();
    }

    public GetBucketMetricsConfigurationResponse getBucketMetricsConfiguration(
            GetBucketMetricsConfigurationRequest request, Call call) {
        Bucket bucket = state.bucket(request.bucket(), request.expectedBucketOwner(), call);
        throw noSuchConfiguration(bucket);
    }

    public ListBucketMetricsConfigurationsResponse listBucketMetricsConfigurations(
            ListBucketMetricsConfigurationsRequest request, Call call) {
        state.bucket(request.bucket(), request.expectedBucketOwner(), call);
        return ListBucketMetricsConfigurationsResponse.builder()
                .isTruncated(false)
                .build();
    }

    private static AwsError noSuchConfiguration(Bucket bucket) {
        return Refusals.missing("NoSuchConfiguration", "The specified configuration does not exist.", bucket.name());
    }
}
