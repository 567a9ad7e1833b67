package sh.lfc.nv.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProfileTest {

    @Test
    void usersCountHalfWhileTheyAreRampedUp() {
        var profile = new Profile(Profile.Kind.LOAD, 20, Duration.ofSeconds(10), Duration.ofSeconds(30));

        assertThat(profile.offered()).isEqualTo(20 * 35 / 40.0);
    }

    @Test
    void withoutARampThereIsNoneToInject() {
        var profile = new Profile(Profile.Kind.SMOKE, 2, Duration.ZERO, Duration.ofSeconds(3));

        assertThat(profile.users(new Shard(0, 1), 1)).hasSize(1);
        assertThat(profile.offered()).isEqualTo(2);
    }

    @Test
    void whatIsNoProfileIsRefusedWithThoseThatThereAre() {
        assertThatThrownBy(() -> Profile.Kind.named("heavy"))
                .hasMessage("profile must be one of [smoke, load, stress, soak], not heavy");
    }
}
