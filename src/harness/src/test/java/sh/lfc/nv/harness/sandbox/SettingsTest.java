package sh.lfc.nv.harness.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sh.lfc.nv.harness.HarnessException;
import sh.lfc.nv.harness.RefusedException;
import sh.lfc.nv.harness.RefusedException.Reason;

/** What a user lets be done in which accounts. */
class SettingsTest {
    @TempDir
    private Path folder;

    @Test
    void whatIsNotSaidHasCautiousDefaults() throws Exception {
        var settings = read(
                """
                allowed_accounts: ["000000000012", "123456789012"]
                domain: sandbox.example.com
                owner: Alice O'Hara-Smith
                """);

        assertThat(settings.allowed()).containsExactly("000000000012", "123456789012");
        assertThat(settings.owner()).isEqualTo("aliceohara");
        assertThat(settings.expiresAfter()).isEqualTo(Duration.ofHours(8));
        assertThat(settings.costLimit()).isEqualTo(5);
    }

    @Test
    void onlyAllowedAccountsAreWorkedInAndDeniedOnesNever() throws Exception {
        var settings = read(
                """
                allowed_accounts: ["123456789012", "210987654321"]
                denied_accounts: ["210987654321"]
                domain: sandbox.example.com
                """);

        settings.requireAllowed("123456789012");
        assertThatThrownBy(() -> settings.requireAllowed("210987654321"))
                .isInstanceOf(RefusedException.class)
                .hasMessage("account 210987654321 is on the list of denied accounts");
        assertThatThrownBy(() -> settings.requireAllowed("999999999999"))
                .isInstanceOfSatisfying(
                        RefusedException.class, e -> assertThat(e.reason()).isEqualTo(Reason.ACCOUNT));
    }

    @Test
    void withoutAFileNoAccountIsAllowed() {
        assertThatThrownBy(() -> Settings.read(folder.resolve("none.yaml")))
                .isInstanceOf(RefusedException.class)
                .hasMessageStartingWith("no account is allowed yet: write the ids");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            allowed_accounts: [123456789012]              | allowed_accounts must be a list of account ids of 12 digits, in quotation marks
            allowed_accounts: []                          | allowed_accounts must list the account ids
            {allowed_accounts: ["123456789012"]}          | domain must name a public hosted zone
            {allowed_accounts: ["123456789012"], domain: X.Example.com} | domain must be a lower case domain name
            {allowed_accounts: ["123456789012"], domain: a.example.com, expires_after: 8h} | expires_after must be a time such as PT8H, not "8h"
            {allowed_accounts: ["123456789012"], domain: a.example.com, cost_limit_usd: much} | cost_limit_usd must be a number of US dollars, not "much"
            {allowed_accounts: ["123456789012"], domain: a.example.com, costs: 5} | the file has an unknown key "costs"
            just words                                    | it must hold allowed_accounts and domain
            """)
    void aMistakeIsNamed(String text, String message) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(HarnessException.class)
                .hasMessageContaining(message)
                .hasMessageContaining("sandbox.yaml");
    }

    private Settings read(String text) throws IOException {
        return Settings.read(Files.writeString(folder.resolve("sandbox.yaml"), text));
    }
}
