package sh.lfc.nv.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PromisesTest {

    @ParameterizedTest
    @ValueSource(strings = {"embedded", "aws", "live"})
    void everyTargetPromisesSomethingForEverySimulationAndProfile(String target) {
        for (var simulation : List.of("list", "download", "upload-list-download", "cold-start", "cache")) {
            for (var kind : Profile.Kind.values()) {
                var promises = Promises.of(target, simulation, kind);

                assertThat(promises.failedPercent()).isBetween(0.0, 1.0);
                assertThat(promises.p95()).isPositive().isLessThanOrEqualTo(promises.p99());
                assertThat(promises.assertions(10)).hasSize(4);
            }
        }
    }

    @Test
    void whatIsSaidOfASimulationOrAProfileComesBeforeWhatIsSaidOfAll() {
        assertThat(Promises.of("embedded", "list", Profile.Kind.LOAD).p95()).isEqualTo(250);
        assertThat(Promises.of("embedded", "list", Profile.Kind.STRESS).p95()).isEqualTo(5_000);
        assertThat(Promises.of("embedded", "upload-list-download", Profile.Kind.LOAD)
                        .p95())
                .isEqualTo(500);
    }

    @Test
    void aTargetOfWhichNothingIsKnownIsRefused() {
        assertThatThrownBy(() -> Promises.of("moon", "list", Profile.Kind.LOAD))
                .hasMessage("nothing is promised for a target moon");
    }
}
