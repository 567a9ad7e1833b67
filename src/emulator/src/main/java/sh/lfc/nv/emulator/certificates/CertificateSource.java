package sh.lfc.nv.emulator.certificates;

import java.util.Optional;

/** Knows the certificates of host names. */
@FunctionalInterface
public interface CertificateSource {

    /**
     * The certificate for a host name.
     *
     * @param hostName in lower case, without a dot at its end
     */
    Optional<IssuedCertificate> forHost(String hostName);
}
