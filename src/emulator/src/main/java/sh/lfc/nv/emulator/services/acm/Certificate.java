package sh.lfc.nv.emulator.services.acm;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import sh.lfc.nv.emulator.certificates.IssuedCertificate;
import software.amazon.awssdk.services.acm.model.CertificateOptions;
import software.amazon.awssdk.services.acm.model.CertificateStatus;
import software.amazon.awssdk.services.acm.model.KeyAlgorithm;
import software.amazon.awssdk.services.acm.model.ValidationMethod;

/**
 * A certificate in one state of its life.
 *
 * @param names all names, the domain name first
 * @param method how control over the names is proven; absent for an imported certificate
 * @param issued the certificate with its key; absent until it is issued
 * @param issuedAt when it was issued or imported
 * @param usedBy the ARNs of the resources that use it
 */
record Certificate(
        String arn,
        List<String> names,
        ValidationMethod method,
        KeyAlgorithm keyAlgorithm,
        CertificateOptions options,
        String idempotencyToken,
        Instant createdAt,
        IssuedCertificate issued,
        Instant issuedAt,
        Map<String, String> tags,
        Set<String> usedBy) {

    private static final Duration PATIENCE = Duration.ofHours(72);

    Certificate {
        names = List.copyOf(names);
        tags = Collections.unmodifiableMap(new TreeMap<>(tags));
        usedBy = Collections.unmodifiableSet(new TreeSet<>(usedBy));
    }

    String domainName() {
        return names.get(0);
    }

    boolean isImported() {
        return method == null;
    }

    boolean isIssued() {
        return issued != null;
    }

    CertificateStatus status(Instant now) {
        if (isIssued()) {
            return issued.certificate().getNotAfter().toInstant().isBefore(now)
                    ? CertificateStatus.EXPIRED
                    : CertificateStatus.ISSUED;
        }
        return createdAt.plus(PATIENCE).isBefore(now)
                ? CertificateStatus.VALIDATION_TIMED_OUT
                : CertificateStatus.PENDING_VALIDATION;
    }

    Certificate issued(IssuedCertificate certificate, Instant now) {
        return new Certificate(
                arn, names, method, keyAlgorithm, options, idempotencyToken, createdAt, certificate, now, tags, usedBy);
    }

    Certificate options(CertificateOptions changed) {
        return new Certificate(
                arn, names, method, keyAlgorithm, changed, idempotencyToken, createdAt, issued, issuedAt, tags, usedBy);
    }

    Certificate tags(Map<String, String> changed) {
        return new Certificate(
                arn,
                names,
                method,
                keyAlgorithm,
                options,
                idempotencyToken,
                createdAt,
                issued,
                issuedAt,
                changed,
                usedBy);
    }

    Certificate used(String resource, boolean used) {
        Set<String> users = new TreeSet<>(usedBy);
        if (used) {
            users.add(resource);
        } else {
            users.remove(resource);
        }
        return new Certificate(
                arn, names, method, keyAlgorithm, options, idempotencyToken, createdAt, issued, issuedAt, tags, users);
    }
}
