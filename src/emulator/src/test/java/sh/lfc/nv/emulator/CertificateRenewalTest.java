package sh.lfc.nv.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sh.lfc.nv.emulator.certificates.CertificateAuthority;
import sh.lfc.nv.emulator.certificates.SniKeyManager;
import sh.lfc.nv.emulator.httpapi.HttpApis;
import sh.lfc.nv.emulator.services.DirectCalls;
import sh.lfc.nv.emulator.time.EmulatorClock;
import software.amazon.awssdk.services.acm.AcmClient;
import software.amazon.awssdk.services.acm.model.CertificateDetail;
import software.amazon.awssdk.services.acm.model.CertificateStatus;
import software.amazon.awssdk.services.acm.model.DomainStatus;
import software.amazon.awssdk.services.acm.model.DomainValidation;
import software.amazon.awssdk.services.acm.model.RenewalEligibility;
import software.amazon.awssdk.services.acm.model.RenewalStatus;
import software.amazon.awssdk.services.acm.model.ResourceRecord;
import software.amazon.awssdk.services.acm.model.ValidationMethod;
import software.amazon.awssdk.services.apigatewayv2.ApiGatewayV2Client;
import software.amazon.awssdk.services.route53.Route53Client;

/** What becomes of certificates in a year, as those see it who connect to the domain. */
class CertificateRenewalTest {

    private static final String DOMAIN = "files.example";
    private static final Duration WHOLE_LIFE = CertificateAuthority.VALIDITY;

    private final Map<String, Long> daysToExpiry = new ConcurrentHashMap<>();
    private DirectCalls calls;
    private EmulatorClock clock;
    private CertificateAuthority authority;
    private Edge edge;
    private AcmClient acm;
    private Route53Client route53;
    private ApiGatewayV2Client apis;
    private String zone;

    @BeforeEach
    void start(@TempDir Path folder) {
        calls = new DirectCalls(folder);
        clock = calls.platform().clock();
        clock.freeze();
        authority = CertificateAuthority.open(folder.resolve("ca"));
        edge = new Edge(
                calls.platform(),
                () -> authority,
                (scope, arn, days) -> daysToExpiry.put(arn, days),
                new HttpApis.Surroundings(null, null, null));
        acm = calls.client(AcmClient.class, edge.services());
        route53 = calls.client(Route53Client.class, edge.services());
        apis = calls.client(ApiGatewayV2Client.class, edge.services());
        zone = route53.createHostedZone(create -> create.name(DOMAIN).callerReference("1"))
                .hostedZone()
                .id();
    }

    @AfterEach
    void end() {
        edge.close();
        calls.close();
    }

    @Test
    void aCertificateInUseIsRenewedSixtyDaysBeforeItsEndAndServedAtOnce() throws Exception {
        String arn = certificate();
        use(arn);
        X509Certificate first = served();
        assertThat(describe(arn).renewalEligibility()).isEqualTo(RenewalEligibility.ELIGIBLE);

        clock.advance(WHOLE_LIFE.minusDays(61));
        assertThat(describe(arn).renewalSummary()).isNull();
        assertThat(daysToExpiry).containsEntry(arn, 61L);
        clock.advance(Duration.ofDays(2));

        CertificateDetail renewed = describe(arn);
        assertThat(renewed.status()).isEqualTo(CertificateStatus.ISSUED);
        assertThat(renewed.renewalSummary().renewalStatus()).isEqualTo(RenewalStatus.SUCCESS);
        assertThat(renewed.renewalSummary().domainValidationOptions())
                .extracting(DomainValidation::validationStatus)
                .containsOnly(DomainStatus.SUCCESS);
        assertThat(renewed.notAfter())
                .isCloseTo(clock.instant().plus(WHOLE_LIFE), within(2, ChronoUnit.DAYS))
                .isAfter(first.getNotAfter().toInstant());
        X509Certificate second = served();
        assertThat(second.getSerialNumber()).isNotEqualTo(first.getSerialNumber());
        assertThat(second.getPublicKey()).isNotEqualTo(first.getPublicKey());
        // Clients live by the machine's clock.
        second.checkValidity();
        clock.advance(Duration.ofDays(1));
        assertThat(daysToExpiry.get(arn)).isGreaterThan(390);
    }

    @Test
    void whatNothingUsesIsNotRenewed() {
        String arn = certificate();

        clock.advance(WHOLE_LIFE.plusDays(1));

        assertThat(describe(arn).status()).isEqualTo(CertificateStatus.EXPIRED);
        assertThat(describe(arn).renewalEligibility()).isEqualTo(RenewalEligibility.INELIGIBLE);
        assertThat(describe(arn).renewalSummary()).isNull();
        assertThat(daysToExpiry).containsEntry(arn, 0L);
    }

