package sh.lfc.nv.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sh.lfc.nv.terraform.Terraform;
import sh.lfc.nv.terraform.Variables;
import sh.lfc.nv.terraform.install.TerraformInstallation;
import sh.lfc.nv.terraform.process.Processes;
import sh.lfc.nv.terraform.stage.CopiedFolder;
import sh.lfc.nv.terraform.stage.Stages;
import sh.lfc.nv.terraform.stage.UniqueName;

/** With {@code SKIP_destroy=1} what was applied stays, and with {@code SKIP_apply=1} the next run uses it. */
class StagesTest {
    @TempDir
    private static Path folder;

    @Test
    void theSettingsHaveTheirName() throws Exception {
        var stages = Stages.in(folder);
        // What is to stay from run to run is no copy: name the configuration's own folder there.
        try (var copy = CopiedFolder.of(Path.of("terraform"), "settings");
                var processes = new Processes()) {
            var runner = Terraform.in(copy.folder(), processes).installation(TerraformInstallation.find());
            try {
                stages.run("apply", () -> {
                    var name = UniqueName.of("settings");
                    var terraform =
                            runner.variables(Variables.NONE.with("name", name)).build();
                    terraform.init();
                    terraform.applyIdempotently();
                    stages.data().save("name", name);
                    stages.data().saveOutputs("outputs", terraform.outputs());
                });
                stages.run("verify", () -> {
                    var outputs = stages.data().loadOutputs("outputs");
                    assertThat(outputs.string("name")).isEqualTo(stages.data().load("name", String.class));
                });
            } finally {
                stages.run("destroy", () -> {
                    var name = stages.data().load("name", String.class);
                    runner.variables(Variables.NONE.with("name", name)).build().destroy();
                    stages.data().clear();
                });
            }
        }
    }
}
