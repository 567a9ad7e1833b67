package sh.lfc.nv.emulator.realism;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import sh.lfc.nv.emulator.Emulator;

class DelaysTest {

    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

    @Test
    void aTenthOfTheTimesIsATenth() {
        assertThat(new Delays(0.1).of(Delay.NAT_GATEWAY_CREATION)).isEqualTo(Duration.ofSeconds(9));
        assertThat(Delays.NONE.of(Delay.NAT_GATEWAY_CREATION)).isZero();
    }

    @Test
    void aScaleBelowZeroIsRefused() {
        assertThatThrownBy(() -> Emulator.builder().realistic(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Emulator.builder().realistic(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void eachChangeIsKnownItsOwnTimeLater() {
        Lagging<String> late = new Lagging<>(Duration.ofSeconds(10));
        late.changes(NOON, "first");
        late.changes(NOON.plusSeconds(5), "second");

        assertThat(late.known(NOON.plusSeconds(9), "third")).isEqualTo("first");
        assertThat(late.known(NOON.plusSeconds(10), "third")).isEqualTo("second");
        assertThat(late.isKnown(NOON.plusSeconds(14))).isFalse();
        assertThat(late.known(NOON.plusSeconds(15), "third")).isEqualTo("third");
        assertThat(late.isKnown(NOON.plusSeconds(15))).isTrue();
    }
}
