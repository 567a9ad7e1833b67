package sh.lfc.nv.emulator.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleTest {

    /** Expressions of AWS's own documentation, and the letters that plain cron does not have. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "cron(0 12 * * ? *)       | 2026-03-04T12:00:00Z",
                "cron(15 10 ? * 6L 2026)  | 2026-03-27T10:15:00Z",
                "cron(0 18 ? * MON-FRI *) | 2026-03-04T18:00:00Z",
                "cron(0/10 * ? * MON *)   | 2026-03-09T00:00:00Z",
                "cron(0 8 1 * ? *)        | 2026-04-01T08:00:00Z",
                "cron(0 9 ? * 2#1 *)      | 2026-04-06T09:00:00Z",
                "cron(30 7 3W * ? *)      | 2026-04-03T07:30:00Z",
                "cron(0 0 L * ? *)        | 2026-03-31T00:00:00Z",
                "cron(5,35 14 * * ? *)    | 2026-03-04T14:05:00Z",
                "rate(1 hour)             | 2026-03-04T12:00:00Z",
                "rate(5 minutes)          | 2026-03-04T11:05:00Z",
            })
    void theNextTimeIsFound(String expression, Instant next) {
        assertThat(Schedule.parse(expression).next(Instant.parse("2026-03-04T11:00:00Z")))
                .contains(next);
    }

    @Test
    void aTimeThatIsDueIsNotTheNextOne() {
        assertThat(Schedule.parse("cron(0 12 * * ? *)").next(Instant.parse("2026-03-04T12:00:00Z")))
                .contains(Instant.parse("2026-03-05T12:00:00Z"));
    }

    @Test
    void someSchedulesEnd() {
        assertThat(Schedule.parse("rate(0 minute)").next(Instant.EPOCH)).isEmpty();
        assertThat(Schedule.parse("cron(0 12 1 1 ? 2020)").next(Instant.parse("2026-03-04T12:00:00Z")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cron(0 12 * * * *)",
                "cron(0 12 * * ?)",
                "cron(61 12 * * ? *)",
                "cron(0 0 12 * * ? *)",
                "rate(5)",
                "rate(-1 hours)",
                "every day",
                ""
            })
    void nonsenseIsRefused(String expression) {
        assertThatThrownBy(() -> Schedule.parse(expression))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"" + expression + "\"");
    }
}
