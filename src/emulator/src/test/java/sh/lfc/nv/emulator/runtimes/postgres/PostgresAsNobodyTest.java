package sh.lfc.nv.emulator.runtimes.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.Driver;
import sh.lfc.nv.emulator.certificates.CertificateAuthority;
import sh.lfc.nv.emulator.runtimes.ChildProcesses;
import sh.lfc.nv.emulator.runtimes.EngineUser;
import sh.lfc.nv.emulator.runtimes.LoopbackAddresses;

class PostgresAsNobodyTest {

    @TempDir
    Path folder;

    @Test
    void rootWithoutUserNamespacesRunsServersAsAnotherUser() throws Exception {
        assumeTrue("root".equals(System.getProperty("user.name")), "only root can change the user of a process");
        try (ChildProcesses processes = ChildProcesses.open(folder.resolve("running"));
                LoopbackAddresses addresses = new LoopbackAddresses()) {
            CertificateAuthority authority = CertificateAuthority.open(folder.resolve("ca"));
            LoopbackAddresses.Lease lease = addresses.take(5432);
            PostgresServer server = PostgresServer.create(
                    PostgresPrograms.open(EngineUser.nobody()),
                    processes,
                    folder.resolve("rds"),
                    new PostgresSettings(
                            "nobody",
                            lease.address(),
                            lease.port(),
                            authority.issue(List.of("nobody.rds")),
                            20,
                            true,
                            Map.of()),
                    "master",
                    "mysecretpassword",
                    "files");
            try (server) {
                server.start();

                assertThat(ProcessHandle.of(server.pid())
                                .flatMap(process -> process.info().user()))
                        .hasValueSatisfying(user -> assertThat(user).isNotEqualTo("root"));
                Properties properties = new Properties();
                properties.setProperty("user", "master");
                properties.setProperty("password", "mysecretpassword");
                properties.setProperty("sslmode", "require");
                new Driver()
                        .connect("jdbc:postgresql://" + lease + "/files", properties)
                        .close();
                server.setPassword("master", "anotherpassword");
            }
            assertThat(Files.exists(server.log().getParent(), LinkOption.NOFOLLOW_LINKS))
                    .isFalse();
        }
    }
}
