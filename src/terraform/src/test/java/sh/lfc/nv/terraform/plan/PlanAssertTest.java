package sh.lfc.nv.terraform.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static sh.lfc.nv.terraform.plan.PlanAssert.assertThatPlan;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sh.lfc.nv.terraform.Plan;
import sh.lfc.nv.terraform.Terraform;
import sh.lfc.nv.terraform.process.Processes;
import sh.lfc.nv.terraform.testing.RealTerraform;

/** One plan of real Terraform that does everything a plan can do. */
class PlanAssertTest {
    private static final Processes PROCESSES = new Processes();

    @TempDir
    private static Path folder;

    private static Terraform terraform;
    private static Plan bare;
    private static Plan plan;

    @BeforeAll
    static void planEverything() throws InterruptedException {
        var real = new RealTerraform(folder, PROCESSES);
        terraform = real.configured(
                """
                resource "terraform_data" "kept" { input = 1 }
                resource "terraform_data" "updated" { input = { size = 1, name = "a" } }
                resource "terraform_data" "replaced" { triggers_replace = 1 }
                resource "terraform_data" "gone" {}
                resource "terraform_data" "old_name" { input = 1 }
                resource "terraform_data" "forgotten" {}
                resource "terraform_data" "secret" { input = sensitive("geheim") }
                output "text" { value = "a" }
                """);
        terraform.apply();
        real.write(
                "main.tf",
                """
                resource "terraform_data" "kept" { input = 1 }
                resource "terraform_data" "updated" { input = { size = 2, name = "a" } }
                resource "terraform_data" "replaced" { triggers_replace = 2 }
                resource "terraform_data" "created" {
                  for_each = toset(["a", "b"])
                  input    = each.key
                }
                resource "terraform_data" "new_name" { input = 1 }
                moved {
                  from = terraform_data.old_name
                  to   = terraform_data.new_name
                }
                removed {
                  from = terraform_data.forgotten
                  lifecycle { destroy = false }
                }
                import {
                  to = terraform_data.imported
                  id = "an-id"
                }
                resource "terraform_data" "imported" {}
                resource "terraform_data" "secret" { input = sensitive("geheimer") }
                output "text" { value = "b" }
                output "id" { value = terraform_data.created["a"].id }
                output "password" {
                  value     = "geheim"
                  sensitive = true
                }
                """);
        bare = terraform.plan();
        plan = terraform.show(bare);
    }

    @AfterAll
    static void endEverything() {
        PROCESSES.close();
    }

    @Test
    void everyChangeCanBeAsserted() {
        assertThatPlan(plan)
                .creates("terraform_data.created[\"a\"]")
                .creates("terraform_data.created[\"b\"]")
                .after("/input", "b")
                .updates("terraform_data.updated")
                .before("/input/size", 1)
                .after("/input/size", 2.0)
                .after("/input", Map.of("size", 2, "name", "a"))
                .after("/triggers_replace", null)
                .changes("/input")
                .keeps("/input/name")
                .keeps("/id")
                .unknownUntilApplied("/output")
                .replaces("terraform_data.replaced")
                .unknownUntilApplied("/id")
                .destroys("terraform_data.gone")
                .moves("terraform_data.old_name", "terraform_data.new_name")
                .imports("terraform_data.imported", "an-id")
                .forgets("terraform_data.forgotten")
                .leaves("terraform_data.kept")
                .changesNothingBut(
                        "terraform_data.created[*]",
                        "terraform_data.*name",
                        "terraform_data.*ed",
                        "terraform_data.forgotten",
                        "terraform_data.gone",
                        "terraform_data.secret")
                .adds(3, 2, 2)
                .changesOutput("id")
                .output("text", "b")
                .output("password", "geheim");
    }

