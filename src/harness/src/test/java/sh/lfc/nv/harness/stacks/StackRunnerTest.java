package sh.lfc.nv.harness.stacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static sh.lfc.nv.harness.stacks.StackGraphTest.stack;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class StackRunnerTest {
    private final StackGraph diamond = new StackGraph(
            List.of(stack("state"), stack("left", "state"), stack("right", "state"), stack("top", "left", "right")));
    private final List<String> done = new CopyOnWriteArrayList<>();

    @Test
    void independentStacksAreAppliedAtTheSameTime() throws InterruptedException {
        var both = new CountDownLatch(2);

        new StackRunner(2).apply(diamond, stack -> {
            if (stack.name().equals("left") || stack.name().equals("right")) {
                both.countDown();
                assertThat(both.await(5, TimeUnit.SECONDS)).isTrue();
            }
            done.add(stack.name());
        });

        assertThat(done).startsWith("state").endsWith("top").hasSize(4);
    }

    @Test
    void oneAtATimeIsTheOrderOfTheGraph() throws InterruptedException {
        new StackRunner(1).apply(diamond, stack -> done.add(stack.name()));

        assertThat(done).containsExactly("state", "left", "right", "top");
    }

    @Test
    void destroyingGoesTheOtherWay() throws InterruptedException {
        new StackRunner(2).destroy(diamond, stack -> done.add(stack.name()));

        assertThat(done).startsWith("top").endsWith("state").hasSize(4);
    }

    @Test
    void afterAFailureNothingNewBeginsAndTheFailureIsThrown() {
        assertThatThrownBy(() -> new StackRunner(1).apply(diamond, stack -> {
                    done.add(stack.name());
                    if (stack.name().equals("left")) {
                        throw new IllegalStateException("left fell");
                    }
                }))
                .hasMessage("left fell");

        assertThat(done).doesNotContain("top");
    }

    @Test
    void interruptingTheCallerInterruptsWhatRuns() throws InterruptedException {
        var started = new CountDownLatch(1);
        var interrupted = new AtomicBoolean();
        var runner = new Thread(() -> {
            try {
                new StackRunner(2).apply(diamond, stack -> {
                    started.countDown();
                    try {
                        Thread.sleep(60_000);
                    } catch (InterruptedException e) {
                        interrupted.set(true);
                        throw e;
                    }
                });
            } catch (InterruptedException expected) {
                done.add("interrupted");
            }
        });
        runner.start();
        started.await();

        runner.interrupt();
        runner.join(5_000);

        assertThat(interrupted).isTrue();
        assertThat(done).containsExactly("interrupted");
    }
}
