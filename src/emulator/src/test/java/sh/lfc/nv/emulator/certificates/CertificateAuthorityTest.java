package sh.lfc.nv.emulator.certificates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificateAuthorityTest {

    @TempDir
    Path folder;

    @Test
    void trustSurvivesARestart() throws Exception {
        CertificateAuthority first = CertificateAuthority.open(folder);
        CertificateAuthority second = CertificateAuthority.open(folder);

        assertThat(second.certificate()).isEqualTo(first.certificate());
        second.issue(List.of("nv-demo.nv.lfc.sh"))
                .certificate()
                .verify(first.certificate().getPublicKey());
    }

    @Test
    void nobodyElseReadsTheKey() throws Exception {
        CertificateAuthority.open(folder);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("ca.key"))))
                .isEqualTo("rw-------");
    }

    @Test
    void aCertificateNamesHostsAndAddresses() throws Exception {
        IssuedCertificate issued =
                CertificateAuthority.open(folder).issue(List.of("nv.lfc.sh", "*.nv.lfc.sh", "127.0.0.1"));

        assertThat(issued.certificate().getSubjectAlternativeNames())
                .extracting(name -> (String) name.get(1))
                .containsExactly("nv.lfc.sh", "*.nv.lfc.sh", "127.0.0.1");
        assertThat(issued.certificate().getSubjectX500Principal().getName()).isEqualTo("CN=nv.lfc.sh");
    }

    @Test
    void aCertificateIsValidByTheGivenClock() {
        Instant later = Instant.now().plus(Duration.ofDays(400)).truncatedTo(ChronoUnit.SECONDS);
        CertificateAuthority authority = CertificateAuthority.open(folder, Clock.fixed(later, ZoneOffset.UTC));

        assertThat(authority.issue(List.of("nv.lfc.sh")).certificate().getNotAfter())
                .isEqualTo(later.plus(CertificateAuthority.VALIDITY));
    }

    @Test
    void aDamagedAuthorityIsReplaced() throws Exception {
        CertificateAuthority first = CertificateAuthority.open(folder);
        Files.writeString(folder.resolve("ca.key"), "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n");

        CertificateAuthority second = CertificateAuthority.open(folder);

        assertThat(second.certificate()).isNotEqualTo(first.certificate());
    }

    @Test
    void pemHoldsKeyAndWholeChain() {
        IssuedCertificate issued = CertificateAuthority.open(folder).issue(List.of("nv.lfc.sh"), KeyAlgorithm.RSA_2048);

        assertThat(issued.keyPem()).startsWith("-----BEGIN PRIVATE KEY-----");
        assertThat(issued.chainPem().split("-----BEGIN CERTIFICATE-----")).hasSize(3);
        assertThat(issued.chainPem()).isEqualTo(issued.certificatePem() + issued.issuersPem());
    }

    @Test
    void aCertificateWithoutNamesIsRefused() {
        CertificateAuthority authority = CertificateAuthority.open(folder);

        assertThatThrownBy(() -> authority.issue(List.of())).isInstanceOf(IllegalArgumentException.class);
    }
}
