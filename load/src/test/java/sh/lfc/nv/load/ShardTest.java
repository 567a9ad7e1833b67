package sh.lfc.nv.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShardTest {

    @ParameterizedTest
    @CsvSource({"10, 1", "10, 3", "2, 5", "0, 2", "1000, 7"})
    void allPartsTogetherAreTheWhole(int users, int count) {
        var parts = IntStream.range(0, count)
                .map(index -> new Shard(index, count).of(users))
                .toArray();

        assertThat(IntStream.of(parts).sum()).isEqualTo(users);
        assertThat(IntStream.of(parts).max().orElseThrow()
                        - IntStream.of(parts).min().orElseThrow())
                .isLessThanOrEqualTo(1);
    }

    @Test
    void eachTakesAnEqualShareOfTheRate() {
        assertThat(Shard.parse("1/4").of(20.0)).isEqualTo(5.0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "4/4", "-1/4", "0/0", "0/1001", "a/b", "1/2/3", "0/"})
    void whatIsNoShardIsRefused(String text) {
        assertThatThrownBy(() -> Shard.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("INDEX/COUNT");
    }
}
