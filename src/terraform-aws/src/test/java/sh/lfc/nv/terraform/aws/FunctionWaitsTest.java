package sh.lfc.nv.terraform.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import sh.lfc.nv.terraform.wait.HopelessException;
import sh.lfc.nv.terraform.wait.Wait;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.GetFunctionRequest;
import software.amazon.awssdk.services.lambda.model.GetFunctionResponse;
import software.amazon.awssdk.services.lambda.model.LastUpdateStatus;
import software.amazon.awssdk.services.lambda.model.State;

/** States that a function passes through, one for each look. */
class FunctionWaitsTest {
    private static final Wait WAIT = Wait.atMost(Duration.ofSeconds(30)).every(Duration.ofMillis(1));

    @Test
    void aFunctionIsActiveWhenItsUpdateIsDoneToo() throws Exception {
        var lambda = new Passing(
                c -> c.state(State.PENDING),
                c -> c.state(State.ACTIVE).lastUpdateStatus(LastUpdateStatus.IN_PROGRESS),
                c -> c.state(State.ACTIVE)
                        .lastUpdateStatus(LastUpdateStatus.SUCCESSFUL)
                        .functionName("done"));

        assertThat(new FunctionWaits(lambda, WAIT).untilActive("f").functionName())
                .isEqualTo("done");
    }

    @Test
    void aFunctionThatHasFailedIsNotWaitedFor() {
        var creation = new Passing(
                c -> c.state(State.PENDING), c -> c.state(State.FAILED).stateReason("no subnet"));
        var update = new Passing(c ->
                c.state(State.ACTIVE).lastUpdateStatus(LastUpdateStatus.FAILED).lastUpdateStatusReason("no role"));

        assertThatThrownBy(() -> new FunctionWaits(creation, WAIT).untilActive("f"))
                .isInstanceOf(HopelessException.class)
                .hasMessage("the function f has failed: no subnet");
        assertThatThrownBy(() -> new FunctionWaits(update, WAIT).untilActive("f"))
                .isInstanceOf(HopelessException.class)
                .hasMessage("the update of the function f has failed: no role");
    }

    private static final class Passing implements LambdaClient {
        private final Queue<Consumer<FunctionConfiguration.Builder>> states;

        @SafeVarargs
        @SuppressWarnings("varargs")
        Passing(Consumer<FunctionConfiguration.Builder>... states) {
            this.states = new ArrayDeque<>(List.of(states));
        }

        @Override
        public GetFunctionResponse getFunction(GetFunctionRequest request) {
            return GetFunctionResponse.builder().configuration(states.remove()).build();
        }

        @Override
        public String serviceName() {
            return "lambda";
        }

        @Override
        public void close() {
            // There is nothing to close.
        }
    }
}
