package sh.lfc.nv.emulator.protocol;

import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.core.SdkField;

/** What the SDK's metadata does not say of XML answers: root elements, namespaces, statuses. */
final class XmlNames {

    private static final Map<String, String> S3_ROOTS = Map.ofEntries(
            Map.entry("CompleteMultipartUpload", "CompleteMultipartUploadResult"),
            Map.entry("CreateMultipartUpload", "InitiateMultipartUploadResult"),
            Map.entry("CreateSession", "CreateSessionResult"),
            Map.entry("DeleteObjects", "DeleteResult"),
            Map.entry("GetBucketAccelerateConfiguration", "AccelerateConfiguration"),
            Map.entry("GetBucketAcl", "AccessControlPolicy"),
            Map.entry("GetBucketCors", "CORSConfiguration"),
            Map.entry("GetBucketLifecycleConfiguration", "LifecycleConfiguration"),
            Map.entry("GetBucketLogging", "BucketLoggingStatus"),
            Map.entry("GetBucketNotificationConfiguration", "NotificationConfiguration"),
            Map.entry("GetBucketRequestPayment", "RequestPaymentConfiguration"),
            Map.entry("GetBucketTagging", "Tagging"),
            Map.entry("GetBucketVersioning", "VersioningConfiguration"),
            Map.entry("GetBucketWebsite", "WebsiteConfiguration"),
            Map.entry("GetObjectAcl", "AccessControlPolicy"),
            Map.entry("GetObjectAttributes", "GetObjectAttributesResponse"),
            Map.entry("GetObjectTagging", "Tagging"),
            Map.entry("ListBucketAnalyticsConfigurations", "ListBucketAnalyticsConfigurationResult"),
            Map.entry("ListBucketIntelligentTieringConfigurations", "ListBucketIntelligentTieringConfigurationsOutput"),
            Map.entry("ListBucketInventoryConfigurations", "ListInventoryConfigurationsResult"),
            Map.entry("ListBucketMetricsConfigurations", "ListMetricsConfigurationsResult"),
            Map.entry("ListBuckets", "ListAllMyBucketsResult"),
            Map.entry("ListDirectoryBuckets", "ListAllMyDirectoryBucketsResult"),
            Map.entry("ListMultipartUploads", "ListMultipartUploadsResult"),
            Map.entry("ListObjectVersions", "ListVersionsResult"),
            Map.entry("ListObjects", "ListBucketResult"),
            Map.entry("ListObjectsV2", "ListBucketResult"),
            Map.entry("ListParts", "ListPartsResult"));

    private static final Set<String> S3_NO_CONTENT = Set.of(
            "AbortMultipartUpload",
            "DeleteBucket",
            "DeleteBucketAnalyticsConfiguration",
            "DeleteBucketCors",
            "DeleteBucketEncryption",
            "DeleteBucketIntelligentTieringConfiguration",
            "DeleteBucketInventoryConfiguration",
            "DeleteBucketLifecycle",
            "DeleteBucketMetricsConfiguration",
            "DeleteBucketOwnershipControls",
            "DeleteBucketPolicy",
            "DeleteBucketReplication",
            "DeleteBucketTagging",
            "DeleteBucketWebsite",
            "DeleteObject",
            "DeleteObjectTagging",
            "DeletePublicAccessBlock",
            "PutBucketPolicy",
            "PutBucketTagging");

    private static final Set<String> CREATED = Set.of(
            "CreateHealthCheck",
            "CreateHostedZone",
            "CreateKeySigningKey",
            "CreateQueryLoggingConfig",
            "CreateReusableDelegationSet",
            "CreateTrafficPolicy",
            "CreateTrafficPolicyInstance",
            "CreateTrafficPolicyVersion",
            "CreateCidrCollection");

    String root(ServiceModel service, OperationModel operation) {
        String plain = operation.name() + (service.sdkPackage().equals("s3") ? "Result" : "Response");
        return S3_ROOTS.getOrDefault(operation.name(), plain);
    }

    int status(String operation) {
        if (S3_NO_CONTENT.contains(operation)) {
            return 204;
        }
        return CREATED.contains(operation) ? 201 : 200;
    }

    /** Whether a text payload is an XML document of its own, as the answer of GetBucketLocation is. */
    static boolean isTextDocument(SdkField<?> field) {
        return field.locationName().equals("LocationConstraint");
    }

    static String namespace(ServiceModel service) {
        return switch (service.sdkPackage()) {
            case "s3" -> "http://s3.amazonaws.com/doc/2006-03-01/";
            case "route53" -> "https://route53.amazonaws.com/doc/2013-04-01/";
            case "ec2" -> "http://ec2.amazonaws.com/doc/" + service.apiVersion() + "/";
            case "sqs" -> "http://queue.amazonaws.com/doc/2012-11-05/";
            case "cloudwatch" -> "http://monitoring.amazonaws.com/doc/" + service.apiVersion() + "/";
            default -> "https://" + service.sdkPackage() + ".amazonaws.com/doc/" + service.apiVersion() + "/";
        };
    }
}
