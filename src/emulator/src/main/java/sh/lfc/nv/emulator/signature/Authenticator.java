package sh.lfc.nv.emulator.signature;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import sh.lfc.nv.emulator.call.AwsError;
import sh.lfc.nv.emulator.call.Principal;
import sh.lfc.nv.emulator.credentials.CredentialStore;
import sh.lfc.nv.emulator.credentials.CredentialStore.Credential;
import sh.lfc.nv.emulator.protocol.WireRequest;
import sh.lfc.nv.emulator.time.EmulatorClock;

/**
 * Says who made a request, after checking its signature.
 *
 * <p>Safe for use by many threads.
 */
public final class Authenticator {

    /**
     * A caller.
     *
     * @param principal who it is
     * @param account the account of the principal
     * @param region the region that the signature is for
     * @param service the service that the signature is for, by its signing name
     */
    public record Caller(Principal principal, String account, String region, String service) {}

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final long MAX_EXPIRES = 604_800;
    private static final Duration MAX_SKEW = Duration.ofMinutes(15);
    private static final String UNSIGNED = "UNSIGNED-PAYLOAD";

    private final CredentialStore credentials;
    private final EmulatorClock clock;
    private final SigningKeys keys = new SigningKeys();

    public Authenticator(CredentialStore credentials, EmulatorClock clock) {
        this.credentials = credentials;
        this.clock = clock;
    }

    /** The service that a request is signed for, by its signing name; empty for a request without a signature. */
    public Optional<String> service(WireRequest request) {
        return SignedRequest.of(request).map(SignedRequest::service).or(() -> PresignedV2.of(request)
                .map(any -> "s3"));
    }

    /**
     * Checks the signature.
     *
     * @param request as it was sent
     * @param body the body where it is already read, or null for a streamed one
     * @return the caller, or nothing for a request without a signature
     * @throws AwsError with AWS's code where key, time or signature are wrong
     */
    public Optional<Caller> authenticate(WireRequest request, byte[] body) {
        Optional<SignedRequest> found = SignedRequest.of(request);
        if (found.isEmpty()) {
            return PresignedV2.of(request).map(presigned -> authenticate(presigned, request));
        }
        SignedRequest signed = found.get();
        Dialect dialect = Dialect.of(signed.service(), request);
        Credential credential = find(signed.accessKeyId(), signed.token(), dialect);
        checkTime(signed, dialect);
        if (credential.expired()) {
            throw dialect.expiredToken();
        }
        String expected = SignatureV4.sign(
                signed, request, payloadHash(signed, request, body), keys.of(signed, credential.secretAccessKey()));
        if (!MessageDigest.isEqual(
                expected.getBytes(StandardCharsets.US_ASCII), signed.signature().getBytes(StandardCharsets.UTF_8))) {
            throw dialect.wrongSignature();
        }
        return Optional.of(new Caller(credential.principal(), credential.account(), signed.region(), signed.service()));
    }

    private Caller authenticate(PresignedV2 presigned, WireRequest request) {
        String token = request.parameter("x-amz-security-token").orElse(null);
        Credential credential = find(presigned.accessKeyId(), token, Dialect.S3);
        presigned.checkTime(clock.systemTime());
        if (credential.expired()) {
            throw Dialect.S3.expiredToken();
        }
        if (!presigned.isSignedWith(credential.secretAccessKey(), request)) {
            throw Dialect.S3.wrongSignature();
        }
        return new Caller(credential.principal(), credential.account(), "us-east-1", "s3");
    }

    private Credential find(String accessKeyId, String token, Dialect dialect) {
        return credentials
                .find(accessKeyId)
                .filter(known ->
                        known.sessionToken() == null || known.sessionToken().equals(token))
                .orElseThrow(() -> dialect.unknownKey(accessKeyId));
    }

    private static String payloadHash(SignedRequest signed, WireRequest request, byte[] body) {
        Optional<String> declared = request.header("x-amz-content-sha256");
        if (signed.presigned()) {
            return signed.service().equals("s3") ? declared.orElse(UNSIGNED) : SignatureV4.sha256(body);
        }
        if (body != null && declared.filter(UNSIGNED::equals).isEmpty()) {
            return SignatureV4.sha256(body);
        }
        return declared.orElse(UNSIGNED);
    }

    /**
     * Clients sign by the system's time, from which the emulator's may be far; one that follows the emulator's signs by
     * a time that is still to come.
     */
    private void checkTime(SignedRequest signed, Dialect dialect) {
        Instant time;
        try {
            time = Instant.from(TIME.parse(signed.time()));
        } catch (DateTimeException e) {
            throw dialect.wrongSignature();
        }
        Instant now = clock.instant();
        boolean bySystem = !time.isAfter(clock.systemTime().plus(MAX_SKEW));
        if (signed.presigned()) {
            Instant end = time.plusSeconds(expires(signed));
            Instant begin = bySystem ? clock.when(time) : time;
            if (now.isAfter(begin.plusSeconds(expires(signed)))) {
                throw new AwsError("AccessDenied", 403, "Request has expired")
                        .with("X-Amz-Expires", signed.expires())
                        .with("Expires", end.toString())
                        .with("ServerTime", now.truncatedTo(ChronoUnit.SECONDS).toString());
            }
            if (begin.isAfter(now.plus(MAX_SKEW))) {
                throw new AwsError("AccessDenied", 403, "Request is not valid yet")
                        .with("X-Amz-Date", signed.time())
                        .with("ServerTime", now.truncatedTo(ChronoUnit.SECONDS).toString());
            }
        } else if (isFar(time, now) && isFar(time, clock.systemTime())) {
            throw dialect.skewed(signed.time());
        }
    }

    private static boolean isFar(Instant time, Instant from) {
        return Duration.between(time, from).abs().compareTo(MAX_SKEW) > 0;
    }

    /** For how many seconds a presigned request holds: a week at most. */
    private static long expires(SignedRequest signed) {
        long seconds;
        try {
            seconds = Long.parseLong(signed.expires());
        } catch (NumberFormatException e) {
            throw queryParameters("X-Amz-Expires should be a number");
        }
        if (seconds < 0) {
            throw queryParameters("X-Amz-Expires must be non-negative");
        }
        if (seconds > MAX_EXPIRES) {
            throw queryParameters(
                    "X-Amz-Expires must be less than a week (in seconds); that is, the given X-Amz-Expires must be less"
                            + " than 604800 seconds");
        }
        return seconds;
    }

    private static AwsError queryParameters(String message) {
        return AwsError.badRequest("AuthorizationQueryParametersError", message);
    }
}
