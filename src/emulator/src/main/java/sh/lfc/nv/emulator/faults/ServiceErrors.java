package sh.lfc.nv.emulator.faults;

import java.util.Map;
import sh.lfc.nv.emulator.call.AwsError;

/**
 * How each service refuses who calls too often, and how it says that it failed itself: codes, HTTP statuses and
 * sentences as in its API reference ("Common errors", "Error responses") or, where that has the code alone, as clients
 * have reported them.
 */
final class ServiceErrors {

    /** An error without a call. */
    private record Words(String code, int status, String message) {

        AwsError said() {
            return new AwsError(code, status, message);
        }
    }

    private static final int BAD_REQUEST = 400;
    private static final int FORBIDDEN = 403;
    private static final int TOO_MANY = 429;
    private static final int FAILED = 500;
    private static final int UNAVAILABLE = 503;

    private static final String RATE = "Rate exceeded";
    private static final Words THROTTLING = new Words("Throttling", BAD_REQUEST, RATE);
    private static final Words THROTTLING_EXCEPTION = new Words("ThrottlingException", BAD_REQUEST, RATE);
    private static final Words TOO_MANY_REQUESTS = new Words("TooManyRequestsException", TOO_MANY, "Too Many Requests");

    private static final Map<String, Words> THROTTLED = Map.ofEntries(
            Map.entry("apigatewayv2", TOO_MANY_REQUESTS),
            Map.entry("cloudwatch", THROTTLING),
            Map.entry("ec2", new Words("RequestLimitExceeded", UNAVAILABLE, "Request limit exceeded.")),
            Map.entry("elasticache", THROTTLING),
            Map.entry("iam", THROTTLING),
            Map.entry(
                    "kms",
                    new Words(
                            "ThrottlingException",
                            BAD_REQUEST,
                            "You have exceeded the rate at which you may call KMS. Reduce the frequency of your calls.")),
            Map.entry("lambda", new Words("TooManyRequestsException", TOO_MANY, RATE)),
            Map.entry("rds", THROTTLING),
            Map.entry("route53", THROTTLING),
            Map.entry("s3", new Words("SlowDown", UNAVAILABLE, "Please reduce your request rate.")),
            Map.entry("scheduler", new Words("ThrottlingException", TOO_MANY, RATE)),
            Map.entry("sqs", new Words("RequestThrottled", FORBIDDEN, "Request is throttled.")),
            Map.entry("sts", THROTTLING),
            Map.entry("synthetics", new Words("TooManyRequestsException", TOO_MANY, RATE)));

    private static final Words INTERNAL_FAILURE = new Words(
            "InternalFailure",
            FAILED,
            "The request processing has failed because of an unknown error, exception or failure.");

    private static final Map<String, Words> INTERNAL = Map.ofEntries(
            Map.entry(
                    "cloudwatch",
                    new Words(
                            "InternalServiceError",
                            FAILED,
                            "Request processing has failed due to some unknown error, exception, or failure.")),
            Map.entry(
                    "cloudwatchlogs",
                    new Words("ServiceUnavailableException", FAILED, "The service cannot complete the request.")),
            Map.entry("ec2", new Words("InternalError", FAILED, "An internal error has occurred")),
            Map.entry(
                    "eventbridge",
                    new Words("InternalException", FAILED, "This exception occurs due to unexpected causes.")),
            Map.entry(
                    "iam",
                    new Words(
                            "ServiceFailure",
                            FAILED,
                            "The request processing has failed because of an unknown error, exception or failure.")),
            Map.entry(
                    "kms",
                    new Words(
                            "KMSInternalException",
                            FAILED,
                            "The request was rejected because an internal exception occurred. The request can be"
                                    + " retried.")),
            Map.entry(
                    "lambda",
                    new Words("ServiceException", FAILED, "An error occurred and the request cannot be processed.")),
            Map.entry("s3", new Words("InternalError", FAILED, "We encountered an internal error. Please try again.")),
            Map.entry(
                    "scheduler",
                    new Words(
                            "InternalServerException",
                            FAILED,
                            "Unexpected error encountered while processing the request.")),
            Map.entry(
                    "secretsmanager",
                    new Words("InternalServiceError", FAILED, "An error occurred on the server side.")),
            Map.entry("sns", new Words("InternalError", FAILED, "Indicates an internal service error.")),
            Map.entry(
                    "synthetics", new Words("InternalServerException", FAILED, "An unknown internal error occurred.")));

    private ServiceErrors() {}

    /** @param service the SDK's package */
    static AwsError throttled(String service) {
        AwsError error = THROTTLED.getOrDefault(service, THROTTLING_EXCEPTION).said();
        return service.equals("lambda")
                ? error.with("Reason", "CallerRateLimitExceeded").with("Type", "User")
                : error;
    }

    /** @param service the SDK's package */
    static AwsError internal(String service) {
        AwsError error = INTERNAL.getOrDefault(service, INTERNAL_FAILURE).said();
        return service.equals("lambda") ? error.with("Type", "Service") : error;
    }
}
