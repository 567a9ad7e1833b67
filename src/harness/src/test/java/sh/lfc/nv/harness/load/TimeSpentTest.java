package sh.lfc.nv.harness.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import sh.lfc.nv.harness.load.TimeSpent.Part;

class TimeSpentTest {
    private static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");

    @Test
    void theTimeOfARequestIsDividedAmongWhatItWaitedFor() {
        var spent = TimeSpent.of(
                List.of(
                        line(
                                """
                                {"requestId":"a=","routeKey":"GET /","status":"200","responseLatency":"20","integrationLatency":"15"}"""),
                        line(
                                """
                                {"requestId":"b=","routeKey":"GET /","status":"401","responseLatency":"3","integrationLatency":"-"}""")),
                Map.of(
                        "api",
                        List.of(
                                line("START RequestId: 1 Version: $LATEST"),
                                line(
                                        """
                                        {"apiRequestId":"a=","micros":9000,"cacheMicros":"1000","databaseMicros":"5000"}"""),
                                line("REPORT RequestId: 1\tDuration: 9.5 ms\tInit Duration: 612.25 ms\t"))));

        assertThat(spent.requests()).extracting(TimeSpent.Request::id).containsExactly("a=", "b=");
        var slowest = spent.requests().get(0);
        assertThat(Part.GATEWAY.of(slowest)).isEqualTo(5);
        assertThat(Part.START.of(slowest)).isEqualTo(6);
        assertThat(Part.CACHE.of(slowest)).isEqualTo(1);
        assertThat(Part.DATABASE.of(slowest)).isEqualTo(5);
        assertThat(Part.STORAGE.of(slowest)).isZero();
        assertThat(Part.FUNCTION.of(slowest)).isEqualTo(3);
        assertThat(java.util.Arrays.stream(Part.values())
                        .mapToDouble(part -> part.of(slowest))
                        .sum())
                .isCloseTo(20, within(1e-9));
        assertThat(Part.GATEWAY.of(spent.requests().get(1))).isEqualTo(3);
        assertThat(spent.starts()).isEqualTo(Map.of("api", List.of(612.25)));
    }

    @Test
    void anErrorThatNoLogKnowsIsToldOf() {
        var spent = TimeSpent.of(
                List.of(
                        line("{\"requestId\":\"a=\",\"status\":\"503\"}"),
                        line("{\"requestId\":\"b=\",\"status\":\"200\"}")),
                Map.of());

        assertThat(Whole.unknown(Map.of("503", 1L), spent)).isEmpty();
        assertThat(Whole.unknown(Map.of("503", 2L), spent))
                .containsExactly("2 times a client saw 503, and the access log has 1");
        assertThat(Whole.unknown(Map.of("none", 1L), spent))
                .containsExactly("1 times a client saw no right answer, and the access log has 0");
    }

    private static LogLine line(String text) {
        return new LogLine(NOW, text);
    }
}
