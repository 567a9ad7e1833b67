package sh.lfc.nv.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import sh.lfc.nv.terraform.process.Processes;
import sh.lfc.nv.terraform.testing.RealTerraform;

/** Values that nobody but Terraform may see. */
class SecretsTest {
    private static final String SECRET = "correct-horse-battery-staple";

    @TempDir
    private Path folder;

    /** The provisioner looks at every process of the machine while Terraform, with the secret, runs. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void aSecretIsInNoCommandLineAndInNoLog() throws Exception {
        try (var processes = new Processes()) {
            var real = new RealTerraform(folder, processes);
            var terraform = real.builder(
                            """
                            variable "password" {
                              type      = string
                              sensitive = true
                            }
                            resource "terraform_data" "one" {
                              input = var.password
                              provisioner "local-exec" {
                                command = "cat /proc/[0-9]*/cmdline 2>/dev/null | tr '\\\\0' ' ' > '${path.module}/processes'; true"
                              }
                            }
                            output "password" {
                              value     = var.password
                              sensitive = true
                            }
                            """)
                    .variables(Variables.NONE.with("password", SECRET))
                    .log(folder.resolve("terraform.log"))
                    .build();
            terraform.init();

            terraform.apply();
            terraform.show(terraform.plan());
            terraform.showState();

            assertThat(terraform.outputs().string("password")).isEqualTo(SECRET);
            assertThat(real.read("processes"))
                    .contains("terraform apply -json", "-var-file=")
                    .doesNotContain(SECRET);
            assertThat(real.read("terraform.log")).contains("apply").doesNotContain(SECRET);
        }
    }
}
