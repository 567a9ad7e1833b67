package sh.lfc.nv.harness.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import sh.lfc.nv.harness.load.Vitals.Sample;

class VitalsTest {
    private static final IntToLongFunction STEADY = second -> 500_000;
    private static final IntToLongFunction FEW = second -> 200 + second % 7;

    @Test
    void memoryThatGrowsToTheEndIsToldOf() {
        assertThat(Vitals.growing(samples(900, second -> 400_000 + 300L * second, FEW)))
                .singleElement()
                .asString()
                .startsWith("memory grew from");
        assertThat(Vitals.growing(samples(900, STEADY, FEW))).isEmpty();
    }

    @Test
    void growthWhileWarmingUpIsUsual() {
        assertThat(Vitals.growing(samples(900, second -> Math.min(200, second) * 3_000L, FEW)))
                .isEmpty();
        assertThat(Vitals.growing(samples(60, second -> 3_000L * second, FEW))).isEmpty();
    }

    @Test
    void filesThatAreNeverClosedAreToldOf() {
        assertThat(Vitals.growing(samples(900, STEADY, second -> 200 + second)))
                .containsExactly("open files grew from 537 to 987");
    }

    private static List<Sample> samples(int seconds, IntToLongFunction memory, IntToLongFunction files) {
        return IntStream.range(0, seconds)
                .mapToObj(
                        second -> new Sample(second, memory.applyAsLong(second), files.applyAsLong(second), 5, 100_000))
                .toList();
    }
}
