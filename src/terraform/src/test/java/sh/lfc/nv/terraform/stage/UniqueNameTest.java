package sh.lfc.nv.terraform.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class UniqueNameTest {
    @Test
    void namesAreValidForTheStrictestOfAwsNames() {
        assertThat(UniqueName.of("nv")).matches("nv-[a-z0-9]{6}");
        assertThat(UniqueName.of("My Test__x", 40)).matches("my-test-x-[a-z0-9]{6}");
        assertThat(UniqueName.of("a-")).matches("a-[a-z0-9]{6}");
    }

    @Test
    void aPrefixThatIsTooLongIsCut() {
        assertThat(UniqueName.of("abcd-efgh", 12)).matches("abcd-[a-z0-9]{6}").hasSize(11);
        assertThat(UniqueName.of("abcdefgh", 8)).matches("a-[a-z0-9]{6}");
        assertThat(UniqueName.of("x".repeat(100))).hasSize(63);
    }

    @Test
    void namesDiffer() {
        assertThat(IntStream.range(0, 1000).mapToObj(i -> UniqueName.of("nv"))).doesNotHaveDuplicates();
    }

    @Test
    void whatCannotBeANameIsRefused() {
        assertThatThrownBy(() -> UniqueName.of("9nv")).hasMessage("a prefix begins with a letter, not as \"9nv\" does");
        assertThatThrownBy(() -> UniqueName.of("")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> UniqueName.of("nv", 7)).hasMessage("a unique name has at least 8 characters, not 7");
    }
}
