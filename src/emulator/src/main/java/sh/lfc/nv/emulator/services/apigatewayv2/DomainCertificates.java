package sh.lfc.nv.emulator.services.apigatewayv2;

import java.util.List;
import java.util.Optional;

/** The certificates that domain names use. Safe for use by many threads. */
public interface DomainCertificates {

    /** The names of an issued certificate; empty when there is none with this ARN, or it is not issued. */
    Optional<List<String>> issuedNames(String certificateArn);

    /** Notes that a domain name uses the certificate, or does so no more. */
    void used(String certificateArn, String domainNameArn, boolean used);
}
