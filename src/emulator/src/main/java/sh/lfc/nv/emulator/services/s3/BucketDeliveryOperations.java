package sh.lfc.nv.emulator.services.s3;

import sh.lfc.nv.emulator.call.AwsService;
import sh.lfc.nv.emulator.call.Call;
import software.amazon.awssdk.services.s3.model.AccelerateConfiguration;
import software.amazon.awssdk.services.s3.model.BucketLoggingStatus;
import software.amazon.awssdk.services.s3.model.CORSConfiguration;
import software.amazon.awssdk.services.s3.model.DeleteBucketCorsRequest;
import software.amazon.awssdk.services.s3.model.DeleteBucketCorsResponse;
import software.amazon.awssdk.services.s3.model.DeleteBucketWebsiteRequest;
import software.amazon.awssdk.services.s3.model.DeleteBucketWebsiteResponse;
import software.amazon.awssdk.services.s3.model.GetBucketAccelerateConfigurationRequest;
import software.amazon.awssdk.services.s3.model.GetBucketAccelerateConfigurationResponse;
import software.amazon.awssdk.services.s3.model.GetBucketCorsRequest;
import software.amazon.awssdk.services.s3.model.GetBucketCorsResponse;
import software.amazon.awssdk.services.s3.model.GetBucketLoggingRequest;
import software.amazon.awssdk.services.s3.model.GetBucketLoggingResponse;
import software.amazon.awssdk.services.s3.model.GetBucketRequestPaymentRequest;
import software.amazon.awssdk.services.s3.model.GetBucketRequestPaymentResponse;
import software.amazon.awssdk.services.s3.model.GetBucketWebsiteRequest;
import software.amazon.awssdk.services.s3.model.GetBucketWebsiteResponse;
import software.amazon.awssdk.services.s3.model.Payer;
import software.amazon.awssdk.services.s3.model.PutBucketAccelerateConfigurationRequest;
import software.amazon.awssdk.services.s3.model.PutBucketAccelerateConfigurationResponse;
import software.amazon.awssdk.services.s3.model.PutBucketCorsRequest;
import software.amazon.awssdk.services.s3.model.PutBucketCorsResponse;
import software.amazon.awssdk.services.s3.model.PutBucketLoggingRequest;
import software.amazon.awssdk.services.s3.model.PutBucketLoggingResponse;
import software.amazon.awssdk.services.s3.model.PutBucketRequestPaymentRequest;
import software.amazon.awssdk.services.s3.model.PutBucketRequestPaymentResponse;
import software.amazon.awssdk.services.s3.model.PutBucketWebsiteRequest;
import software.amazon.awssdk.services.s3.model.PutBucketWebsiteResponse;
import software.amazon.awssdk.services.s3.model.RequestPaymentConfiguration;
import software.amazon.awssdk.services.s3.model.WebsiteConfiguration;

/** How a bucket's content is delivered: configuration that is kept and read back, and has no further effect here. */
public final class BucketDeliveryOperations implements AwsService {

    private final S3State state;

    BucketDeliveryOperations(S3State state) {
        this.state = state;
    }

    @Override
    public String sdkPackage() {
        return "s3";
    }

    // Cross-origin requests

    public PutBucketCorsResponse putBucketCors(PutBucketCorsRequest request, Call call) {
        Bucket bucket = state.bucket(request.bucket(), request.expectedBucketOwner(), call);
        if (request.corsConfiguration() == null) {
            throw Refusals.malformedXml();
        }
        bucket.settings().put(request.corsConfiguration());
        return PutBucketCorsResponse.builder().build();
    }

    public GetBucketCorsResponse getBucketCors(GetBucketCorsRequest request, Call call) {
        Bucket bucket = state.bucket(request.bucket(), request.expectedBucketOwner(), call);
        CORSConfiguration found = bucket.settings()
                .get(CORSConfiguration.class)
                .orElseThrow(() -> Refusals.missing(
                        "NoSuchCORSConfiguration", "The CORS configuration does not exist", bucket.name()));
        return GetBucketCorsResponse.builder().corsRules(found.corsRules()).build();
    }

    public DeleteBucketCorsResponse deleteBucketCors(DeleteBucketCorsRequest request, Call call) {
        state.bucket(request.bucket(), request.expectedBucketOwner(), call)
                .settings()
                .remove(CORSConfiguration.class);
        return DeleteBucketCorsResponse.builder().build();
    }

    // Website

