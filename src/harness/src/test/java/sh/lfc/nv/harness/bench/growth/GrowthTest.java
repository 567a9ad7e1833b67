package sh.lfc.nv.harness.bench.growth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import sh.lfc.nv.harness.bench.report.Chart.Point;

class GrowthTest {

    @Test
    void aPathThatStaysTheSameGrowsLessThanALogarithm() {
        assertThat(growth(size -> 200)).isLessThan(1);
    }

    @Test
    void aPathInTheLogarithmGrowsLikeIt() {
        assertThat(growth(size -> 3 * Math.log(size))).isBetween(0.999, 1.001);
    }

    @Test
    void aPathThatLooksAtEverythingIsNoticed() {
        assertThat(growth(size -> size)).isGreaterThan(Growth.NOISE);
        assertThat(growth(Math::sqrt)).isGreaterThan(Growth.NOISE);
    }

    @Test
    void anythingThatGrowsWithTheSizeIsNoticedOnceItIsHalfOfTheTime() {
        assertThat(growth(size -> 100_000 + size)).isGreaterThan(Growth.NOISE);
        assertThat(growth(size -> 1_000_000 + size)).isLessThan(Growth.NOISE);
    }

    @Test
    void growthInTheMiddleIsNotHiddenByWhatComesAfter() {
        assertThat(growth(size -> size == 10_000 ? 1_000 : 100)).isGreaterThan(Growth.NOISE);
    }

    private static double growth(DoubleUnaryOperator time) {
        return new Growth(DoubleStream.of(1_000, 10_000, 100_000)
                        .mapToObj(size -> new Point(size, time.applyAsDouble(size)))
                        .toList())
                .besideLogarithm();
    }
}
