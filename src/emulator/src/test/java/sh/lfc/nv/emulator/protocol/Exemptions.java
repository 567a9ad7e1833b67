package sh.lfc.nv.emulator.protocol;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkField;

/**
 * What the real client cannot carry as it stands, each with its reason: by {@code service.member}, or by {@code
 * service.Operation.member} where it is so in one operation only.
 */
final class Exemptions {

    /**
     * A member that is left out, or that has a value which the client lets pass.
     *
     * @param value null where the member is left out
     */
    record Exemption(String reason, Object value) {}

    private static final Instant WHOLE_SECOND = Instant.ofEpochSecond(1_700_000_000);
    private static final Exemption ROUTE53_ID = only("the client drops what precedes a slash", "Z123");
    private static final Exemption COPY_SOURCE = leftOut("the client makes CopySource of it");

    private static final Map<String, Exemption> MEMBERS = Map.ofEntries(
            Map.entry("ec2.RequestSpotFleet.ValidFrom", only("the client sends whole seconds", WHOLE_SECOND)),
            Map.entry("ec2.RequestSpotFleet.ValidUntil", only("the client sends whole seconds", WHOLE_SECOND)),
            Map.entry(
                    "ec2.DescribeSpotFleetRequestHistory.StartTime",
                    only("the client sends whole seconds", WHOLE_SECOND)),
            Map.entry("eventbridge.EndpointId", leftOut("it wants a signature that needs native code")),
            Map.entry("rds.SourceRegion", leftOut("the client makes a presigned URL of it")),
            Map.entry("route53.Id", ROUTE53_ID),
            Map.entry("route53.HealthCheckId", ROUTE53_ID),
            Map.entry("route53.HostedZoneId", ROUTE53_ID),
            Map.entry("route53.SetIdentifier", ROUTE53_ID),
            Map.entry("s3.Bucket", only("the client refuses names that no bucket can have", "a-bucket")),
            Map.entry("s3.RequestRoute", only("it becomes part of the host name", "route-1")),
            Map.entry("s3.ChecksumAlgorithm", only("the client replaces unknown ones", "CRC32")),
            Map.entry("s3.ChecksumMode", leftOut("the client would check what it reads")),
            Map.entry("s3.Type", only("the client does not escape attributes", "CanonicalUser")),
            Map.entry("s3.CopyObject.SourceBucket", COPY_SOURCE),
            Map.entry("s3.CopyObject.SourceKey", COPY_SOURCE),
            Map.entry("s3.CopyObject.SourceVersionId", COPY_SOURCE),
            Map.entry("s3.UploadPartCopy.SourceBucket", COPY_SOURCE),
            Map.entry("s3.UploadPartCopy.SourceKey", COPY_SOURCE),
            Map.entry("s3.UploadPartCopy.SourceVersionId", COPY_SOURCE),
            Map.entry("s3.ExpiresString", leftOut("the client reads it from the header of Expires")),
            Map.entry("s3.ContentLength", only("it must be that of the content", 16L)));

    private static final Map<String, String> OPERATIONS =
            Map.of("s3.ListDirectoryBuckets", "its request differs from that of ListBuckets in the host name alone");

    /** Operations whose requests are made with HEAD: their refusals have no body, so the client words them itself. */
    static boolean isSilent(OperationModel operation) {
        return operation.method().equals("HEAD");
    }

    private Exemptions() {}

    static boolean isExempt(String service, OperationModel operation) {
        return OPERATIONS.containsKey(service + "." + operation.name());
    }

    private static Exemption leftOut(String reason) {
        return new Exemption(reason, null);
    }

    private static Exemption only(String reason, Object value) {
        return new Exemption(reason, value);
    }

    static Optional<Exemption> of(String service, String operation, String member) {
        return Optional.ofNullable(MEMBERS.get(service + "." + operation + "." + member))
                .or(() -> Optional.ofNullable(MEMBERS.get(service + "." + member)));
    }

    static boolean isLeftOut(String service, String operation, SdkField<?> field) {
        return of(service, operation, field.memberName())
                .filter(exemption -> exemption.value() == null)
                .isPresent();
    }
}
