package sh.lfc.nv.emulator.credentials;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
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

        assertThat(session(expiry, expiry.minusMillis(1)).expired()).isFalse();
        assertThat(session(expiry, expiry).expired()).isTrue();
    }

    private static Credential session(Instant expiry, Instant now) {
        return new Credential(
                "ASIA1",
                "secret",
                "token",
                Principal.root("000000000000"),
                "000000000000",
                expiry,
                Clock.fixed(now, ZoneOffset.UTC));
    }

    @Test
    void secretsAreNotPrinted() {
        assertThat(Credential.longTerm("AKIA1", "s3cr3t", Principal.root("000000000000"), "000000000000"))
                .asString()
                .doesNotContain("s3cr3t");
    }
}
