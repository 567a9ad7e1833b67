package sh.lfc.nv.emulator;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How a function's calls of AWS are told apart, service by service, before a byte of them is sent: in AWS each service
 * has addresses of its own, and a gateway endpoint leads to S3 alone.
 *
 * <p>The SDK reads an endpoint for each service from the variable {@code AWS_ENDPOINT_URL_<SERVICE>} ("Service-specific
 * endpoints"), before the common {@code AWS_ENDPOINT_URL}. So a call of SQS goes to the listener for SQS, and when that
 * one drops it, the SDK sees its own connect time-out. Telling them apart by the first request on one listener would
 * be too late for that, and wrong as soon as a client reuses the connection for another service.
 *
 * <p>S3 is the exception: it keeps the common endpoint, as the URLs that a function presigns have to be good for clients
 * outside. Its calls are led aside by {@code http.proxyHost}, which the SDK's HTTP clients look up for every endpoint that
 * is not named in {@code http.nonProxyHosts}, as the other listeners' {@code localhost} is.
 */
final class AwsEndpoints {

    private static final String PREFIX = "AWS_ENDPOINT_URL_";

    /** The service behind the common endpoint. */
    static final String COMMON = "s3";

    /** For each variable, the service as VPC endpoints name it. */
    static final Map<String, String> VARIABLES = Map.ofEntries(
            variable("ACM", "acm"),
            variable("APIGATEWAYV2", "apigateway"),
            variable("CLOUDWATCH", "monitoring"),
            variable("CLOUDWATCH_LOGS", "logs"),
            variable("EC2", "ec2"),
            variable("ELASTICACHE", "elasticache"),
            variable("EVENTBRIDGE", "events"),
            variable("IAM", "iam"),
            variable("KMS", "kms"),
            variable("LAMBDA", "lambda"),
            variable("RDS", "rds"),
            variable("ROUTE_53", "route53"),
            variable("SCHEDULER", "scheduler"),
            variable("SECRETS_MANAGER", "secretsmanager"),
            variable("SNS", "sns"),
            variable("SQS", "sqs"),
            variable("STS", "sts"),
            variable("SYNTHETICS", "synthetics"));

    /** The same by the SDK's packages, which are called as the variables without underscores. */
    private static final Map<String, String> BY_PACKAGE = VARIABLES.entrySet().stream()
            .collect(Collectors.toMap(
                    entry -> entry.getKey()
                            .substring(PREFIX.length())
                            .replace("_", "")
                            .toLowerCase(Locale.ROOT),
                    Map.Entry::getValue));

    private AwsEndpoints() {}

    /** A service as VPC endpoints name it, by the SDK's package. */
    static String service(String sdkPackage) {
        return BY_PACKAGE.getOrDefault(sdkPackage, sdkPackage);
    }

    private static Map.Entry<String, String> variable(String suffix, String service) {
        return Map.entry(PREFIX + suffix, service);
    }
}
