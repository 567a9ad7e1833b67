package sh.lfc.nv.emulator.services.acm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sh.lfc.nv.emulator.Emulator;
import sh.lfc.nv.emulator.certificates.CertificateAuthority;
import sh.lfc.nv.emulator.certificates.IssuedCertificate;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.acm.AcmClient;
import software.amazon.awssdk.services.acm.model.AcmException;
import software.amazon.awssdk.services.acm.model.CertificateDetail;
import software.amazon.awssdk.services.acm.model.CertificateStatus;
import software.amazon.awssdk.services.acm.model.CertificateSummary;
import software.amazon.awssdk.services.acm.model.CertificateType;
import software.amazon.awssdk.services.acm.model.DomainValidation;
import software.amazon.awssdk.services.acm.model.RequestInProgressException;
import software.amazon.awssdk.services.acm.model.ResourceNotFoundException;
import software.amazon.awssdk.services.acm.model.ResourceRecord;
import software.amazon.awssdk.services.acm.model.Tag;
import software.amazon.awssdk.services.acm.model.ValidationMethod;
import software.amazon.awssdk.services.route53.Route53Client;

class AcmServiceTest {

    private static Emulator aws;
    private static AcmClient acm;
    private static Route53Client route53;

    @BeforeAll
    static void start() throws IOException {
        aws = Emulator.builder().port(0).start();
        var credentials = StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test"));
        acm = AcmClient.builder()
                .endpointOverride(aws.endpoint())
                .region(Region.US_EAST_1)
                .httpClient(UrlConnectionHttpClient.create())
                .credentialsProvider(credentials)
                .build();
        route53 = Route53Client.builder()
                .endpointOverride(aws.endpoint())
                .region(Region.US_EAST_1)
                .httpClient(UrlConnectionHttpClient.create())
                .credentialsProvider(credentials)
                .build();
    }

    @AfterAll
    static void stop() {
        acm.close();
        route53.close();
        aws.close();
    }

    @Test
    void aCertificateIsIssuedOnceItsNamesAreProvenInDns() throws Exception {
        String arn = request("proven.example", "*.proven.example");

        CertificateDetail pending = describe(arn);
        assertThat(pending.status()).isEqualTo(CertificateStatus.PENDING_VALIDATION);
        assertThat(pending.keyAlgorithmAsString()).isEqualTo("RSA-2048");
        ResourceRecord record = pending.domainValidationOptions().get(0).resourceRecord();
        assertThat(record.name()).matches("_[0-9a-f]{32}\\.proven\\.example\\.");
        assertThat(record.value()).matches("_[0-9a-f]{32}\\.[a-z]{10}\\.acm-validations\\.aws\\.");
        assertThat(pending.domainValidationOptions())
                .extracting(DomainValidation::resourceRecord)
                .containsExactly(record, record);
        assertThatThrownBy(() -> acm.getCertificate(b -> b.certificateArn(arn)))
                .isInstanceOf(RequestInProgressException.class);

        publish("proven.example", record);

        assertThat(describe(arn).status()).isEqualTo(CertificateStatus.ISSUED);
        X509Certificate issued = (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(acm.getCertificate(b -> b.certificateArn(arn))
                        .certificate()
                        .getBytes(StandardCharsets.US_ASCII)));
        assertThat(issued.getSubjectAlternativeNames().toString()).contains("proven.example", "*.proven.example");
        assertThat(issued.getPublicKey().getAlgorithm()).isEqualTo("RSA");
    }

