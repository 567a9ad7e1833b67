package sh.lfc.nv.emulator.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleTest {

    /** The first times after Wednesday, 4 March 2026, 11:00; expressions of AWS's documentation, and their like. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "cron(0 12 * * ? *)             | 2026-03-04T12:00:00Z 2026-03-05T12:00:00Z",
                "cron(0 10 * * ? *)             | 2026-03-05T10:00:00Z 2026-03-06T10:00:00Z",
                "cron(0 11 * * ? *)             | 2026-03-05T11:00:00Z 2026-03-06T11:00:00Z",
                "cron(15 12 * * ? *)            | 2026-03-04T12:15:00Z 2026-03-05T12:15:00Z",
                "cron(5,35 14 * * ? *)          | 2026-03-04T14:05:00Z 2026-03-04T14:35:00Z 2026-03-05T14:05:00Z",
                "cron(0/15 * * * ? *)           | 2026-03-04T11:15:00Z 2026-03-04T11:30:00Z",
                "cron(*/5 * * * ? *)            | 2026-03-04T11:05:00Z 2026-03-04T11:10:00Z",
                "cron(1/10 * * * ? *)           | 2026-03-04T11:01:00Z 2026-03-04T11:11:00Z 2026-03-04T11:21:00Z",
                "cron(50-55/5,58 23 * * ? *)    | 2026-03-04T23:50:00Z 2026-03-04T23:55:00Z 2026-03-04T23:58:00Z",
                "cron(0 18 ? * MON-FRI *)       | 2026-03-04T18:00:00Z 2026-03-05T18:00:00Z 2026-03-06T18:00:00Z"
                        + " 2026-03-09T18:00:00Z",
                "cron(0/5 8-17 ? * MON-FRI *)   | 2026-03-04T11:05:00Z 2026-03-04T11:10:00Z",
                "cron(0/10 * ? * MON *)         | 2026-03-09T00:00:00Z 2026-03-09T00:10:00Z",
                // Ranges that wrap around, as this one of AWS's does.
                "cron(0/30 20-2 ? * MON-FRI *)  | 2026-03-04T20:00:00Z 2026-03-04T20:30:00Z 2026-03-04T21:00:00Z"
                        + " 2026-03-04T21:30:00Z 2026-03-04T22:00:00Z 2026-03-04T22:30:00Z 2026-03-04T23:00:00Z"
                        + " 2026-03-04T23:30:00Z 2026-03-05T00:00:00Z",
                "cron(0 9 ? * FRI-MON *)        | 2026-03-06T09:00:00Z 2026-03-07T09:00:00Z 2026-03-08T09:00:00Z"
                        + " 2026-03-09T09:00:00Z 2026-03-13T09:00:00Z",
                "cron(0 0 1 NOV-FEB ? *)        | 2026-11-01T00:00:00Z 2026-12-01T00:00:00Z 2027-01-01T00:00:00Z"
                        + " 2027-02-01T00:00:00Z 2027-11-01T00:00:00Z",
                "cron(0 22-4/3 * * ? *)         | 2026-03-04T22:00:00Z 2026-03-05T01:00:00Z 2026-03-05T04:00:00Z",
                // Days of the month.
                "cron(0 8 1 * ? *)              | 2026-04-01T08:00:00Z 2026-05-01T08:00:00Z",
                "cron(0 0 1-7/2 * ? *)          | 2026-03-05T00:00:00Z 2026-03-07T00:00:00Z 2026-04-01T00:00:00Z",
                "cron(0 0 31 * ? *)             | 2026-03-31T00:00:00Z 2026-05-31T00:00:00Z 2026-07-31T00:00:00Z",
                "cron(0 0 L * ? *)              | 2026-03-31T00:00:00Z 2026-04-30T00:00:00Z 2026-05-31T00:00:00Z",
                "cron(0 0 L 2 ? *)              | 2027-02-28T00:00:00Z 2028-02-29T00:00:00Z",
                "cron(0 0 29 2 ? *)             | 2028-02-29T00:00:00Z 2032-02-29T00:00:00Z",
                "cron(30 7 3W * ? *)            | 2026-04-03T07:30:00Z 2026-05-04T07:30:00Z 2026-06-03T07:30:00Z",
                "cron(0 0 7W * ? *)             | 2026-03-06T00:00:00Z 2026-04-07T00:00:00Z",
                "cron(0 0 1W 8 ? *)             | 2026-08-03T00:00:00Z 2027-08-02T00:00:00Z",
                "cron(0 0 31W 5 ? *)            | 2026-05-29T00:00:00Z 2027-05-31T00:00:00Z",
                "cron(0 0 31W 4,5 ? *)          | 2026-05-29T00:00:00Z 2027-05-31T00:00:00Z",
                "cron(0 0 LW * ? *)             | 2026-03-31T00:00:00Z 2026-04-30T00:00:00Z 2026-05-29T00:00:00Z",
                // Days of the week, which count from Sunday.
                "cron(0 2 ? * SAT *)            | 2026-03-07T02:00:00Z 2026-03-14T02:00:00Z",
                "cron(0 9 ? * 1 *)              | 2026-03-08T09:00:00Z 2026-03-15T09:00:00Z",
                "cron(0 9 ? * 2-6 *)            | 2026-03-05T09:00:00Z 2026-03-06T09:00:00Z 2026-03-09T09:00:00Z",
                "cron(0 9 ? * L *)              | 2026-03-07T09:00:00Z 2026-03-14T09:00:00Z",
                "cron(0 2 ? * SAT#3 *)          | 2026-03-21T02:00:00Z 2026-04-18T02:00:00Z",
                "cron(0 9 ? * 3#2 *)            | 2026-03-10T09:00:00Z 2026-04-14T09:00:00Z",
                "cron(0 9 ? * 2#1 *)            | 2026-04-06T09:00:00Z 2026-05-04T09:00:00Z",
                "cron(0 9 ? * FRI#5 *)          | 2026-05-29T09:00:00Z 2026-07-31T09:00:00Z",
                "cron(15 10 ? * 6L 2019-2030)   | 2026-03-27T10:15:00Z 2026-04-24T10:15:00Z",
                "cron(15 10 ? * FRIL *)         | 2026-03-27T10:15:00Z 2026-04-24T10:15:00Z",
                // Months and years.
                "cron(0 0 ? jan mon *)          | 2027-01-04T00:00:00Z 2027-01-11T00:00:00Z",
                "cron(0/5 5 ? JAN 1-5 2027)     | 2027-01-03T05:00:00Z 2027-01-03T05:05:00Z",
                "cron(0 12 1 1 ? 2028/2)        | 2028-01-01T12:00:00Z 2030-01-01T12:00:00Z",
                "cron(59 23 31 12 ? 2199)       | 2199-12-31T23:59:00Z",
                "rate(1 hour)                   | 2026-03-04T12:00:00Z 2026-03-04T13:00:00Z",
                "rate(5 minutes)                | 2026-03-04T11:05:00Z 2026-03-04T11:10:00Z",
                "rate(7 days)                   | 2026-03-11T11:00:00Z 2026-03-18T11:00:00Z",
            })
    void theNextTimesAreFound(String expression, String times) {
        List<Instant> expected =
                Arrays.stream(times.split(" ")).map(Instant::parse).toList();

        assertThat(times(Schedule.ofRule(expression), "2026-03-04T11:00:00Z", expected.size()))
                .isEqualTo(expected);
    }

    private static List<Instant> times(Schedule schedule, String after, int most) {
        List<Instant> times = new ArrayList<>();
        Optional<Instant> next = schedule.next(Instant.parse(after));
        while (next.isPresent() && times.size() < most) {
            times.add(next.get());
            next = schedule.next(next.get());
        }
        return times;
    }

    @Test
    void someSchedulesEnd() {
        assertThat(Schedule.ofCanary("rate(0 minute)").next(Instant.EPOCH)).isEmpty();
        assertThat(Schedule.ofRule("cron(0 12 1 1 ? 2020)").next(Instant.parse("2026-03-04T12:00:00Z")))
                .isEmpty();
        assertThat(Schedule.ofRule("cron(0 0 30 2 ? *)").next(Instant.parse("2026-03-04T12:00:00Z")))
                .isEmpty();
        assertThat(Schedule.ofRule("cron(59 23 31 12 ? 2199)").next(Instant.parse("2199-12-31T23:59:00Z")))
                .isEmpty();
    }

    /** What AWS answers "Parameter ScheduleExpression is not valid." and "Invalid Schedule Expression" to, and its like. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "cron(0 12 * * * *)",
                "cron(0 12 ? * ? *)",
                "cron(7 20 * * NOT *)",
                "cron(INVALID)",
                "cron()",
                "cron(0 dummy ? * MON-FRI *)",
                "cron(71 8 1 * ? *)",
                "cron(0 12 * * ?)",
                "cron(0 0 12 * * ? *)",
                "cron(0 24 * * ? *)",
                "cron(0 0 0 * ? *)",
                "cron(0 0 32 * ? *)",
                "cron(0 0 1 13 ? *)",
                "cron(0 0 ? * 0 *)",
                "cron(0 0 ? * 8 *)",
                "cron(0 0 1 * ? 1969)",
                "cron(0 0 1 * ? 2200)",
                "cron(0 0 1 * ? 2030-2020)",
                "cron(0 0 ? * 3#1,6#3 *)",
                "cron(0 0 ? * 3#6 *)",
                "cron(0 0 1W,15W * ? *)",
                "cron(0 0 1,L * ? *)",
                "cron(? * * * ? *)",
                "cron(0/60 * * * ? *)",
                "cron(*/0 * * * ? *)",
                "cron(1, 12 * * ? *)",
                "cron(0-5-9 12 * * ? *)",
                "rate(10 seconds)",
                "rate(10 years)",
                "rate()",
                "rate(10)",
                "rate(10 minutess)",
                "rate(foo minutes)",
                "rate(-10 minutes)",
                "rate(10 MINUTES)",
                "rate( 10 minutes )",
                " rate(10 minutes)",
                "every day",
                ""
            })
    void nonsenseIsRefusedByAll(String expression) {
        for (Parser parser : List.<Parser>of(
                Schedule::ofCanary, Schedule::ofRule, text -> Schedule.ofScheduler(text, ZoneOffset.UTC))) {
            assertThatThrownBy(() -> parser.parse(expression))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("\"" + expression + "\"");
        }
    }

    private interface Parser {
        Schedule parse(String expression);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rate(1 minutes)",
                "rate(1 hours)",
                "rate(1 days)",
                "rate(10 minute)",
                "rate(10 hour)",
                "rate(10 day)",
                "rate(0 minutes)",
                "at(2026-11-20T13:00:00)"
            })
    void rulesAreStricterThanOthers(String expression) {
        assertThatThrownBy(() -> Schedule.ofRule(expression)).isInstanceOf(IllegalArgumentException.class);
        if (expression.contains("0 minutes")) {
            assertThatCode(() -> Schedule.ofCanary(expression)).doesNotThrowAnyException();
        } else {
            assertThatCode(() -> Schedule.ofScheduler(expression, ZoneOffset.UTC))
                    .doesNotThrowAnyException();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "at(2021-12-31T23:59:59Z)",
                "at(2021-12-31)",
                "at(2021-02-29T00:00:00)",
                "at(2021-12-31 23:59:59)",
                "at()",
                "rate(0 minutes)"
            })
    void whatIsNoTimeIsRefused(String expression) {
        assertThatThrownBy(() -> Schedule.ofScheduler(expression, ZoneOffset.UTC))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"" + expression + "\"");
    }

    /**
     * "Daylight savings time on EventBridge Scheduler": a time that does not exist is skipped, one that exists twice is
     * due once. New York's clocks are put forward on 8 March 2026 at 2:00 and back on 1 November at 2:00.
     */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "cron(0 12 * * ? *)    | 2026-03-07T00:00:00Z | 2026-03-07T17:00:00Z 2026-03-08T16:00:00Z",
                "cron(30 2 * * ? *)    | 2026-03-07T00:00:00Z | 2026-03-07T07:30:00Z 2026-03-09T06:30:00Z",
                "cron(0 * * * ? *)     | 2026-03-08T05:30:00Z | 2026-03-08T06:00:00Z 2026-03-08T07:00:00Z",
                "cron(30 1 * * ? *)    | 2026-10-31T12:00:00Z | 2026-11-01T05:30:00Z 2026-11-02T06:30:00Z",
                "cron(0/30 * * * ? *)  | 2026-11-01T05:00:00Z | 2026-11-01T05:30:00Z 2026-11-01T07:00:00Z",
                "cron(* * * * ? *)     | 2026-11-01T05:59:00Z | 2026-11-01T07:00:00Z 2026-11-01T07:01:00Z",
                "at(2026-07-04T09:00:00) | 2026-03-07T00:00:00Z | 2026-07-04T13:00:00Z",
                "at(2026-03-08T02:30:00) | 2026-03-07T00:00:00Z | 2026-03-08T07:30:00Z",
                "at(2026-11-01T01:30:00) | 2026-03-07T00:00:00Z | 2026-11-01T05:30:00Z",
                "rate(1 day)           | 2026-03-07T17:00:00Z | 2026-03-08T17:00:00Z 2026-03-09T17:00:00Z",
            })
    void schedulesFollowTheClocksOfTheirZone(String expression, String after, String times) {
        List<Instant> expected =
                Arrays.stream(times.split(" ")).map(Instant::parse).toList();

        assertThat(times(Schedule.ofScheduler(expression, ZoneId.of("America/New_York")), after, expected.size()))
                .isEqualTo(expected);
    }

    @Test
    void aDayThatWasNeverIsSkipped() {
        Schedule everyMinute = Schedule.ofScheduler("cron(* * * * ? *)", ZoneId.of("Pacific/Apia"));

        assertThat(everyMinute.next(Instant.parse("2011-12-30T09:59:00Z")))
                .contains(Instant.parse("2011-12-30T10:00:00Z"));
    }

    @Test
    void aRateWithAFirstTimeKeepsToIt() {
        Schedule rate = ((Rate) Schedule.ofRule("rate(5 minutes)")).from(Instant.parse("2026-03-04T11:02:00Z"));

        assertThat(times(rate, "2026-03-04T10:00:00Z", 2))
                .containsExactly(Instant.parse("2026-03-04T11:02:00Z"), Instant.parse("2026-03-04T11:07:00Z"));
        assertThat(rate.next(Instant.parse("2026-03-04T12:00:00Z"))).contains(Instant.parse("2026-03-04T12:02:00Z"));
    }

    @Test
    void boundsAreIncluded() {
        Schedule noon = Schedule.ofRule("cron(0 12 * * ? *)")
                .between(Instant.parse("2026-03-06T12:00:00Z"), Instant.parse("2026-03-08T12:00:00Z"));

        assertThat(times(noon, "2026-03-01T00:00:00Z", 9))
                .containsExactly(
                        Instant.parse("2026-03-06T12:00:00Z"),
                        Instant.parse("2026-03-07T12:00:00Z"),
                        Instant.parse("2026-03-08T12:00:00Z"));
    }
}
