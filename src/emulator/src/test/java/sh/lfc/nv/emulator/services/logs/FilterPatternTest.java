package sh.lfc.nv.emulator.services.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilterPatternTest {

    @ParameterizedTest(name = "{0} on {1}: {2}")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "ERROR                          ; ERROR 500             ; true",
                "ERROR                          ; error 500             ; false",
                "ERROR 404                      ; ERROR 500             ; false",
                "?ERROR ?WARN                   ; a WARN                ; true",
                "?ERROR ?WARN                   ; an INFO               ; false",
                "ERROR -Exiting                 ; ERROR Exiting         ; false",
                "`\"INTERNAL SERVER ERROR\"`    ; 500 INTERNAL SERVER ERROR ; true",
                "%AUTH[0-9]+%                   ; AUTH12 failed         ; true",
            })
    void termsMatchAsTheUserGuideSays(String pattern, String message, boolean matches) {
        assertThat(FilterPattern.of(pattern).matches(message)).isEqualTo(matches);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "{ $.level = \"ERROR\" }                          ; true",
                "{ $.level != \"ERROR\" }                         ; false",
                "{ $.level = \"E*R\" }                            ; true",
                "{ $.http.status >= 500 && $.level = \"ERROR\" }  ; true",
                "{ ($.http.status < 500) || ($.ids[1] = 2) }      ; true",
                "{ $.http.status = 404 }                          ; false",
                "{ $.cause IS NULL }                              ; true",
                "{ $.absent NOT EXISTS }                          ; true",
                "{ $.retry IS TRUE }                              ; true",
            })
    void conditionsOnJsonMatchAsTheUserGuideSays(String pattern, boolean matches) {
        String message = "{\"level\":\"ERROR\",\"http\":{\"status\":503},\"ids\":[1,2],\"cause\":null,\"retry\":true}";

        assertThat(FilterPattern.of(pattern).matches(message)).isEqualTo(matches);
    }

    @Test
    void aConditionOnJsonNeverMatchesOtherText() {
        assertThat(FilterPattern.of("{ $.level != \"ERROR\" }").matches("START"))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{ $.a = ", "{ a = 1 }", "{ $.a ~ 1 }", "\"open", "{ $.a = 1 } more", "?"})
    void whatIsNoPatternIsRefused(String pattern) {
        assertThatIllegalArgumentException().isThrownBy(() -> FilterPattern.of(pattern));
    }
}
