package sh.lfc.nv.emulator.services.acm;

import sh.lfc.nv.emulator.call.Scope;

/** Where ACM tells how long certificates last. Safe for use by many threads. */
@FunctionalInterface
public interface CertificateMetrics {

    /** @param days until the certificate expires, in whole days */
    void daysToExpiry(Scope scope, String certificateArn, long days);
}
