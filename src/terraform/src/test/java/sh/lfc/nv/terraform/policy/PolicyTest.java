package sh.lfc.nv.terraform.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sh.lfc.nv.terraform.process.Processes;
import sh.lfc.nv.terraform.testing.RealTerraform;

/** Rules of one's own, on plans and states of real Terraform. */
class PolicyTest {
    private static final Policy SMALL = Policy.forEach(
            "inputs are small",
            List.of("terraform_data"),
            resource -> resource.value("/input").asInt() > 9
                    ? List.of("it is " + resource.value("/input").asInt())
                    : List.of());

    private final Processes processes = new Processes();

    @TempDir
    private Path folder;

    @AfterEach
    void endEverything() {
        processes.close();
    }

    @Test
    void aRuleIsCheckedOnAPlanAndOnWhatStands() throws Exception {
        var real = new RealTerraform(folder, processes);
        real.write("m/main.tf", "resource \"terraform_data\" \"inner\" {\n count = 2\n input = 10 + count.index\n}\n");
        var terraform = real.configured(
                "resource \"terraform_data\" \"one\" { input = 1 }\nmodule \"a\" {\n source = \"./m\"\n}\n");

        var planned = SMALL.check(Infrastructure.planned(terraform.planWithValues()));
        terraform.apply();
        var standing = SMALL.check(Infrastructure.standing(terraform.showState()));

        assertThat(planned)
                .isEqualTo(standing)
                .containsExactly(
                        new Violation("module.a.terraform_data.inner[0]", "inputs are small", "it is 10"),
                        new Violation("module.a.terraform_data.inner[1]", "inputs are small", "it is 11"));
    }

    @Test
    void whatIsNotChangedIsCheckedToo() throws Exception {
        var terraform =
                new RealTerraform(folder, processes).configured("resource \"terraform_data\" \"one\" { input = 10 }\n");
        terraform.apply();

        var plan = terraform.planWithValues();

        assertThat(plan.isEmpty()).isTrue();
        assertThat(SMALL.check(Infrastructure.planned(plan))).hasSize(1);
    }

    @Test
    void whatIsForgottenIsNotChecked() throws Exception {
        var real = new RealTerraform(folder, processes);
        var terraform = real.configured("resource \"terraform_data\" \"one\" { input = 10 }\n");
        terraform.apply();
        real.write("main.tf", "removed {\n from = terraform_data.one\n lifecycle {\n  destroy = false\n }\n}\n");

        assertThat(Infrastructure.planned(terraform.planWithValues()).resources())
                .isEmpty();
    }

    @Test
    void violationsFailTheTestAndExceptionsDoNot() {
        var infrastructure = PlanJson.one("terraform_data", "{\"input\": 10}");

        assertThatThrownBy(() -> SMALL.require(infrastructure))
                .isInstanceOf(AssertionError.class)
                .hasMessage("terraform_data.x: inputs are small: it is 10");
        SMALL.except("terraform_data.*").require(infrastructure);
        assertThat(SMALL.except("terraform_data.y").check(infrastructure)).hasSize(1);
        assertThat(Policy.all(SMALL, Policy.every("terraform_data", "no data", resource -> false))
                        .check(infrastructure))
                .hasSize(2);
    }

    @Test
    void whatCannotBeJudgedYetFailsOnlyStrictly() {
        var infrastructure = PlanJson.one("terraform_data", "{}");
        var unsure = new Both(
                all -> List.of(),
                all -> List.of(new Violation("terraform_data.x", "inputs are small", "it is not known")));

        unsure.require(infrastructure);
        Policy.all(SMALL, unsure).require(infrastructure);
        assertThat(SMALL.undecided(infrastructure)).isEmpty();
        assertThatThrownBy(() -> Policy.all(SMALL, unsure).strictly().require(infrastructure))
                .isInstanceOf(AssertionError.class)
                .hasMessage("terraform_data.x: inputs are small: it is not known");
        unsure.except("terraform_data.*").strictly().require(infrastructure);
        assertThat(unsure.except("terraform_data.y").undecided(infrastructure)).hasSize(1);
    }

    @Test
    void referencesLeadThroughModules() throws Exception {
        var real = new RealTerraform(folder, processes);
        real.write(
                "maker/main.tf",
                "resource \"terraform_data\" \"made\" {}\noutput \"id\" { value = terraform_data.made.id }\n");
        real.write("user/main.tf", "variable \"id\" {}\nresource \"terraform_data\" \"using\" { input = var.id }\n");
        var terraform = real.configured(
                """
                module "maker" {
                  source = "./maker"
                }
                module "user" {
                  for_each = toset(["a.b"])
                  source   = "./user"
                  id       = module.maker.id
                }
                """);

        var planned = Infrastructure.planned(terraform.planWithValues());

        var using = planned.resources().stream()
                .filter(resource -> resource.block().equals("module.user.terraform_data.using"))
                .findFirst()
                .orElseThrow();
        assertThat(using.address()).isEqualTo("module.user[\"a.b\"].terraform_data.using");
        assertThat(using.references()).containsEntry("input", Set.of("module.maker.terraform_data.made"));
        assertThat(using.willBeSet("input")).isTrue();
        assertThat(using.willBeSet("output")).isFalse();
    }

    @Test
    void aPlanThatWasNotShownCannotBeChecked() throws Exception {
        var plan = new RealTerraform(folder, processes)
                .configured("resource \"terraform_data\" \"one\" {}\n")
                .plan();

        assertThatThrownBy(() -> Infrastructure.planned(plan)).hasMessageContaining("planWithValues()");
    }
}
