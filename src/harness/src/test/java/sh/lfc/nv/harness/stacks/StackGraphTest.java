package sh.lfc.nv.harness.stacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import sh.lfc.nv.harness.HarnessException;
import sh.lfc.nv.harness.stacks.Stack.Early;

class StackGraphTest {
    private final StackGraph graph = new StackGraph(List.of(
            stack("frontend", "vpc", "secrets"), stack("vpc", "state"), stack("secrets", "state"), stack("state")));

    @Test
    void stacksAreAppliedAfterWhatTheyDependOn() {
        assertThat(graph.applyOrder()).extracting(Stack::name).containsExactly("state", "secrets", "vpc", "frontend");
    }

    @Test
    void stacksAreDestroyedBeforeWhatTheyDependOn() {
        assertThat(graph.destroyOrder()).extracting(Stack::name).containsExactly("frontend", "vpc", "secrets", "state");
    }

    @Test
    void aStackBringsAlongWhatItNeedsAndNothingElse() {
        assertThat(graph.upTo(List.of("vpc")).applyOrder())
                .extracting(Stack::name)
                .containsExactly("state", "vpc");
    }

    @Test
    void aStackTakesAlongWhatNeedsIt() {
        assertThat(graph.from(List.of("vpc")).destroyOrder())
                .extracting(Stack::name)
                .containsExactly("frontend", "vpc");
    }

    @Test
    void aCircleIsRefusedAndShown() {
        assertThatThrownBy(() -> new StackGraph(List.of(stack("a", "b"), stack("b", "c"), stack("c", "b"))))
                .isInstanceOf(HarnessException.class)
                .hasMessage("the stacks depend on each other in a circle: b → c → b");
    }

    @Test
    void anUnknownDependencyIsRefusedAndNamed() {
        assertThatThrownBy(() -> new StackGraph(List.of(stack("a", "z"))))
                .hasMessage("stack \"a\" depends on \"z\", which is not listed; there are: a");
    }

    @Test
    void anUnknownStackIsNamedWithThoseThatExist() {
        assertThatThrownBy(() -> graph.upTo(List.of("vcp")))
                .hasMessage("there is no stack \"vcp\"; there are: frontend, vpc, secrets, state");
    }

    @Test
    void aNameUsedTwiceIsRefused() {
        assertThatThrownBy(() -> new StackGraph(List.of(stack("a"), stack("a"))))
                .hasMessage("stack \"a\" is listed twice");
    }

    @Test
    void whatIsEarlyIsAStepThatItsStackWaitsFor() {
        var early = new Stack(
                "bucket",
                Set.of("vpc", "database"),
                "",
                Optional.of(new Early(Set.of("vpc"), List.of("a.b"))),
                Stack.USUAL);
        var steps = new StackGraph(List.of(early, stack("vpc"), stack("database", "vpc"))).withEarlySteps();

        assertThat(steps.stack("bucket, early").dependsOn()).containsExactly("vpc");
        assertThat(steps.stack("bucket").dependsOn()).containsExactly("bucket, early", "database", "vpc");
        assertThat(steps.stack("database").dependsOn()).containsExactly("vpc");
    }

    @Test
    void nothingIsEarlyThatWaitsForMoreThanItsStack() {
        var early = new Stack("a", Set.of(), "", Optional.of(new Early(Set.of("b"), List.of("c.d"))), Stack.USUAL);

        assertThatThrownBy(() -> new StackGraph(List.of(early, stack("b"))))
                .hasMessage("early of stack \"a\" waits for \"b\", on which the stack does not depend");
    }

    static Stack stack(String name, String... dependencies) {
        return new Stack(name, Set.of(dependencies), "");
    }
}
