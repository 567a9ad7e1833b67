package sh.lfc.nv.harness.localstack.beside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sh.lfc.nv.harness.RefusedException;

class ServerTest {
    @Test
    void isWrittenAsHostAndPort() {
        assertThat(Server.parse("172.17.0.1:5432")).isEqualTo(new Server("172.17.0.1", 5432));
        assertThat(Server.parse("host.docker.internal:6379")).hasToString("host.docker.internal:6379");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "localhost", ":5432", "localhost:", "localhost:0", "localhost:65536", "redis://a:1", "a b:1"
            })
    void anythingElseIsRefused(String text) {
        assertThatThrownBy(() -> Server.parse(text))
                .isInstanceOf(RefusedException.class)
                .hasMessageStartingWith("a server is a host and its port")
                .hasMessageEndingWith("not " + text);
    }
}
