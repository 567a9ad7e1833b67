package sh.lfc.nv.harness.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import sh.lfc.nv.harness.checkout.Checkout;
import sh.lfc.nv.harness.deploy.Deployment;
import sh.lfc.nv.harness.localstack.beside.Beside;
import sh.lfc.nv.harness.localstack.beside.Engine;
import sh.lfc.nv.harness.localstack.beside.Server;
import sh.lfc.nv.harness.localstack.beside.StacksBeside;
import sh.lfc.nv.terraform.BackendConfig;
import sh.lfc.nv.terraform.Terraform;
import sh.lfc.nv.terraform.install.TerraformInstallation;
import sh.lfc.nv.terraform.process.Environment;
import sh.lfc.nv.terraform.process.Processes;

/** Terraform itself on the stacks with what is overridden for servers beside AWS. */
class OverridesIT {
    private static final Checkout CHECKOUT = Checkout.around(Path.of(""));
    private static final Server SERVER = new Server("10.0.0.1", 5432);
    private static final Map<Engine, Server> BOTH = Map.of(Engine.POSTGRES, SERVER, Engine.REDIS, SERVER);

    private static TerraformInstallation installation;

    @TempDir
    Path folder;

    @BeforeAll
    static void findTerraform() throws Exception {
        installation = Deployment.installation(CHECKOUT, Optional.empty());
    }

    static Stream<Arguments> stacks() {
        return Stream.of(
                Arguments.of("postgres", BOTH),
                Arguments.of("elasticache", BOTH),
                Arguments.of("s3-storage", BOTH),
                Arguments.of("frontend", BOTH),
                Arguments.of("frontend", Map.of(Engine.POSTGRES, SERVER)),
                Arguments.of("frontend", Map.of(Engine.REDIS, SERVER)));
    }

    @ParameterizedTest
    @MethodSource("stacks")
    void areMergedIntoAValidConfiguration(String stack, Map<Engine, Server> servers) throws Exception {
        var stacks = new StacksBeside(CHECKOUT, folder.resolve("copy"), new Beside(servers, Map.of()));
        try (var processes = new Processes()) {
            var terraform = terraform(stacks.checkout().stack(stack), processes);
            terraform.init(BackendConfig.NONE);

            assertThat(terraform.validate()).isEmpty();
        }
    }

    @Test
    void areFormatted() throws Exception {
        try (var processes = new Processes()) {
            assertThat(terraform(CHECKOUT.root().resolve("localstack/overrides"), processes)
                            .unformatted())
                    .isEmpty();
        }
    }

    private Terraform terraform(Path directory, Processes processes) {
        return Terraform.in(directory, processes)
                .installation(installation)
                .environment(Environment.inherited()
                        .without(name -> name.startsWith("TF_") || name.startsWith("AWS_"))
                        .with(installation.environment())
                        .with("TF_DATA_DIR", folder.resolve("data").toString()))
                .build();
    }
}
