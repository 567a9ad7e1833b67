package sh.lfc.nv.emulator.gateway;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import sh.lfc.nv.emulator.protocol.WireRequest;
import sh.lfc.nv.emulator.signature.Authenticator;

/** Which service a request is for. */
public final class ServiceNames {

    /** Signing names that differ from the SDK's package. */
    private static final Map<String, String> PACKAGES = Map.of(
            "apigateway", "apigatewayv2",
            "events", "eventbridge",
            "logs", "cloudwatchlogs",
            "monitoring", "cloudwatch",
            "s3-object-lambda", "s3",
            "tagging", "resourcegroupstaggingapi");

    /** What a subscriber of SNS may do with the links of its messages, unsigned. */
    private static final Set<String> SUBSCRIBERS = Set.of("ConfirmSubscription", "Unsubscribe");

    private ServiceNames() {}

    /** The package of the SDK for the name by which a service is signed for, such as {@code logs}. */
    public static String sdkPackage(String signingName) {
        return PACKAGES.getOrDefault(signingName, signingName);
    }

    /** The package of the SDK; a request without a signature is for STS or SNS where it says so, else for S3. */
    static String sdkPackage(WireRequest request, Authenticator authenticator) {
        Optional<String> signed = authenticator.service(request);
        if (signed.isPresent()) {
            return sdkPackage(signed.get());
        }
        String action = request.parameter("Action").orElse("");
        if (SUBSCRIBERS.contains(action)) {
            return "sns";
        }
        return action.startsWith("AssumeRoleWith") ? "sts" : "s3";
    }
}
