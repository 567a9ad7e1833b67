package sh.lfc.nv.canary.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedactionTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "https://h/k?X-Amz-Date=1&X-Amz-Signature=ab12&x=y | https://h/k?X-Amz-Date=1&X-Amz-Signature=…&x=y",
                "{\"url\":\"https://h/k?X-Amz-Signature=ab12\"} | {\"url\":\"https://h/k?X-Amz-Signature=…\"}",
                "X-Amz-Security-Token=a%2Fb\\u0026X-Amz-Date=1 | X-Amz-Security-Token=…\\u0026X-Amz-Date=1",
                "header Basic bnZjbGllbnQ6bXlz was sent | header Basic … was sent",
                "{\"password\": \"a\\\"b\", \"user\":\"u\"} | {\"password\": \"…\", \"user\":\"u\"}",
                "{\"SecretAccessKey\":\"abc\"} | {\"SecretAccessKey\":\"…\"}"
            })
    void whatLetsSomebodyInIsGone(String text, String shown) {
        assertThat(Redaction.of(text)).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({"Basic operations work", "the password is wrong", "X-Amz-SignedHeaders=host"})
    void whatLetsNobodyInStays(String text) {
        assertThat(Redaction.of(text)).isEqualTo(text);
    }
}