    @Test
    void aCertificateThatNobodyProvesTimesOut() throws IOException {
        try (Emulator own = Emulator.builder().port(0).start();
                AcmClient client = AcmClient.builder()
                        .endpointOverride(own.endpoint())
                        .region(Region.US_EAST_1)
                        .httpClient(UrlConnectionHttpClient.create())
                        .credentialsProvider(
                                StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                        .build()) {
            String arn = client.requestCertificate(
                            b -> b.domainName("late.example").validationMethod(ValidationMethod.DNS))
                    .certificateArn();

            own.clock().advance(Duration.ofHours(73));

            CertificateDetail detail =
                    client.describeCertificate(b -> b.certificateArn(arn)).certificate();
            assertThat(detail.status()).isEqualTo(CertificateStatus.VALIDATION_TIMED_OUT);
        }
    }

    @Test
    void theSameTokenGivesTheSameCertificate() {
        String first = acm.requestCertificate(b -> b.domainName("token.example").idempotencyToken("once"))
                .certificateArn();
        String second = acm.requestCertificate(
                        b -> b.domainName("token.example").idempotencyToken("once"))
                .certificateArn();

        assertThat(second).isEqualTo(first);
    }

    @Test
    void anUnknownCertificateIsNotFound() {
        String arn = "arn:aws:acm:us-east-1:000000000000:certificate/00000000-0000-4000-8000-000000000000";

        assertThatThrownBy(() -> describe(arn))
                .isInstanceOfSatisfying(ResourceNotFoundException.class, refusal -> assertThat(
                                refusal.awsErrorDetails().errorMessage())
                        .isEqualTo("Could not find certificate " + arn + "."));
        assertThatThrownBy(() -> describe("nonsense")).isInstanceOfSatisfying(AcmException.class, refusal -> assertThat(
                        refusal.awsErrorDetails().errorCode())
                .isEqualTo("ValidationException"));
        assertThatThrownBy(() -> acm.requestCertificate(b -> b.domainName("not a name")))
                .isInstanceOf(AcmException.class)
                .hasMessageContaining("'domainName' failed to satisfy constraint");
    }

    @Test
    void certificatesCarryTagsAndAreDeleted() {
        String arn = request("tags.example");
        Tag tag = Tag.builder().key("Stack").value("frontend").build();

        acm.addTagsToCertificate(b -> b.certificateArn(arn).tags(tag));
        assertThat(acm.listTagsForCertificate(b -> b.certificateArn(arn)).tags())
                .containsExactly(tag);
        assertThat(acm.listCertificates().certificateSummaryList())
                .extracting(CertificateSummary::certificateArn)
                .contains(arn);

        acm.deleteCertificate(b -> b.certificateArn(arn));
        assertThatThrownBy(() -> describe(arn)).isInstanceOf(ResourceNotFoundException.class);
    }

    @Test
    void anImportedCertificateIsIssuedAtOnce(@TempDir Path folder) {
        IssuedCertificate own =
                CertificateAuthority.open(folder).issue(List.of("imported.example", "www.imported.example"));

        String arn = acm.importCertificate(b -> b.certificate(SdkBytes.fromUtf8String(own.certificatePem()))
                        .privateKey(SdkBytes.fromUtf8String(own.keyPem()))
                        .certificateChain(SdkBytes.fromUtf8String(own.issuersPem())))
                .certificateArn();

        CertificateDetail detail = describe(arn);
        assertThat(detail.type()).isEqualTo(CertificateType.IMPORTED);
        assertThat(detail.status()).isEqualTo(CertificateStatus.ISSUED);
        assertThat(detail.domainName()).isEqualTo("imported.example");
        assertThat(acm.getCertificate(b -> b.certificateArn(arn)).certificate()).isEqualTo(own.certificatePem());
    }

    @Test
    void aCertificateIsNotImportedWithAnothersKey(@TempDir Path folder) {
        CertificateAuthority authority = CertificateAuthority.open(folder);
        IssuedCertificate one = authority.issue(List.of("one.example"));
        IssuedCertificate two = authority.issue(List.of("two.example"));

        assertThatThrownBy(() -> acm.importCertificate(b -> b.certificate(SdkBytes.fromUtf8String(one.certificatePem()))
                        .privateKey(SdkBytes.fromUtf8String(two.keyPem()))))
                .isInstanceOf(AcmException.class)
                .hasMessageContaining("the private key is not that of the certificate");
    }

    private static String request(String... names) {
        return acm.requestCertificate(b ->
                        b.domainName(names[0]).subjectAlternativeNames(names).validationMethod(ValidationMethod.DNS))
                .certificateArn();
    }

    private static CertificateDetail describe(String arn) {
        return acm.describeCertificate(b -> b.certificateArn(arn)).certificate();
    }

    private static void publish(String zone, ResourceRecord record) {
        String id = route53.createHostedZone(b -> b.name(zone).callerReference(zone))
                .hostedZone()
                .id();
        route53.changeResourceRecordSets(b -> b.hostedZoneId(id)
                .changeBatch(
                        batch -> batch.changes(c -> c.action("CREATE").resourceRecordSet(set -> set.name(record.name())
                                .type(record.typeAsString())
                                .ttl(60L)
                                .resourceRecords(value -> value.value(record.value()))))));
    }
}
