package sh.lfc.nv.emulator.signature;

import sh.lfc.nv.emulator.call.AwsError;
import sh.lfc.nv.emulator.protocol.WireRequest;

/** How the families of services word the refusal of a signature. */
enum Dialect {
    S3,
    EC2,
    QUERY,
    JSON;

    static Dialect of(String signingName, WireRequest request) {
        if (signingName.equals("s3")) {
            return S3;
        }
        if (signingName.equals("ec2")) {
            return EC2;
        }
        boolean form = request.header("content-type")
                .filter(type -> type.startsWith("application/x-www-form-urlencoded"))
                .isPresent();
        return form || request.query().containsKey("Action") ? QUERY : JSON;
    }

    AwsError unknownKey(String accessKeyId) {
        return switch (this) {
            case S3 ->
                new AwsError(
                                "InvalidAccessKeyId",
                                403,
                                "The AWS Access Key Id you provided does not exist in our records.")
                        .with("AWSAccessKeyId", accessKeyId);
            case EC2 ->
                new AwsError("AuthFailure", 401, "AWS was not able to validate the provided access credentials");
            case QUERY ->
                new AwsError("InvalidClientTokenId", 403, "The security token included in the request is invalid.");
            case JSON ->
                new AwsError(
                        "UnrecognizedClientException", 400, "The security token included in the request is invalid.");
        };
    }

    AwsError wrongSignature() {
        String sentence = "The request signature we calculated does not match the signature you provided. Check your";
        return switch (this) {
            case S3 -> new AwsError("SignatureDoesNotMatch", 403, sentence + " key and signing method.");
            case EC2 -> unknownKey("");
            case QUERY ->
                new AwsError(
                        "SignatureDoesNotMatch",
                        403,
                        sentence
                                + " AWS Secret Access Key and signing method. Consult the service documentation for details.");
            case JSON ->
                new AwsError(
                        "InvalidSignatureException",
                        403,
                        sentence
                                + " AWS Secret Access Key and signing method. Consult the service documentation for details.");
        };
    }

    AwsError expiredToken() {
        return switch (this) {
            case S3 -> new AwsError("ExpiredToken", 400, "The provided token has expired.");
            case EC2 -> new AwsError("RequestExpired", 400, "Request has expired.");
            case QUERY -> new AwsError("ExpiredToken", 403, "The security token included in the request is expired");
            case JSON ->
                new AwsError("ExpiredTokenException", 400, "The security token included in the request is expired");
        };
    }

    AwsError skewed(String time) {
        return switch (this) {
            case S3 ->
                new AwsError(
                        "RequestTimeTooSkewed",
                        403,
                        "The difference between the request time and the current time is too large.");
            case EC2 -> new AwsError("RequestExpired", 400, "Request has expired.");
            case QUERY -> new AwsError("SignatureDoesNotMatch", 403, "Signature expired: " + time);
            case JSON -> new AwsError("InvalidSignatureException", 403, "Signature expired: " + time);
        };
    }
}
