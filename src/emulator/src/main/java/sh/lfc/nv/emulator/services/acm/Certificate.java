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
import software.amazon.awssdk.services.acm.model.RenewalStatus;
import software.amazon.awssdk.services.acm.model.ValidationMethod;

/**
 * A certificate in one state of its life.
 *
 * @param names all names, the domain name first
 * @param method how control over the names is proven; absent for an imported certificate
 * @param issued the certificate with its key; absent until it is issued
 * @param issuedAt when it was issued or imported
 * @param renewal how its last renewal went or goes; null when there was none
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
        Renewal renewal,
        Map<String, String> tags,
        Set<String> usedBy) {

    /** @param updated when the status was reached */
    record Renewal(RenewalStatus status, Instant updated) {}

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

    /** When an issued certificate expires. */
    Instant end() {
        return issued.certificate().getNotAfter().toInstant();
    }

    /** Whether ACM will try to renew it: imported ones, and those that nothing uses, it does not. */
    boolean isRenewed() {
        return isIssued() && !isImported() && !usedBy.isEmpty();
    }

    boolean isRenewal(RenewalStatus status) {
        return renewal != null && renewal.status() == status;
    }

    CertificateStatus status(Instant now) {
        if (isIssued()) {
            return end().isBefore(now) ? CertificateStatus.EXPIRED : CertificateStatus.ISSUED;
        }
        return createdAt.plus(PATIENCE).isBefore(now)
                ? CertificateStatus.VALIDATION_TIMED_OUT
                : CertificateStatus.PENDING_VALIDATION;
    }

    Certificate issued(IssuedCertificate certificate, Instant now) {
        return with(options, certificate, now, renewal, tags, usedBy);
    }

    Certificate renewal(RenewalStatus status, Instant now) {
        return with(options, issued, issuedAt, new Renewal(status, now), tags, usedBy);
    }

    Certificate options(CertificateOptions changed) {
        return with(changed, issued, issuedAt, renewal, tags, usedBy);
    }

    Certificate tags(Map<String, String> changed) {
        return with(options, issued, issuedAt, renewal, changed, usedBy);
    }

    Certificate used(String resource, boolean used) {
        Set<String> users = new TreeSet<>(usedBy);
        if (used) {
            users.add(resource);
        } else {
            users.remove(resource);
        }
        return with(options, issued, issuedAt, renewal, tags, users);
    }

    /** The same certificate, with what can change in its life. */
    private Certificate with(
            CertificateOptions newOptions,
            IssuedCertificate newIssued,
            Instant newIssuedAt,
            Renewal newRenewal,
            Map<String, String> newTags,
            Set<String> newUsers) {
        return new Certificate(
                arn,
                names,
                method,
                keyAlgorithm,
                newOptions,
                idempotencyToken,
                createdAt,
                newIssued,
                newIssuedAt,
                newRenewal,
                newTags,
                newUsers);
    }
}
