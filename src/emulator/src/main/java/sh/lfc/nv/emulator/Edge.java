package sh.lfc.nv.emulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import sh.lfc.nv.emulator.call.AwsService;
import sh.lfc.nv.emulator.call.Platform;
import sh.lfc.nv.emulator.certificates.CertificateAuthority;
import sh.lfc.nv.emulator.certificates.CertificateSource;
import sh.lfc.nv.emulator.certificates.IssuedCertificate;
import sh.lfc.nv.emulator.services.acm.AcmService;
import sh.lfc.nv.emulator.services.apigatewayv2.ApiGateway;
import sh.lfc.nv.emulator.services.apigatewayv2.DomainCertificates;
import sh.lfc.nv.emulator.services.route53.Route53;

/**
 * How the world reaches what is served: names (Route 53), certificates (ACM) and HTTP APIs (API Gateway), wired to each
 * other. Safe for use by many threads.
 */
final class Edge implements CertificateSource {

    private final Route53 route53;
    private final AcmService acm;
    private final ApiGateway apiGateway;

    Edge(Platform platform, CertificateAuthority authority) {
        this.route53 = new Route53(platform);
        this.acm = new AcmService(platform, authority, new PublicDns(route53.publicZones())::cname);
        this.apiGateway = new ApiGateway(platform, new DomainCertificates() {
            @Override
            public Optional<List<String>> issuedNames(String certificateArn) {
                return acm.issuedNames(certificateArn);
            }

            @Override
            public void used(String certificateArn, String domainNameArn, boolean used) {
                acm.used(certificateArn, domainNameArn, used);
            }
        });
        route53.publicZones().onChange(() -> platform.scheduler().run(acm::validate));
    }

    List<AwsService> services() {
        List<AwsService> services = new ArrayList<>(route53.services());
        services.add(acm);
        services.addAll(apiGateway.services());
        return services;
    }

    /** Only what a custom domain uses is shown: a certificate alone serves nothing. */
    @Override
    public Optional<IssuedCertificate> forHost(String hostName) {
        return apiGateway.published().certificateArn(hostName).flatMap(acm::issued);
    }
}
