package sh.lfc.nv.emulator.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SchedulerTest {

    /** More at once than there are workers ended the scheduler before. */
    @Test
    void workThatFindsAllWorkersBusyIsDoneLater() throws InterruptedException {
        int number = Scheduler.MAX_WORKERS + 50;
        CountDownLatch busy = new CountDownLatch(1);
        CountDownLatch allWorkersAreBusy = new CountDownLatch(Scheduler.MAX_WORKERS);
        CountDownLatch done = new CountDownLatch(number);
        try (Scheduler scheduler = new Scheduler(new EmulatorClock())) {
            for (int i = 0; i < number; i++) {
                scheduler.run(() -> {
                    allWorkersAreBusy.countDown();
                    await(busy);
                    done.countDown();
                });
            }
            allWorkersAreBusy.await();
            busy.countDown();

            assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
