package sh.lfc.nv.terraform.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sh.lfc.nv.terraform.Terraform;
import sh.lfc.nv.terraform.process.Environment;
import sh.lfc.nv.terraform.process.Processes;
import sh.lfc.nv.terraform.testing.RealTerraform;

class ConfigurationCheckTest {
    private final Processes processes = new Processes();

    @TempDir
    private Path root;

    @AfterEach
    void endEverything() {
        processes.close();
    }

    @Test
    void everyConfigurationIsCheckedAndNothingIsLeftBehind() throws Exception {
        var real = new RealTerraform(root, processes);
        real.write("good/main.tf", "module \"m\" {\n  source = \"../modules/m\"\n}\n");
        real.write("modules/m/main.tf", "resource \"terraform_data\" \"one\" {}\n");
        real.write("ugly/main.tf", "output \"a\" {\nvalue = 1\n}\n");
        real.write("wrong/main.tf", "output \"a\" {\n  value = var.nothing\n}\n");
        real.write("broken/main.tf", "output \"a\" {\n");

        var report = check().run();

        assertThat(report.findings())
                .extracting(finding -> finding.folder() + " " + finding.isClean())
                .containsExactly("broken false", "good true", "modules/m true", "ugly false", "wrong false");
        assertThat(report.sentences())
                .anyMatch(s -> s.equals("ugly: main.tf is not formatted"))
                .anyMatch(s -> s.startsWith("wrong: Reference to undeclared input variable (main.tf:2): "))
                .anyMatch(s -> s.startsWith("broken: Unclosed configuration block"));
        assertThatThrownBy(report::requireClean)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("ugly: main.tf is not formatted");
        try (var files = Files.walk(root)) {
            assertThat(files.filter(Files::isRegularFile)).hasSize(5);
        }
        check().without("ugly").without("wrong").without("broken").run().requireClean();
    }

    @Test
    void nothingToCheckIsAFailure() throws Exception {
        assertThatThrownBy(check().run()::requireClean).hasMessage("there is no configuration to check");
    }

    private ConfigurationCheck check() {
        return ConfigurationCheck.below(root, folder -> Terraform.in(folder, processes)
                .binary(Path.of("terraform"))
                .environment(Environment.inherited().without(name -> name.startsWith("TF_"))));
    }
}
