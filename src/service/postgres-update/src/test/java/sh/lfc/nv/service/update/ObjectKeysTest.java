package sh.lfc.nv.service.update;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectKeysTest {

    @ParameterizedTest
    @CsvSource({
        "plain.txt, plain.txt",
        "a+b, a b",
        "a%2Bb, a+b",
        "a%2bb, a+b",
        "100%25, 100%",
        "%C3%BCber%2Fgr%C3%B6%C3%9Fe, über/größe",
        "%F0%9F%98%80, 😀",
        "a/b%3Fc%26d%3De, a/b?c&d=e",
        "ü, ü"
    })
    void keysAreDecodedAsFormsAre(String encoded, String key) {
        assertThat(ObjectKeys.decode(encoded)).isEqualTo(key);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "a%2", "%zz", "%-1", "%FF", "%C3", "%ED%A0%80"})
    void whatIsNotTheEncodingOfTextIsABadRecord(String encoded) {
        assertThatThrownBy(() -> ObjectKeys.decode(encoded)).isInstanceOf(BadRecordException.class);
    }
}