    public PutBucketWebsiteResponse putBucketWebsite(PutBucketWebsiteRequest request, Call call) {
        Bucket bucket = state.bucket(request.bucket(), request.expectedBucketOwner(), call);
        if (request.websiteConfiguration() == null) {
            throw Refusals.malformedXml();
        }
        bucket.settings().put(request.websiteConfiguration());
        return PutBucketWebsiteResponse.builder().build();
    }

    public GetBucketWebsiteResponse getBucketWebsite(GetBucketWebsiteRequest request, Call call) {
        Bucket bucket = state.bucket(request.bucket(), request.expectedBucketOwner(), call);
        WebsiteConfiguration found = bucket.settings()
                .get(WebsiteConfiguration.class)
                .orElseThrow(() -> Refusals.missing(
                        "NoSuchWebsiteConfiguration",
                        "The specified bucket does not have a website configuration",
                        bucket.name()));
        return GetBucketWebsiteResponse.builder()
                .indexDocument(found.indexDocument())
                .errorDocument(found.errorDocument())
                .redirectAllRequestsTo(found.redirectAllRequestsTo())
                .routingRules(found.hasRoutingRules() ? found.routingRules() : null)
                .build();
    }

    public DeleteBucketWebsiteResponse deleteBucketWebsite(DeleteBucketWebsiteRequest request, Call call) {
        state.bucket(request.bucket(), request.expectedBucketOwner(), call)
                .settings()
                .remove(WebsiteConfiguration.class);
        return DeleteBucketWebsiteResponse.builder().build();
    }

    // Access logs, acceleration and payment, which are never missing: a bucket without them says that it has none

    public PutBucketLoggingResponse putBucketLogging(PutBucketLoggingRequest request, Call call) {
        Bucket bucket = state.bucket(request.bucket(), request.expectedBucketOwner(), call);
        if (request.bucketLoggingStatus() == null) {
            throw Refusals.malformedXml();
        }
        bucket.settings().put(request.bucketLoggingStatus());
        return PutBucketLoggingResponse.builder().build();
    }

    public GetBucketLoggingResponse getBucketLogging(GetBucketLoggingRequest request, Call call) {
        Bucket bucket = state.bucket(request.bucket(), request.expectedBucketOwner(), call);
        return GetBucketLoggingResponse.builder()
                .loggingEnabled(bucket.settings()
                        .get(BucketLoggingStatus.class)
                        .map(BucketLoggingStatus::loggingEnabled)
                        .orElse(null))
                .build();
    }

    public PutBucketAccelerateConfigurationResponse putBucketAccelerateConfiguration(
            PutBucketAccelerateConfigurationRequest request, Call call) {
        Bucket bucket = state.bucket(request.bucket(), request.expectedBucketOwner(), call);
        if (request.accelerateConfiguration() == null) {
            throw Refusals.malformedXml();
        }
        bucket.settings().put(request.accelerateConfiguration());
        return PutBucketAccelerateConfigurationResponse.builder().build();
    }

    public GetBucketAccelerateConfigurationResponse getBucketAccelerateConfiguration(
            GetBucketAccelerateConfigurationRequest request, Call call) {
        Bucket bucket = state.bucket(request.bucket(), request.expectedBucketOwner(), call);
        return GetBucketAccelerateConfigurationResponse.builder()
                .status(bucket.settings()
                        .get(AccelerateConfiguration.class)
                        .map(AccelerateConfiguration::status)
                        .orElse(null))
                .build();
    }

    public PutBucketRequestPaymentResponse putBucketRequestPayment(PutBucketRequestPaymentRequest request, Call call) {
        Bucket bucket = state.bucket(request.bucket(), request.expectedBucketOwner(), call);
        if (request.requestPaymentConfiguration() == null) {
            throw Refusals.malformedXml();
        }
        bucket.settings().put(request.requestPaymentConfiguration());
        return PutBucketRequestPaymentResponse.builder().build();
    }

    public GetBucketRequestPaymentResponse getBucketRequestPayment(GetBucketRequestPaymentRequest request, Call call) {
        Bucket bucket = state.bucket(request.bucket(), request.expectedBucketOwner(), call);
        return GetBucketRequestPaymentResponse.builder()
                .payer(bucket.settings()
                        .get(RequestPaymentConfiguration.class)
                        .map(RequestPaymentConfiguration::payer)
                        .orElse(Payer.BUCKET_OWNER))
                .build();
    }
}