    @Test
    void aPlanThatWasNotShownKnowsTheSameChanges() {
        assertThat(bare.sentences())
                .containsExactlyInAnyOrderElementsOf(plan.sentences().stream()
                        .map(sentence -> sentence.replaceFirst("^delete/create ", "replace "))
                        .toList());
        assertThatPlan(bare)
                .replaces("terraform_data.replaced")
                .moves("terraform_data.old_name", "terraform_data.new_name")
                .imports("terraform_data.imported", "an-id")
                .forgets("terraform_data.forgotten")
                .adds(3, 2, 2);
        assertThatThrownBy(() ->
                        assertThatPlan(bare).updates("terraform_data.updated").after("/input/size", 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("planWithValues()");
    }

    @Test
    void aFailureSaysWhatWasExpectedAndAllThatThePlanDoes() {
        var shortPlan = new Plan(
                plan.file(), List.of(plan.change("terraform_data.gone").orElseThrow()), List.of("text"), plan.json());

        assertThatThrownBy(() -> assertThatPlan(shortPlan).creates("terraform_data.gone"))
                .isInstanceOf(AssertionError.class)
                .hasMessage(
                        """
                        expected: the plan creates terraform_data.gone
                        the plan:
                          delete terraform_data.gone
                          update output.text""");
        assertThatThrownBy(() -> assertThatPlan(shortPlan).changesNothingBut("module.*"))
                .hasMessageStartingWith(
                        "expected: the plan changes nothing but module.*\nagainst it: delete terraform_data.gone\n");
        assertThatThrownBy(() -> assertThatPlan(shortPlan).destroysNothing())
                .hasMessageContaining("against it: delete terraform_data.gone");
        assertThatThrownBy(() -> assertThatPlan(shortPlan).leaves("terraform_data.g*"))
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> assertThatPlan(shortPlan).isEmpty()).isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> assertThatPlan(shortPlan).adds(1, 0, 1))
                .hasMessageContaining("creates 1, changes 0 and destroys 1 resources, not 0, 0 and 1");
        assertThatThrownBy(() -> assertThatPlan(new Plan(plan.file(), List.of(), List.of()))
                        .creates("a.b"))
                .hasMessageEndingWith("the plan: changes nothing");
    }

    @Test
    void wrongValuesAreToldUnlessTheyAreSensitive() {
        var updated = assertThatPlan(plan).updates("terraform_data.updated");
        assertThatThrownBy(() -> updated.after("/input/size", 3))
                .hasMessageStartingWith("expected: /input/size of terraform_data.updated is 3 after, not 2\n");
        assertThatThrownBy(() -> updated.before("/input/name", "b"))
                .hasMessageStartingWith("expected: /input/name of terraform_data.updated is \"b\" before, not \"a\"\n");
        assertThatThrownBy(() -> updated.after("/output", 1))
                .hasMessageStartingWith("expected: /output of terraform_data.updated is known before the apply\n");
        assertThatThrownBy(() -> updated.unknownUntilApplied("/id")).isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> updated.changes("/input/name")).isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> updated.keeps("/input/size")).isInstanceOf(AssertionError.class);

        assertThatThrownBy(() ->
                        assertThatPlan(plan).updates("terraform_data.secret").after("/input", "wrong"))
                .message()
                .contains("/input of terraform_data.secret is (sensitive) after, not what it is")
                .doesNotContain("geheim", "wrong");
        assertThatThrownBy(() -> assertThatPlan(plan).output("password", "wrong"))
                .message()
                .doesNotContain("geheim");
        assertThatThrownBy(() -> assertThatPlan(plan).output("id", "wrong"))
                .hasMessageContaining("output.id is known before the apply");
        assertThat(plan.toString()).doesNotContain("geheim");
    }

    @Test
    void theReasonOfAReplacementIsKnown() {
        assertThat(plan.change("terraform_data.replaced").orElseThrow().reason())
                .contains("replace_because_cannot_update");
        assertThat(bare.change("terraform_data.replaced").orElseThrow().reason())
                .contains("cannot_update");
    }
}
