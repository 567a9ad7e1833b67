package sh.lfc.nv.harness.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;
import sh.lfc.nv.harness.HarnessException;
import sh.lfc.nv.harness.localstack.beside.DatabaseLogin;
import sh.lfc.nv.harness.localstack.beside.Engine;

/** Containers up to the point at which an engine would run them. */
class DatabaseContainersTest {
    private static final DatabaseLogin LOGIN = new DatabaseLogin("somebody", "hidden", "files");

    @Test
    void postgresSpeaksTlsAndKnowsTheLoginWhichIsOnNoCommandLine() {
        var container = (PostgreSQLContainer)
                DatabaseContainers.container(Engine.POSTGRES, DockerImageName.parse("mirror/postgres:14"), LOGIN);

        assertThat(String.join(" ", container.getCommandParts()))
                .startsWith("postgres ")
                .contains("-c ssl=on", "-c ssl_cert_file=", "-c ssl_key_file=")
                .doesNotContain("hidden");
        assertThat(container.getUsername()).isEqualTo("somebody");
        assertThat(container.getPassword()).isEqualTo("hidden");
        assertThat(container.getDatabaseName()).isEqualTo("files");
        assertThat(container.getExposedPorts()).containsExactly(5432);
    }

    @Test
    void redisKeepsNothing() {
        var container = DatabaseContainers.container(Engine.REDIS, DockerImageName.parse("redis:7"), LOGIN);

        assertThat(container.getCommandParts()).containsExactly("redis-server", "--save", "", "--appendonly", "no");
        assertThat(container.getExposedPorts()).containsExactly(6379);
    }

    @Test
    void functionsOfAnEndpointFindTheEnginesHostAtItsBridgeOrByDockerDesktopsName() {
        assertThat(DatabaseContainers.host("Ubuntu 24.04 LTS", List.of("172.17.0.1", "fd00::1")))
                .isEqualTo("172.17.0.1");
        assertThat(DatabaseContainers.host("Docker Desktop", List.of("172.17.0.1")))
                .isEqualTo("host.docker.internal");
        assertThatThrownBy(() -> DatabaseContainers.host("other", List.of()))
                .isInstanceOf(HarnessException.class)
                .hasMessageEndingWith("name them with --postgres and --redis");
    }
}
