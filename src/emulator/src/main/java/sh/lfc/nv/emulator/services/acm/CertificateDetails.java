package sh.lfc.nv.emulator.services.acm;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import software.amazon.awssdk.services.acm.model.CertificateDetail;
import software.amazon.awssdk.services.acm.model.CertificateStatus;
import software.amazon.awssdk.services.acm.model.CertificateSummary;
import software.amazon.awssdk.services.acm.model.CertificateType;
import software.amazon.awssdk.services.acm.model.DomainStatus;
import software.amazon.awssdk.services.acm.model.DomainValidation;
import software.amazon.awssdk.services.acm.model.ExtendedKeyUsage;
import software.amazon.awssdk.services.acm.model.ExtendedKeyUsageName;
import software.amazon.awssdk.services.acm.model.KeyUsage;
import software.amazon.awssdk.services.acm.model.KeyUsageName;
import software.amazon.awssdk.services.acm.model.RenewalEligibility;
import software.amazon.awssdk.services.acm.model.RenewalSummary;
import software.amazon.awssdk.services.acm.model.ValidationMethod;

/** How DescribeCertificate and ListCertificates show a certificate. */
final class CertificateDetails {

    private static final List<String> MAILBOXES =
            List.of("administrator", "hostmaster", "postmaster", "webmaster", "admin");

    private CertificateDetails() {}

    /** @param inDns whether a name's validation record is there */
    static CertificateDetail of(Certificate certificate, Predicate<String> inDns, Instant now) {
        CertificateDetail.Builder detail = CertificateDetail.builder()
                .certificateArn(certificate.arn())
                .domainName(certificate.domainName())
                .subjectAlternativeNames(certificate.names())
                .createdAt(certificate.isImported() ? null : certificate.createdAt())
                .status(certificate.status(now))
                .type(certificate.isImported() ? CertificateType.IMPORTED : CertificateType.AMAZON_ISSUED)
                .keyAlgorithm(certificate.keyAlgorithm().toString().replace("RSA_", "RSA-"))
                .subject("CN=" + certificate.domainName())
                .issuer("Amazon")
                .inUseBy(certificate.usedBy())
                .renewalEligibility(eligibility(certificate))
                .options(certificate.options());
        if (!certificate.isImported()) {
            detail.domainValidationOptions(certificate.names().stream()
                    .map(name -> validation(certificate, name, initial(certificate, inDns.test(name), now)))
                    .toList());
        }
        if (certificate.renewal() != null) {
            detail.renewalSummary(renewal(certificate, inDns));
        }
        return certificate.isIssued() ? issued(detail, certificate).build() : detail.build();
    }

    private static CertificateDetail.Builder issued(CertificateDetail.Builder detail, Certificate certificate) {
        X509Certificate x509 = certificate.issued().certificate();
        boolean rsa = x509.getPublicKey().getAlgorithm().equals("RSA");
        return detail.serial(serial(x509))
                .subject(x509.getSubjectX500Principal().getName())
                .issuer(certificate.isImported() ? x509.getIssuerX500Principal().getName() : "Amazon")
                .issuedAt(certificate.isImported() ? null : certificate.issuedAt())
                .importedAt(certificate.isImported() ? certificate.issuedAt() : null)
                .notBefore(x509.getNotBefore().toInstant())
                .notAfter(x509.getNotAfter().toInstant())
                .signatureAlgorithm(x509.getSigAlgName().toUpperCase(Locale.ROOT))
                .keyUsages(
                        rsa
                                ? List.of(usage(KeyUsageName.DIGITAL_SIGNATURE), usage(KeyUsageName.KEY_ENCIPHERMENT))
                                : List.of(usage(KeyUsageName.DIGITAL_SIGNATURE)))
                .extendedKeyUsages(
                        extended(ExtendedKeyUsageName.TLS_WEB_SERVER_AUTHENTICATION, "1.3.6.1.5.5.7.3.1"),
                        extended(ExtendedKeyUsageName.TLS_WEB_CLIENT_AUTHENTICATION, "1.3.6.1.5.5.7.3.2"));
    }

    static CertificateSummary summary(Certificate certificate, Instant now) {
        CertificateSummary.Builder summary = CertificateSummary.builder()
                .certificateArn(certificate.arn())
                .domainName(certificate.domainName())
                .subjectAlternativeNameSummaries(certificate.names())
                .hasAdditionalSubjectAlternativeNames(false)
                .status(certificate.status(now))
                .type(certificate.isImported() ? CertificateType.IMPORTED : CertificateType.AMAZON_ISSUED)
                .keyAlgorithm(certificate.keyAlgorithm())
                .inUse(!certificate.usedBy().isEmpty())
                .renewalEligibility(eligibility(certificate))
                .createdAt(certificate.isImported() ? null : certificate.createdAt());
        if (certificate.isIssued()) {
            X509Certificate x509 = certificate.issued().certificate();
            summary.notBefore(x509.getNotBefore().toInstant())
                    .notAfter(x509.getNotAfter().toInstant())
                    .issuedAt(certificate.isImported() ? null : certificate.issuedAt())
                    .importedAt(certificate.isImported() ? certificate.issuedAt() : null);
        }
        return summary.build();
    }

    private static RenewalEligibility eligibility(Certificate certificate) {
        return certificate.isRenewed() ? RenewalEligibility.ELIGIBLE : RenewalEligibility.INELIGIBLE;
    }

    private static RenewalSummary renewal(Certificate certificate, Predicate<String> inDns) {
        Certificate.Renewal renewal = certificate.renewal();
        return RenewalSummary.builder()
                .renewalStatus(renewal.status())
                .updatedAt(renewal.updated())
                .domainValidationOptions(certificate.names().stream()
                        .map(name -> validation(
                                certificate,
                                name,
                                switch (renewal.status()) {
                                    case SUCCESS -> DomainStatus.SUCCESS;
                                    case FAILED -> inDns.test(name) ? DomainStatus.SUCCESS : DomainStatus.FAILED;
                                    default ->
                                        inDns.test(name) ? DomainStatus.SUCCESS : DomainStatus.PENDING_VALIDATION;
                                }))
                        .toList())
                .build();
    }

    /** How a name's validation before the first issue has gone. */
    private static DomainStatus initial(Certificate certificate, boolean inDns, Instant now) {
        if (certificate.isIssued() || inDns) {
            return DomainStatus.SUCCESS;
        }
        return certificate.status(now) == CertificateStatus.PENDING_VALIDATION
                ? DomainStatus.PENDING_VALIDATION
                : DomainStatus.FAILED;
    }

    private static DomainValidation validation(Certificate certificate, String name, DomainStatus status) {
        DomainValidation.Builder validation = DomainValidation.builder()
                .domainName(name)
                .validationDomain(name)
                .validationMethod(certificate.method())
                .validationStatus(status);
        if (certificate.method() == ValidationMethod.DNS) {
            validation.resourceRecord(ValidationToken.of(Certificates.account(certificate.arn()), name)
                    .record());
        } else {
            validation.validationEmails(
                    MAILBOXES.stream().map(box -> box + "@" + name).toList());
        }
        return validation.build();
    }

    private static KeyUsage usage(KeyUsageName name) {
        return KeyUsage.builder().name(name).build();
    }

    private static ExtendedKeyUsage extended(ExtendedKeyUsageName name, String oid) {
        return ExtendedKeyUsage.builder().name(name).oid(oid).build();
    }

    /** In pairs of hexadecimal digits, as ACM shows it. */
    private static String serial(X509Certificate x509) {
        return HexFormat.ofDelimiter(":").formatHex(x509.getSerialNumber().toByteArray());
    }
}
