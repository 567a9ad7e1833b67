package sh.lfc.nv.service.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

class SpentTest {

    @AfterEach
    void nothingStays() {
        MDC.clear();
    }

    @Test
    void waitingTwiceForTheSameThingIsAddedUp() {
        try (RequestLog ignored = RequestLog.of("id")) {
            MDC.put("databaseMicros", "1000000");

            Spent.on("database").close();

            assertThat(Long.parseLong(MDC.get("databaseMicros"))).isBetween(1_000_000L, 2_000_000L);
        }
    }

    @Test
    void nothingOfARequestIsOnTheLinesOfTheNext() {
        try (RequestLog ignored = RequestLog.of("id")) {
            Spent.on("cache").close();
            assertThat(MDC.get("cacheMicros")).isNotNull();
        }

        assertThat(MDC.getCopyOfContextMap()).isNullOrEmpty();
    }

    @Test
    void outsideOfARequestNothingIsKept() {
        Spent.on("cache").close();

        assertThat(MDC.get("cacheMicros")).isNull();
    }
}
