package sh.lfc.nv.emulator.authorization;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import sh.lfc.nv.emulator.call.AwsError;
import sh.lfc.nv.emulator.policy.Decision;
import sh.lfc.nv.emulator.policy.Requester;

/** How AWS's services word that somebody may not do something ("Troubleshoot access denied error messages"). */
final class Refusals {

    private static final int FORBIDDEN = 403;
    private static final int BAD_REQUEST = 400;

    /** Services that name the refusal otherwise than {@code AccessDenied}: those that speak JSON. */
    private static final Map<String, Integer> EXCEPTIONS = Map.of(
            "acm", BAD_REQUEST,
            "apigatewayv2", FORBIDDEN,
            "cloudwatchlogs", BAD_REQUEST,
            "kms", BAD_REQUEST,
            "lambda", FORBIDDEN,
            "secretsmanager", BAD_REQUEST,
            "synthetics", FORBIDDEN);

    /** Services to which callers without credentials may be let in by a resource's policy. */
    private static final Set<String> FOR_THE_PUBLIC = Set.of("s3", "sqs", "sns");

    /** Services that leave out what is not one resource. */
    private static final Set<String> SILENT = Set.of("ec2", "route53");

    private static final ObjectMapper JSON = new ObjectMapper();

    private Refusals() {}

    static AwsError of(String sdkPackage, Requester requester, String action, String resource, Decision decision) {
        if (requester.kind() == Requester.Kind.ANONYMOUS) {
            return anonymous(sdkPackage);
        }
        String spoken = spoken(sdkPackage, action);
        String sentence = "User: " + requester.arn() + " is not authorized to perform: " + spoken
                + on(sdkPackage, resource) + why(sdkPackage, decision, spoken);
        return switch (sdkPackage) {
            case "ec2" ->
                new AwsError(
                        "UnauthorizedOperation",
                        FORBIDDEN,
                        "You are not authorized to perform this operation. " + sentence
                                + encoded(requester, action, resource, decision));
            case "sns" -> new AwsError("AuthorizationError", FORBIDDEN, sentence);
            default ->
                EXCEPTIONS.containsKey(sdkPackage)
                        ? new AwsError("AccessDeniedException", EXCEPTIONS.get(sdkPackage), sentence)
                        : new AwsError("AccessDenied", FORBIDDEN, sentence);
        };
    }

    /** Refuses a caller without credentials. */
    static AwsError anonymous(String sdkPackage) {
        if (FOR_THE_PUBLIC.contains(sdkPackage)) {
            return new AwsError("AccessDenied", FORBIDDEN, "Access Denied");
        }
        return EXCEPTIONS.containsKey(sdkPackage)
                ? new AwsError(
                        "MissingAuthenticationTokenException",
                        EXCEPTIONS.get(sdkPackage),
                        "Missing Authentication Token")
                : new AwsError("MissingAuthenticationToken", FORBIDDEN, "Request is missing Authentication Token");
    }

    /** STS does not tell whose policies lack something: the role's or the caller's. */
    private static String why(String sdkPackage, Decision decision, String action) {
        return sdkPackage.equals("sts") && decision.outcome() == Decision.Outcome.IMPLICIT_DENY
                ? ""
                : " " + because(sdkPackage, decision, action);
    }

    /** What EC2 adds for operations that change something, to be read with {@code DecodeAuthorizationMessage}. */
    private static String encoded(Requester requester, String action, String resource, Decision decision) {
        if (action.startsWith("ec2:Describe") || action.startsWith("ec2:Get")) {
            return "";
        }
        String message = JSON.createObjectNode()
                .put("allowed", false)
                .put("explicitDeny", decision.outcome() == Decision.Outcome.EXPLICIT_DENY)
                .set(
                        "context",
                        JSON.createObjectNode()
                                .put("principal", requester.arn())
                                .put("action", action)
                                .put("resource", resource))
                .toString();
        return ". Encoded authorization failure message: "
                + Base64.getUrlEncoder().withoutPadding().encodeToString(message.getBytes(StandardCharsets.UTF_8));
    }

    private static String on(String sdkPackage, String resource) {
        if (SILENT.contains(sdkPackage) && resource.equals("*")) {
            return "";
        }
        return " on resource: " + (sdkPackage.equals("s3") ? '"' + resource + '"' : resource);
    }

    /** SQS and SNS write the names of their actions in ways of their own. */
    private static String spoken(String sdkPackage, String action) {
        return switch (sdkPackage) {
            case "sqs" -> action.toLowerCase(Locale.ROOT);
            case "sns" -> action.startsWith("sns:") ? "SNS:" + action.substring(4) : action;
            default -> action;
        };
    }

    static String because(String sdkPackage, Decision decision, String action) {
        if (decision.outcome() == Decision.Outcome.EXPLICIT_DENY) {
            return "with an explicit deny in " + kind(decision.matched().get(0).source());
        }
        if (!decision.byBoundary()) {
            return "because no permissions boundary allows the " + action + " action";
        }
        if (!decision.byEndpoint()) {
            return "because no VPC endpoint policy allows the " + action + " action";
        }
        if (!decision.bySession()) {
            return "because no session policy allows the " + action + " action";
        }
        boolean byKey = sdkPackage.equals("kms") && !decision.byResource();
        return "because no " + (decision.byIdentity() || byKey ? "resource-based" : "identity-based")
                + " policy allows the " + action + " action";
    }

    private static String kind(Decision.Source source) {
        return switch (source) {
            case IDENTITY -> "an identity-based policy";
            case RESOURCE -> "a resource-based policy";
            case BOUNDARY -> "a permissions boundary";
            case SESSION -> "a session policy";
            case ENDPOINT -> "a VPC endpoint policy";
        };
    }
}
