package sh.lfc.nv.emulator.credentials;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import sh.lfc.nv.emulator.call.Principal;
import sh.lfc.nv.emulator.credentials.CredentialStore.Credential;

class CredentialStoreTest {

    private final CredentialStore store = new CredentialStore();

    @Test
    void operatorIsTheRootOfTheDefaultAccount() {
        Credential operator = store.find("test").orElseThrow();

        assertThat(operator.secretAccessKey()).isEqualTo("test");
        assertThat(operator.principal().arn()).isEqualTo("arn:aws:iam::000000000000:root");
        assertThat(operator.token()).isEmpty();
    }

    @Test
    void removedCredentialsAreNotFound() {
        store.put(Credential.longTerm("AKIA1", "secret", Principal.root("000000000000"), "000000000000"));

        store.remove("AKIA1");

        assertThat(store.find("AKIA1")).isEmpty();
    }

    @Test
    void aSessionExpiresAtItsExpiry() {
        Instant expiry = Instant.parse("2026-01-01T00:00:00Z");
        Credential session =
                new Credential("ASIA1", "secret", "token", Principal.root("000000000000"), "000000000000", expiry);

        assertThat(session.expired(expiry.minusMillis(1))).isFalse();
        assertThat(session.expired(expiry)).isTrue();
    }

    @Test
    void secretsAreNotPrinted() {
        assertThat(Credential.longTerm("AKIA1", "s3cr3t", Principal.root("000000000000"), "000000000000"))
                .asString()
                .doesNotContain("s3cr3t");
    }
}
