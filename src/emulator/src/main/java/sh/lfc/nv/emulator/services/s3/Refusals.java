package sh.lfc.nv.emulator.services.s3;

import sh.lfc.nv.emulator.call.AwsError;
import software.amazon.awssdk.services.s3.model.StorageClass;

/** S3's refusals in its own words, after "Error responses" of the S3 API Reference. */
final class Refusals {

    private Refusals() {}

    static AwsError noSuchBucket(String bucket) {
        return new AwsError("NoSuchBucket", 404, "The specified bucket does not exist").with("BucketName", bucket);
    }

    static AwsError noSuchKey(String key) {
        return new AwsError("NoSuchKey", 404, "The specified key does not exist.").with("Key", key);
    }

    static AwsError noSuchVersion(String key, String versionId) {
        return new AwsError("NoSuchVersion", 404, "The specified version does not exist.")
                .with("Key", key)
                .with("VersionId", versionId);
    }

    static AwsError noSuchUpload(String uploadId) {
        return new AwsError(
                        "NoSuchUpload",
                        404,
                        "The specified upload does not exist. The upload ID may be invalid, or the upload may have"
                                + " been aborted or completed.")
                .with("UploadId", uploadId);
    }

    /** A configuration that the bucket does not have. */
    static AwsError missing(String code, String message, String bucket) {
        return new AwsError(code, 404, message).with("BucketName", bucket);
    }

    static AwsError accessDenied() {
        return new AwsError("AccessDenied", 403, "Access Denied");
    }

    /** An archived object is not read before it is restored. */
    static AwsError archived(StorageClass storageClass) {
        return new AwsError("InvalidObjectState", 403, "The operation is not valid for the object's storage class")
                .with("StorageClass", storageClass.toString());
    }

    static AwsError preconditionFailed(String condition) {
        return new AwsError("PreconditionFailed", 412, "At least one of the pre-conditions you specified did not hold")
                .with("Condition", condition);
    }

    static AwsError invalidArgument(String message, String name, String value) {
        return AwsError.badRequest("InvalidArgument", message)
                .with("ArgumentName", name)
                .with("ArgumentValue", value);
    }

    static AwsError invalidRequest(String message) {
        return AwsError.badRequest("InvalidRequest", message);
    }

    static AwsError malformedXml() {
        return AwsError.badRequest(
                "MalformedXML",
                "The XML you provided was not well-formed or did not validate against our published schema");
    }

    static AwsError notImplemented(String header) {
        return new AwsError(
                        "NotImplemented", 501, "A header you provided implies functionality that is not implemented")
                .with("Header", header);
    }
}
