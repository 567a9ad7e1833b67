package sh.lfc.nv.examples;

import static sh.lfc.nv.terraform.plan.PlanAssert.assertThatPlan;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import sh.lfc.nv.terraform.Scope;
import sh.lfc.nv.terraform.Variables;
import sh.lfc.nv.terraform.junit.Configurations;
import sh.lfc.nv.terraform.junit.TerraformExtension;

/** Plans of a configuration that needs no provider. */
@ExtendWith(TerraformExtension.class)
class PlanTest {
    @Test
    void aPlanSaysWhatItWouldDo(Configurations configurations) throws Exception {
        var terraform = configurations.copyOf(
                Path.of("terraform"), "settings", runner -> runner.variables(Variables.NONE.with("name", "first")));
        terraform.init();

        assertThatPlan(terraform.planWithValues())
                .creates("terraform_data.settings")
                .after("/input", "first")
                .unknownUntilApplied("/id")
                .adds(1, 0, 0)
                .changesOutput("name");

        terraform.apply();

        assertThatPlan(terraform.plan()).isEmpty();
        assertThatPlan(terraform.with(Variables.NONE.with("name", "second")).planWithValues())
                .updates("terraform_data.settings")
                .changes("/input")
                .keeps("/id")
                .destroysNothing();
        assertThatPlan(terraform.plan(Scope.replacing("terraform_data.settings")))
                .replaces("terraform_data.settings");
    }

    @Test
    void theConfigurationsOwnTestsPass(Configurations configurations) throws Exception {
        var terraform = configurations.copyOf(Path.of("terraform"), "settings");
        terraform.init();

        terraform.test().requirePassed();
    }

    @Test
    void whatExistsIsTakenOver(Configurations configurations) throws Exception {
        var terraform = configurations.copyOf(
                Path.of("terraform"), "settings", runner -> runner.variables(Variables.NONE.with("name", "first")));
        terraform.init();

        terraform.importResource("terraform_data.settings", "an-id");
        terraform.state().move("terraform_data.settings", "terraform_data.renamed");
        terraform.state().remove("terraform_data.renamed");

        assertThatPlan(terraform.plan()).creates("terraform_data.settings");
    }
}