    @Test
    void aRecordThatIsGoneHoldsTheRenewalUpUntilItIsBack() {
        String arn = certificate();
        use(arn);
        ResourceRecord record = describe(arn).domainValidationOptions().get(0).resourceRecord();
        change("DELETE", record);
        clock.advance(WHOLE_LIFE.minusDays(59));

        CertificateDetail pending = describe(arn);
        assertThat(pending.status()).isEqualTo(CertificateStatus.ISSUED);
        assertThat(pending.renewalSummary().renewalStatus()).isEqualTo(RenewalStatus.PENDING_VALIDATION);
        assertThat(pending.renewalSummary().domainValidationOptions().get(0).validationStatus())
                .isEqualTo(DomainStatus.PENDING_VALIDATION);
        assertThat(pending.domainValidationOptions().get(0).validationStatus()).isEqualTo(DomainStatus.SUCCESS);
        change("CREATE", record);
        clock.advance(Duration.ZERO);

        assertThat(describe(arn).renewalSummary().renewalStatus()).isEqualTo(RenewalStatus.SUCCESS);
        assertThat(describe(arn).notAfter()).isAfter(clock.instant().plus(WHOLE_LIFE.minusDays(1)));
    }

    @Test
    void aRenewalThatIsHeldUpToTheEndHasFailed() {
        String arn = certificate();
        use(arn);
        ResourceRecord record = describe(arn).domainValidationOptions().get(0).resourceRecord();
        change("DELETE", record);

        clock.advance(WHOLE_LIFE.plusDays(1));
        change("CREATE", record);
        clock.advance(Duration.ofDays(1));

        assertThat(describe(arn).status()).isEqualTo(CertificateStatus.EXPIRED);
        assertThat(describe(arn).renewalSummary().renewalStatus()).isEqualTo(RenewalStatus.FAILED);
    }

    @Test
    void aCertificateOfLaterIsValidAtOnceForWhoLivesNow() throws Exception {
        clock.advance(Duration.ofDays(100));

        String arn = certificate();
        use(arn);

        served().checkValidity();
        assertThat(describe(arn).notBefore()).isBefore(Instant.now());
        assertThat(describe(arn).notAfter()).isCloseTo(clock.instant().plus(WHOLE_LIFE), within(1, ChronoUnit.MINUTES));
    }

    private String certificate() {
        String arn = acm.requestCertificate(
                        request -> request.domainName(DOMAIN).validationMethod(ValidationMethod.DNS))
                .certificateArn();
        change("CREATE", describe(arn).domainValidationOptions().get(0).resourceRecord());
        assertThat(describe(arn).status()).isEqualTo(CertificateStatus.ISSUED);
        return arn;
    }

    private void use(String arn) {
        apis.createDomainName(
                create -> create.domainName(DOMAIN).domainNameConfigurations(configuration -> configuration
                        .certificateArn(arn)
                        .endpointType("REGIONAL")
                        .securityPolicy("TLS_1_2")));
    }

    private CertificateDetail describe(String arn) {
        return acm.describeCertificate(describe -> describe.certificateArn(arn)).certificate();
    }

    private void change(String action, ResourceRecord record) {
        route53.changeResourceRecordSets(change -> change.hostedZoneId(zone)
                .changeBatch(batch ->
                        batch.changes(one -> one.action(action).resourceRecordSet(set -> set.name(record.name())
                                .type(record.typeAsString())
                                .ttl(60L)
                                .resourceRecords(value -> value.value(record.value()))))));
    }

    /** The certificate that a client is shown who connects to the domain. */
    private X509Certificate served() throws Exception {
        SniKeyManager keys = new SniKeyManager(edge, () -> authority.issue(List.of("localhost")));
        try (SSLServerSocket server = (SSLServerSocket) keys.sslContext()
                        .getServerSocketFactory()
                        .createServerSocket(0, 1, InetAddress.getLoopbackAddress());
                SSLSocket client = (SSLSocket) authority
                        .trustingContext()
                        .getSocketFactory()
                        .createSocket(InetAddress.getLoopbackAddress(), server.getLocalPort())) {
            Thread answering = new Thread(() -> handshake(server), "test-tls-server");
            answering.setDaemon(true);
            answering.start();
            SSLParameters parameters = client.getSSLParameters();
            parameters.setServerNames(List.of(new SNIHostName(DOMAIN)));
            client.setSSLParameters(parameters);
            client.startHandshake();
            return (X509Certificate) client.getSession().getPeerCertificates()[0];
        }
    }

    private static void handshake(SSLServerSocket server) {
        try (SSLSocket accepted = (SSLSocket) server.accept()) {
            accepted.startHandshake();
        } catch (IOException e) {
            // The client says what was wrong.
            return;
        }
    }
}
