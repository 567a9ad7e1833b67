package sh.lfc.nv.harness.summary;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LogTextTest {

    @Test
    void aLineForMachinesBeginsWithWhatHappened() {
        assertThat(
                        LogText.of(
                                """
                                {"timestamp":"2026-11-29T09:27:24Z","micros":12,"level":"INFO","message":"Request answered","cache":"-"}"""))
                .isEqualTo("INFO Request answered  micros=12");
    }

    @Test
    void ofAStackOnlyTheTopIsShown() {
        assertThat(
                        LogText.of(
                                """
                                {"message":"No","stackTrace":"E: no\\n\\tat a\\n\\tat b\\n\\tat c\\n\\tat d\\n\\tat e"}"""))
                .isEqualTo("No\n  E: no\n  at a\n  at b\n  at c\n  at d");
    }

    @Test
    void aLineForPeopleStaysAsItIsUnlessItIsLong() {
        assertThat(LogText.of("REPORT RequestId: 1\tDuration: 2 ms")).isEqualTo("REPORT RequestId: 1\tDuration: 2 ms");
        assertThat(LogText.of("{no JSON")).isEqualTo("{no JSON");
        assertThat(LogText.of("x".repeat(5_000))).hasSize(1_201).endsWith("…");
    }
}
