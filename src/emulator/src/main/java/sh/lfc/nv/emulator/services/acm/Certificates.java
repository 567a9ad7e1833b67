package sh.lfc.nv.emulator.services.acm;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import sh.lfc.nv.emulator.call.Platform;
import sh.lfc.nv.emulator.call.Scope;
import sh.lfc.nv.emulator.certificates.CertificateAuthority;
import sh.lfc.nv.emulator.realism.Delay;
import sh.lfc.nv.emulator.validation.Constraints;
import software.amazon.awssdk.services.acm.model.KeyAlgorithm;
import software.amazon.awssdk.services.acm.model.RenewalStatus;
import software.amazon.awssdk.services.acm.model.ResourceInUseException;
import software.amazon.awssdk.services.acm.model.ResourceNotFoundException;
import software.amazon.awssdk.services.acm.model.ValidationMethod;

/** The certificates of every account and region. Safe for use by many threads. */
final class Certificates {

    private static final Pattern ARN =
            Pattern.compile("arn:[\\w+=/,.@-]+:acm:[\\w+=/,.@-]*:[0-9]+:[\\w+=,.@-]+(/[\\w+=,.@-]+)*");

    private final Map<String, Certificate> byArn = new ConcurrentHashMap<>();
    private final Supplier<CertificateAuthority> authority;
    private final ValidationRecords dns;
    private final Platform platform;
    private final Map<String, Instant> proven = new ConcurrentHashMap<>();

    Certificates(Supplier<CertificateAuthority> authority, ValidationRecords dns, Platform platform) {
        this.authority = authority;
        this.dns = dns;
        this.platform = platform;
    }

    void put(Certificate certificate) {
        byArn.put(certificate.arn(), certificate);
    }

    /** The certificate, issued if its names have been proven by now. */
    Optional<Certificate> find(String arn) {
        return Optional.ofNullable(byArn.computeIfPresent(arn, (key, certificate) -> validated(certificate)));
    }

    /** The scope's own certificate. */
    Certificate get(Scope scope, String arn) {
        Constraints.json()
                .required("certificateArn", arn)
                .matches("certificateArn", arn, ARN)
                .check();
        return find(arn).filter(each -> isIn(scope, each)).orElseThrow(() -> notFound(arn));
    }

    List<Certificate> all(Scope scope) {
        return byArn.values().stream()
                .filter(each -> isIn(scope, each))
                .sorted(Comparator.comparing(Certificate::createdAt).thenComparing(Certificate::arn))
                .toList();
    }

    Certificate change(Scope scope, String arn, UnaryOperator<Certificate> change) {
        get(scope, arn);
        Certificate changed = byArn.computeIfPresent(arn, (key, certificate) -> change.apply(certificate));
        if (changed == null) {
            throw notFound(arn);
        }
        return changed;
    }

    /** Notes that a resource uses the certificate, or does no more. */
    void used(String arn, String resource, boolean used) {
        byArn.computeIfPresent(arn, (key, certificate) -> certificate.used(resource, used));
    }

    void delete(Scope scope, String arn) {
        get(scope, arn);
        byArn.computeIfPresent(arn, (key, certificate) -> {
            if (!certificate.usedBy().isEmpty()) {
                throw ResourceInUseException.builder()
                        .message("Certificate " + arn + " in account " + scope.account() + " is in use.")
                        .build();
            }
            return null;
        });
    }

    /** Looks again which names are proven; for whoever changed the DNS. */
    void validate() {
        byArn.keySet().forEach(this::find);
    }

    /** All certificates, of every account and region. */
    List<Certificate> all() {
        return List.copyOf(byArn.values());
    }

    /** Puts what the function makes of a certificate in its place. */
    void changeAny(String arn, UnaryOperator<Certificate> change) {
        byArn.computeIfPresent(arn, (key, certificate) -> change.apply(certificate));
    }

    /** Whether the name's validation record is there. */
    boolean isInDns(Certificate certificate, String name) {
        return ValidationToken.of(account(certificate.arn()), name).isIn(dns);
    }

    boolean areInDns(Certificate certificate) {
        return certificate.names().stream().allMatch(name -> isInDns(certificate, name));
    }

    private Certificate validated(Certificate certificate) {
        if (certificate.method() != ValidationMethod.DNS) {
            return certificate;
        }
        boolean waits =
                switch (certificate.status(now())) {
                    case PENDING_VALIDATION -> true;
                    case ISSUED -> certificate.isRenewal(RenewalStatus.PENDING_VALIDATION) && certificate.isRenewed();
                    default -> false;
                };
        if (!waits || !areInDns(certificate) || !isNoticed(certificate)) {
            return certificate;
        }
        return certificate.isIssued() ? renewed(certificate) : issued(certificate);
    }

    /** Whether it was long enough ago that its names were proven. */
    private boolean isNoticed(Certificate certificate) {
        if (platform.delays().areNone()) {
            return true;
        }
        Instant now = now();
        Instant since = proven.computeIfAbsent(certificate.arn(), arn -> {
            platform.after(Delay.CERTIFICATE_VALIDATION, () -> find(arn));
            return now;
        });
        boolean noticed = !now.isBefore(since.plus(platform.delays().of(Delay.CERTIFICATE_VALIDATION)));
        if (noticed) {
            proven.remove(certificate.arn());
        }
        return noticed;
    }

    private Instant now() {
        return platform.clock().instant();
    }

    /** The certificate with a key and a validity of its own. */
    private Certificate issued(Certificate certificate) {
        Instant now = now();
        return certificate.issued(
                authority
                        .get()
                        .issue(
                                certificate.names(),
                                sh.lfc.nv.emulator.certificates.KeyAlgorithm.valueOf(
                                        algorithm(certificate.keyAlgorithm())),
                                now),
                now.truncatedTo(ChronoUnit.SECONDS));
    }

    /** The same for one that was issued before. */
    Certificate renewed(Certificate certificate) {
        return issued(certificate).renewal(RenewalStatus.SUCCESS, now());
    }

    private static String algorithm(KeyAlgorithm requested) {
        return switch (requested) {
            case EC_PRIME256_V1 -> "EC_P256";
            case EC_SECP384_R1 -> "EC_P384";
            case EC_SECP521_R1 -> "EC_P521";
            case RSA_3072 -> "RSA_3072";
            case RSA_4096 -> "RSA_4096";
            default -> "RSA_2048";
        };
    }

    static String account(String arn) {
        return arn.split(":", 6)[4];
    }

    private static boolean isIn(Scope scope, Certificate certificate) {
        return certificate.arn().startsWith(scope.arn("acm", ""));
    }

    private static ResourceNotFoundException notFound(String arn) {
        return ResourceNotFoundException.builder()
                .message("Could not find certificate " + arn + ".")
                .build();
    }
}
