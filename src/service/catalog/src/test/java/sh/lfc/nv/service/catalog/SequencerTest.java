package sh.lfc.nv.service.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SequencerTest {

    @ParameterizedTest
    @CsvSource({
        "0055AED6DCD90281E5, 0055AED6DCD90281E6, -1",
        "0055AED6DCD90281E5, 0055aed6dcd90281e5, 0",
        "0055AED6DCD90281E5, 0055AED6DCD90281E500, 0",
        "0055AED6DCD90281E5, 0055AED6DCD90281E501, -1",
        "9, 10, 1",
        "A, 0FFFFFFFFFFF, 1",
        "00, 0, 0"
    })
    void theShorterOneIsFilledUpWithZerosOnItsRight(String one, String other, int order) {
        assertThat(Integer.signum(new Sequencer(one).compareTo(new Sequencer(other))))
                .isEqualTo(order);
        assertThat(Integer.signum(new Sequencer(other).compareTo(new Sequencer(one))))
                .isEqualTo(-order);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "12G", "-1", "0x12", "１"})
    void whatIsNotHexadecimalIsRefused(String digits) {
        assertThatThrownBy(() -> new Sequencer(digits)).isInstanceOf(IllegalArgumentException.class);
    }
}
