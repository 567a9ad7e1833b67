package sh.lfc.nv.harness.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import sh.lfc.nv.harness.HarnessException;

class RunFactsTest {

    @Test
    void shardsAreOneRunFromTheFirstRequestToTheLastAnswer() {
        var run = RunFacts.merged(List.of(
                shard("1/2", 2_000, 9_000, true, Map.of("a", 1L)),
                shard("0/2", 1_000, 8_000, false, Map.of("a", 2L, "b", 1L))));

        assertThat(run.shard()).isEmpty();
        assertThat(run.first()).isEqualTo(1_000);
        assertThat(run.last()).isEqualTo(9_000);
        assertThat(run.passed()).isFalse();
        assertThat(run.errors()).isEqualTo(Map.of("a", 3L, "b", 1L));
    }

    @Test
    void aShardThatIsMissingOrThereTwiceIsNoticed() {
        assertThatThrownBy(() -> RunFacts.merged(List.of(shard("0/3"), shard("1/3"))))
                .isInstanceOf(HarnessException.class)
                .hasMessage("these shards are not all of a run: [0/3, 1/3]");
        assertThatThrownBy(() -> RunFacts.merged(List.of(shard("0/2"), shard("0/2"))))
                .isInstanceOf(HarnessException.class);
        assertThatThrownBy(() -> RunFacts.merged(List.of(shard("0/2")))).isInstanceOf(HarnessException.class);
        assertThat(RunFacts.merged(List.of(shard(""))).run()).isEqualTo("run");
    }

    @Test
    void shardsOfDifferentRunsAreNoRun() {
        var other = new RunFacts("list", "other", "load", "embedded", "1/2", 1, 2, true, Map.of());

        assertThatThrownBy(() -> RunFacts.merged(List.of(shard("0/2"), other)))
                .isInstanceOf(HarnessException.class)
                .hasMessage("list of run run and list of run other are not shards of one run");
    }

    private static RunFacts shard(String shard) {
        return shard(shard, 1, 2, true, Map.of());
    }

    private static RunFacts shard(String shard, long first, long last, boolean passed, Map<String, Long> errors) {
        return new RunFacts("list", "run", "load", "embedded", shard, first, last, passed, errors);
    }
}
