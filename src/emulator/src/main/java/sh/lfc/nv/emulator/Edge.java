package sh.lfc.nv.emulator;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.eclipse.jetty.server.Handler;
import sh.lfc.nv.emulator.authorization.Resources;
import sh.lfc.nv.emulator.call.AwsService;
import sh.lfc.nv.emulator.call.Platform;
import sh.lfc.nv.emulator.call.Scope;
import sh.lfc.nv.emulator.certificates.CertificateAuthority;
import sh.lfc.nv.emulator.certificates.CertificateSource;
import sh.lfc.nv.emulator.certificates.IssuedCertificate;
import sh.lfc.nv.emulator.dns.Addresses;
import sh.lfc.nv.emulator.dns.DnsServer;
import sh.lfc.nv.emulator.dns.Endpoints;
import sh.lfc.nv.emulator.gateway.Tunnels;
import sh.lfc.nv.emulator.httpapi.HttpApiHandler;
import sh.lfc.nv.emulator.httpapi.HttpApis;
import sh.lfc.nv.emulator.names.HostNames;
import sh.lfc.nv.emulator.services.acm.AcmService;
import sh.lfc.nv.emulator.services.acm.CertificateMetrics;
import sh.lfc.nv.emulator.services.apigatewayv2.ApiGateway;
import sh.lfc.nv.emulator.services.apigatewayv2.DomainCertificates;
import sh.lfc.nv.emulator.services.route53.Route53;

/**
 * How the world reaches what is served: names (Route 53), certificates (ACM) and HTTP APIs (API Gateway), wired to each
 * other. Safe for use by many threads.
 */
final class Edge implements CertificateSource, AutoCloseable {

    private final Route53 route53;
    private final AcmService acm;
    private final ApiGateway apiGateway;
    private final HttpApis httpApis;
    private final AtomicLong revision = new AtomicLong();
    private DnsServer dns;

    /**
     * @param certificateMetrics is told how long certificates last
     * @param surroundings what HTTP APIs lead to and report to
     */
    Edge(
            Platform platform,
            Supplier<CertificateAuthority> authority,
            CertificateMetrics certificateMetrics,
            HttpApis.Surroundings surroundings) {
        this.route53 = new Route53(platform);
        this.acm = new AcmService(platform, authority, new PublicDns(route53.publicZones())::cname, certificateMetrics);
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
        this.httpApis = new HttpApis(apiGateway.published(), surroundings, platform.clock(), platform.ids());
        route53.publicZones().onChange(revision::incrementAndGet);
        route53.publicZones().onChange(() -> platform.scheduler().run(acm::validate));
    }

    List<AwsService> services() {
        List<AwsService> services = new ArrayList<>(route53.services());
        services.add(acm);
        services.addAll(apiGateway.services());
        return services;
    }

    /** What policies ask of hosted zones, certificates and APIs, by what stands for the service in an ARN. */
    Map<String, Resources> resources() {
        return Map.of(
                "route53", TaggedResources.of(arn -> route53.tags(last(arn))).ownedBy(arn -> route53.owner(last(arn))),
                "acm", TaggedResources.of(acm::tags),
                "apigateway", TaggedResources.of(apiGateway.resources()::tags).ownedBy(apiGateway.resources()::owner));
    }

    /** The tags of all certificates and APIs of an account and region, by ARN. */
    Map<String, Map<String, String>> tagged(Scope scope) {
        Map<String, Map<String, String>> found = new TreeMap<>(acm.tagged(scope));
        found.putAll(apiGateway.resources().tagged(scope));
        return found;
    }

    /** The tags of all hosted zones of an account, by ARN. */
    Map<String, Map<String, String>> taggedZones(Scope scope) {
        return route53.tagged(scope);
    }

    private static String last(String arn) {
        return arn.substring(arn.lastIndexOf('/') + 1);
    }

    /**
     * Answers the clients of HTTP APIs, and tunnels to what is served here; all else is for the next handler.
     *
     * @param gateway where the emulator listens
     */
    Handler inFrontOf(Handler next, Supplier<InetSocketAddress> gateway) {
        return new Tunnels(this::serves, gateway, new Handler.Sequence(new HttpApiHandler(httpApis), next));
    }

    private boolean serves(String host) {
        return host.endsWith(".amazonaws.com") || apiGateway.published().isCustomDomain(host);
    }

    /**
     * Starts to answer DNS queries for the public zones, and for names of endpoints: AWS's own lead to the gateway.
     *
     * @param address with port 0 for a free one
     */
    InetSocketAddress serveDns(InetSocketAddress address, HostNames names, Supplier<InetSocketAddress> gateway)
            throws IOException {
        dns = new DnsServer(address, new PublicDns(route53.publicZones()), endpoints(names, gateway));
        return dns.address();
    }

    /** The same answers without a server. */
    Addresses addresses(HostNames names, Supplier<InetSocketAddress> gateway) {
        return new Addresses(new PublicDns(route53.publicZones()), endpoints(names, gateway));
    }

    private Endpoints endpoints(HostNames names, Supplier<InetSocketAddress> gateway) {
        return host -> names.find(host)
                .or(() -> serves(host) ? Optional.of(gateway.get().getAddress()) : Optional.empty());
    }

    /** The domains of APIs. */
    Stream<String> domains() {
        return apiGateway.published().customDomains();
    }

    /** Another number after every change of the public zones. */
    long revision() {
        return revision.get();
    }

    /** Only what a custom domain uses is shown: a certificate alone serves nothing. */
    @Override
    public Optional<IssuedCertificate> forHost(String hostName) {
        return apiGateway.published().certificateArn(hostName).flatMap(acm::issued);
    }

    @Override
    public void close() {
        httpApis.close();
        if (dns != null) {
            dns.close();
        }
    }
}
