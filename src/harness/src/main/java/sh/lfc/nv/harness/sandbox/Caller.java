package sh.lfc.nv.harness.sandbox;

import java.net.ConnectException;
import java.net.URI;
import java.util.Set;
import sh.lfc.nv.canary.aws.AwsAccess;
import sh.lfc.nv.harness.RefusedException;
import sh.lfc.nv.harness.RefusedException.Reason;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.StsException;

/**
 * Whose credentials these are.
 *
 * @param account its id
 * @param arn the principal
 */
public record Caller(String account, String arn) {
    /** What AWS says of credentials with which nobody gets in, now or ever. */
    private static final Set<String> BAD = Set.of(
            "ExpiredToken",
            "ExpiredTokenException",
            "InvalidClientTokenId",
            "UnrecognizedClientException",
            "SignatureDoesNotMatch",
            "AuthFailure",
            "AccessDenied",
            "InvalidAccessKeyId",
            "RequestExpired");

    /**
     * Asks AWS.
     *
     * @throws RefusedException when there are no credentials, when they are no good, or when it is not AWS that answers
     */
    public static Caller ask(AwsAccess aws) {
        requireCredentials(aws);
        try (var sts = aws.client(StsClient.builder())) {
            var identity = sts.getCallerIdentity();
            if (identity.account() == null || identity.arn() == null) {
                throw somethingElse(aws, null);
            }
            return new Caller(identity.account(), identity.arn());
        } catch (StsException e) {
            var code = e.awsErrorDetails() == null ? null : e.awsErrorDetails().errorCode();
            if (code != null && BAD.contains(code)) {
                throw new RefusedException(
                        Reason.BAD_CREDENTIALS,
                        "AWS does not take these credentials (%s): %s; log in again, or check the keys"
                                .formatted(code, e.awsErrorDetails().errorMessage()),
                        e);
            }
            throw somethingElse(aws, e);
        } catch (SdkClientException e) {
            throw unreachable(aws, e);
        }
    }

    private static void requireCredentials(AwsAccess aws) {
        if (aws.keys().isPresent()) {
            return;
        }
        try (var provider = DefaultCredentialsProvider.builder().build()) {
            provider.resolveCredentials();
        } catch (SdkException e) {
            throw new RefusedException(
                    Reason.NO_CREDENTIALS,
                    "there are no AWS credentials: log in (aws sso login), set AWS_PROFILE, or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY",
                    e);
        }
    }

    private static RefusedException somethingElse(AwsAccess aws, Exception cause) {
        return new RefusedException(
                Reason.ENDPOINT, "what answers at %s is not AWS's STS".formatted(where(aws)), cause);
    }

    private static RefusedException unreachable(AwsAccess aws, SdkClientException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConnectException) {
                return new RefusedException(Reason.ENDPOINT, "nothing listens at %s".formatted(where(aws)), e);
            }
        }
        return new RefusedException(
                Reason.ENDPOINT, "%s does not answer as AWS does: %s".formatted(where(aws), e.getMessage()), e);
    }

    private static String where(AwsAccess aws) {
        return aws.endpoint().map(URI::toString).orElse("AWS's own endpoint");
    }
}
