package sh.lfc.nv.terraform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How long is waited before something is tried again. */
class RetryableErrorsTest {
    private static final RetryableErrors TIMEOUTS = RetryableErrors.matching(6, Duration.ofSeconds(5), "timeout");

    @Test
    void pausesAreEqualUnlessTheyAreToGrow() {
        assertThat(IntStream.rangeClosed(1, 3).mapToObj(TIMEOUTS::pauseAfter)).containsOnly(Duration.ofSeconds(5));
    }

    @Test
    void pausesGrowUpToALongestOne() {
        var growing = TIMEOUTS.growing(2, Duration.ofSeconds(30));

        assertThat(IntStream.rangeClosed(1, 5).mapToObj(growing::pauseAfter).map(Duration::toSeconds))
                .containsExactly(5L, 10L, 20L, 30L, 30L);
    }

    @Test
    void pausesDoNotShrink() {
        assertThatThrownBy(() -> TIMEOUTS.growing(0.5, Duration.ofSeconds(30)))
                .hasMessage("pauses grow by a factor of at least 1, not 0.5");
    }
}
