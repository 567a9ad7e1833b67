package sh.lfc.nv.harness.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class RowTest {

    @Test
    void theMiddleOfTheRoundsIsWhatCounts() {
        assertThat(Figure.of(List.of(9, 1, 2))).isEqualTo(new Figure(2, 1, 9, 3));
        assertThat(Figure.of(List.of(4, 1, 2, 9)).median()).isEqualTo(3);
        assertThatThrownBy(() -> Figure.of(List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void ofCallsASecondMoreIsBetterAndOfSecondsLess() {
        var calls = row(Unit.PER_SECOND, 1_000, 100);
        var seconds = row(Unit.SECONDS, 2, 1);

        assertThat(calls.ratio("peer")).contains(10.0);
        assertThat(seconds.ratio("peer")).contains(0.5);
    }

    @Test
    void aGoalBesideAPeerIsMetByTheRatio() {
        assertThat(row(Unit.PER_SECOND, 1_000, 100, Goal.times("peer", 10)).isMet())
                .contains(true);
        assertThat(row(Unit.PER_SECOND, 999, 100, Goal.times("peer", 10)).isMet())
                .contains(false);
        assertThat(row(Unit.SECONDS, 2, 1, Goal.times("peer", 1)).isMet()).contains(false);
    }

    @Test
    void aGoalOfItsOwnIsALimit() {
        assertThat(row(Unit.MILLISECONDS, 5, 1, Goal.of(5)).isMet()).contains(true);
        assertThat(row(Unit.MILLISECONDS, 5.1, 1, Goal.of(5)).isMet()).contains(false);
        assertThat(row(Unit.MEGABYTES_PER_SECOND, 299, 1, Goal.of(300)).isMet()).contains(false);
    }

    @Test
    void whereThePeerIsMissingNothingIsSaidOfTheGoal() {
        var row = new Row(
                "a",
                Unit.PER_SECOND,
                Figure.of(1),
                List.of(PeerFigure.absent("peer", "not installed")),
                List.of(Goal.times("peer", 10)));

        assertThat(row.isMet()).isEmpty();
        assertThat(new Cells(row).peer("peer")).isEqualTo("not installed");
        assertThat(new Cells(row).verdict()).isEqualTo("–");
    }

    @Test
    void allGoalsThatCanBeJudgedHaveToBeMet() {
        var both = row(Unit.PER_SECOND, 1_000, 200, Goal.times("peer", 2), Goal.times("peer", 10));

        assertThat(both.isMet()).contains(false);
    }

    @Test
    void figuresAreReadable() {
        assertThat(Unit.PER_SECOND.shown(12_345.6)).isEqualTo("12,346/s");
        assertThat(Unit.MILLISECONDS.shown(1.234)).isEqualTo("1.23 ms");
        assertThat(Unit.MEGABYTES.shown(45.67)).isEqualTo("45.7 MB");
        assertThat(Goal.times("moto_server", 10).shown(Unit.PER_SECOND)).isEqualTo("≥ 10 × moto_server");
        assertThat(Goal.times("moto_server", 1).shown(Unit.SECONDS)).isEqualTo("no worse than moto_server");
        assertThat(Goal.of(1.25).shown(Unit.TIMES)).isEqualTo("≤ 1.25 ×");
    }

    static Row row(Unit unit, double ours, double peer, Goal... goals) {
        return new Row("what", unit, Figure.of(ours), List.of(PeerFigure.of("peer", Figure.of(peer))), List.of(goals));
    }
}
