package sh.lfc.nv.emulator.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sh.lfc.nv.emulator.services.DirectCalls;

class DeliveryTest {

    private static final Duration DAY = Duration.ofDays(1);

    @TempDir
    Path data;

    private DirectCalls calls;
    private final List<Instant> attempts = new ArrayList<>();
    private String outcome = "";

    @BeforeEach
    void freeze() {
        calls = new DirectCalls(data);
        calls.platform().clock().freeze();
    }

    @AfterEach
    void end() {
        calls.close();
    }

    private void deliver(Retries retries, RuntimeException failure, int times) {
        Delivery.begin(calls.platform(), retries, new Delivery.Parcel() {
            @Override
            public void attempt(int retry) {
                attempts.add(calls.platform().clock().instant());
                if (retry < times) {
                    throw failure;
                }
            }

            @Override
            public void delivered(int retries) {
                outcome = "delivered after " + retries;
            }

            @Override
            public void givenUp(DeliveryFailure failed, int retries, String exhausted) {
                outcome = failed.code() + " after " + retries + " because of " + exhausted;
            }

            @Override
            public String shown() {
                return "parcel";
            }
        });
        calls.platform().clock().advance(DAY.multipliedBy(2));
    }

    private static DeliveryFailure passing() {
        return DeliveryFailure.passing("THROTTLING", "later");
    }

    @Test
    void whatFailsForAWhileIsTriedAgainEachTimeLater() {
        deliver(Retries.of(null, null), passing(), 4);

        assertThat(outcome).isEqualTo("delivered after 4");
        List<Long> pauses = new ArrayList<>();
        for (int i = 1; i < attempts.size(); i++) {
            pauses.add(Duration.between(attempts.get(i - 1), attempts.get(i)).toSeconds());
        }
        assertThat(pauses).containsExactly(1L, 2L, 4L, 8L);
    }

    @Test
    void retriesAreUsedUp() {
        deliver(Retries.of(2, null), passing(), 99);

        assertThat(attempts).hasSize(3);
        assertThat(outcome).isEqualTo("THROTTLING after 2 because of MaximumRetryAttempts");
    }

    @Test
    void withoutASettingThereAre185RetriesInADay() {
        deliver(Retries.of(null, null), passing(), 999);

        assertThat(attempts).hasSize(186);
        assertThat(Duration.between(attempts.get(0), attempts.get(185))).isLessThan(DAY);
        assertThat(outcome).isEqualTo("THROTTLING after 185 because of MaximumRetryAttempts");
    }

    @Test
    void whatIsTooOldIsGivenUp() {
        deliver(Retries.of(null, 60), passing(), 99);

        assertThat(Duration.between(attempts.get(0), attempts.get(attempts.size() - 1)))
                .isLessThan(Duration.ofSeconds(61));
        assertThat(outcome).endsWith("because of MaximumEventAgeInSeconds");
    }

    @Test
    void whatFailsForGoodIsNotTriedAgain() {
        deliver(Retries.of(null, null), DeliveryFailure.lasting("NO_PERMISSIONS", "never"), 99);

        assertThat(attempts).hasSize(1);
        assertThat(outcome).isEqualTo("NO_PERMISSIONS after 0 because of null");
    }

    @Test
    void aFaultOfTheDeliveryItselfIsGivenUp() {
        deliver(Retries.of(null, null), new IllegalStateException("broken"), 99);

        assertThat(attempts).hasSize(1);
        assertThat(outcome).isEqualTo("INTERNAL_ERROR after 0 because of null");
    }
}
