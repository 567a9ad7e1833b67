package sh.lfc.nv.emulator.services.acm;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sh.lfc.nv.emulator.call.Scope;
import software.amazon.awssdk.services.acm.model.RenewalStatus;
import software.amazon.awssdk.services.acm.model.ValidationMethod;

/**
 * Renews certificates that are in use 60 days before they expire, if the validation records of all their names are still
 * there ("Renewal for domains validated by DNS"); where one is missing, as soon as it is there again. Tells CloudWatch how
 * long certificates last.
 *
 * <p>Both is done twice a day, at midnight and at noon, in UTC.
 */
final class Renewals {

    private static final Logger log = LoggerFactory.getLogger(Renewals.class);
    private static final Duration AHEAD = Duration.ofDays(60);
    private static final Duration HALF_A_DAY = Duration.ofHours(12);

    private final Certificates certificates;
    private final CertificateMetrics metrics;
    private final Clock clock;

    Renewals(Certificates certificates, CertificateMetrics metrics, Clock clock) {
        this.certificates = certificates;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** When is to be looked next. */
    static Optional<Instant> next(Instant after) {
        Instant noon = after.truncatedTo(ChronoUnit.DAYS).plus(HALF_A_DAY);
        return Optional.of(noon.isAfter(after) ? noon : noon.plus(HALF_A_DAY));
    }

    void check() {
        Instant now = clock.instant();
        for (Certificate certificate : certificates.all()) {
            if (!certificate.isIssued()) {
                continue;
            }
            certificates.changeAny(certificate.arn(), found -> checked(found, now));
            Duration left = Duration.between(now, certificate.end());
            if (!left.isNegative()) {
                metrics.daysToExpiry(Scope.ofArn(certificate.arn()), certificate.arn(), left.toDays());
            }
        }
    }

    private Certificate checked(Certificate certificate, Instant now) {
        if (certificate.end().isBefore(now)) {
            return certificate.isRenewal(RenewalStatus.PENDING_VALIDATION) ? failed(certificate, now) : certificate;
        }
        boolean due = certificate.isRenewed()
                && certificate.method() == ValidationMethod.DNS
                && !now.isBefore(certificate.end().minus(AHEAD));
        if (!due) {
            return certificate;
        }
        if (certificates.areInDns(certificate)) {
            log.info("certificate={} was renewed", certificate.arn());
            return certificates.renewed(certificate);
        }
        return certificate.isRenewal(RenewalStatus.PENDING_VALIDATION)
                ? certificate
                : certificate.renewal(RenewalStatus.PENDING_VALIDATION, now);
    }

    private static Certificate failed(Certificate certificate, Instant now) {
        log.warn("certificate={} has expired and was not renewed", certificate.arn());
        return certificate.renewal(RenewalStatus.FAILED, now);
    }
}
