package sh.lfc.nv.emulator.signature;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import sh.lfc.nv.emulator.call.AwsError;
import sh.lfc.nv.emulator.call.Principal;
import sh.lfc.nv.emulator.credentials.CredentialStore;
import sh.lfc.nv.emulator.credentials.CredentialStore.Credential;
import sh.lfc.nv.emulator.protocol.WireRequest;

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
    private static final Duration MAX_SKEW = Duration.ofMinutes(15);
    private static final String UNSIGNED = "UNSIGNED-PAYLOAD";

    private final CredentialStore credentials;
    private final Clock clock;

    /**
     * @param clock the system's clock, by which clients sign, not the emulator's, which may run ahead
     */
    public Authenticator(CredentialStore credentials, Clock clock) {
        this.credentials = credentials;
        this.clock = clock;
    }

    /** The service that a request is signed for, by its signing name; empty for a request without a signature. */
    public Optional<String> service(WireRequest request) {
        return SignedRequest.of(request).map(SignedRequest::service);
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
            return Optional.empty();
        }
        SignedRequest signed = found.get();
        Dialect dialect = Dialect.of(signed.service(), request);
        Credential credential = credentials
                .find(signed.accessKeyId())
                .filter(known ->
                        known.sessionToken() == null || known.sessionToken().equals(signed.token()))
                .orElseThrow(() -> dialect.unknownKey(signed.accessKeyId()));
        checkTime(signed, dialect);
        if (credential.expired(clock.instant())) {
            throw dialect.expiredToken();
        }
        String expected =
                SignatureV4.sign(signed, request, payloadHash(signed, request, body), credential.secretAccessKey());
        if (!MessageDigest.isEqual(
                expected.getBytes(StandardCharsets.US_ASCII), signed.signature().getBytes(StandardCharsets.UTF_8))) {
            throw dialect.wrongSignature();
        }
        return Optional.of(new Caller(credential.principal(), credential.account(), signed.region(), signed.service()));
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

    private void checkTime(SignedRequest signed, Dialect dialect) {
        Instant time;
        try {
            time = Instant.from(TIME.parse(signed.time()));
        } catch (DateTimeException e) {
            throw dialect.wrongSignature();
        }
        Instant now = clock.instant();
        if (signed.presigned()) {
            if (now.isAfter(time.plusSeconds(Long.parseLong(signed.expires())))) {
                throw new AwsError("AccessDenied", 403, "Request has expired");
            }
        } else if (Duration.between(time, now).abs().compareTo(MAX_SKEW) > 0) {
            throw dialect.skewed(signed.time());
        }
    }
}
