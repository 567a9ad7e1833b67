package sh.lfc.nv.terraform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sh.lfc.nv.terraform.failure.ActionableException;
import sh.lfc.nv.terraform.process.Processes;
import sh.lfc.nv.terraform.testing.RealTerraform;

/** The commands around plan and apply. */
class CommandsTest {
    private static final String TWO =
            """
            resource "terraform_data" "one" { input = 1 }
            resource "terraform_data" "two" { input = 2 }
            """;

    private final Processes processes = new Processes();

    @TempDir
    private Path folder;

    private RealTerraform real;

    @BeforeEach
    void prepare() {
        real = new RealTerraform(folder, processes);
    }

    @AfterEach
    void endEverything() {
        processes.close();
    }

    @Test
    void valuesOfVariablesAreInAFileThatOnlyThisUserCanRead() throws Exception {
        var terraform = real.script(
                        "terraform",
                        """
                        for argument in "$@"; do
                          case "$argument" in -var-file=*) file="${argument#-var-file=}";; esac
                        done
                        echo "$@" > "%s/arguments"; stat -c %%a "$file" > "%s/mode"; cp "$file" "%s/values"; echo "$file" > "%s/name"
                        """
                                .formatted(folder, folder, folder, folder))
                .variables(Variables.NONE.with("password", "geheim").with("ports", List.of(1, 2)))
                .build();
        real.write("main.tf", "variable \"password\" {}\nvariable \"ports\" {}\n");

        terraform.apply();

        assertThat(real.read("arguments")).doesNotContain("geheim");
        assertThat(real.read("mode").strip()).isEqualTo("600");
        assertThat(real.read("values")).isEqualTo("{\"password\":\"geheim\",\"ports\":[1,2]}");
        assertThat(Path.of(real.read("name").strip())).doesNotExist();
    }

    @Test
    void theFileOfValuesIsRemovedWhenTheCommandFailsToo() throws Exception {
        var terraform = real.script(
                        "terraform",
                        "for a in \"$@\"; do case \"$a\" in -var-file=*) echo \"${a#*=}\" > \"%s/name\";; esac; done; exit 1"
                                .formatted(folder))
                .variables(Variables.NONE.with("password", "geheim"))
                .build();
        real.write("main.tf", "variable \"password\" {}\n");

        assertThatThrownBy(terraform::apply)
                .isInstanceOf(TerraformException.class)
                .message()
                .doesNotContain("geheim");

        assertThat(Path.of(real.read("name").strip())).doesNotExist();
    }

    @Test
    void aStringIsNeverReadAsAnExpression() throws Exception {
        var terraform = real.builder("variable \"text\" { type = string }\noutput \"text\" { value = var.text }\n")
                .variables(Variables.NONE.with("text", "${upper(\"a\")} %{ if true }"))
                .build();
        terraform.init();

        terraform.apply();

        assertThat(terraform.outputs().string("text")).isEqualTo("${upper(\"a\")} %{ if true }");
    }

    @Test
    void aValueForAVariableThatIsNotDeclaredIsRefused() throws Exception {
        var terraform = real.builder("variable \"name\" {}\n")
                .variables(Variables.NONE.with("nmae", "geheim"))
                .build();
        terraform.init();

        assertThatThrownBy(terraform::plan)
                .isInstanceOf(ActionableException.class)
                .hasMessage(
                        "%s declares no variable \"nmae\", for which there is a value".formatted(folder.getFileName()));
    }

    @Test
    void neitherOutputsNorTheStateAreLogged() throws Exception {
        var terraform = real.configured("output \"password\" {\n value = \"geheim\"\n sensitive = true\n}\n");
        terraform.apply();

        assertThat(terraform.outputs().string("password")).isEqualTo("geheim");
        terraform.showState();
        terraform.state().pull();
        terraform.planWithValues();

        assertThat(real.read(".terraform/runner.log"))
                .contains("$ terraform output", "$ terraform show", "$ terraform state pull")
                .doesNotContain("geheim");
    }

    @Test
    void filesThatAreNotFormattedAreNamedAndCanBeFormatted() throws Exception {
        var terraform = real.builder("output \"a\" {\n    value = 1\n}\n").build();
        real.write("modules/b/main.tf", "variable \"b\" {\ntype=string\n}\n");
        real.write("good.tf", "variable \"c\" {}\n");

        assertThat(terraform.unformatted()).containsExactly(Path.of("main.tf"), Path.of("modules/b/main.tf"));
        assertThat(terraform.format()).hasSize(2);
        assertThat(terraform.unformatted()).isEmpty();
    }

    @Test
    void aFileThatCannotBeParsedCannotBeFormatted() {
        var terraform = real.builder("output \"a\" {\n").build();

        assertThatThrownBy(terraform::unformatted)
                .isInstanceOf(TerraformException.class)
                .hasMessageContaining("terraform fmt in")
                .hasMessageContaining("Unclosed configuration block");
    }

    @Test
    void oneResourceIsAppliedDestroyedOrMadeAnew() throws Exception {
        var terraform = real.configured(TWO);

        assertThat(terraform.apply(Scope.only("terraform_data.one"))).isEqualTo(new Changes(1, 0, 0));
        assertThat(terraform.apply()).isEqualTo(new Changes(1, 0, 0));
        var before = terraform.state().show("terraform_data.two").path("id").asText();
        assertThat(terraform.plan(Scope.replacing("terraform_data.two")).changes())
                .singleElement()
                .matches(ResourceChange::isReplacement);
        assertThat(terraform.apply(Scope.replacing("terraform_data.two"))).isEqualTo(new Changes(1, 0, 1));
        assertThat(terraform.state().show("terraform_data.two").path("id").asText())
                .isNotEqualTo(before);
        assertThat(terraform.destroy(Scope.only("terraform_data.two"))).isEqualTo(new Changes(0, 0, 1));
        assertThat(terraform.state().list()).containsExactly("terraform_data.one");
    }

    @Test
    void theStateIsListedMovedForgottenAndTakenOver() throws Exception {
        var terraform = real.configured(TWO);
        assertThat(terraform.state().list()).isEmpty();
        assertThat(terraform.state().pull().isMissingNode()).isTrue();
        terraform.apply();

        terraform.state().move("terraform_data.one", "terraform_data.three");
        assertThat(terraform.state().list()).containsExactly("terraform_data.three", "terraform_data.two");
        terraform.state().remove("terraform_data.three");
        terraform.importResource("terraform_data.one", "an-id");
        assertThat(terraform.state().show("terraform_data.one").path("id").asText())
                .isEqualTo("an-id");
        assertThat(terraform.state().pull().path("resources")).hasSize(2);

        assertThatThrownBy(() -> terraform.state().show("terraform_data.three"))
                .hasMessage("the state of %s has no terraform_data.three".formatted(folder.getFileName()));
        assertThatThrownBy(() -> terraform.state().remove("terraform_data.three"))
                .isInstanceOf(TerraformException.class)
                .hasMessageContaining("terraform state rm in")
                .hasMessageContaining(" failed: Invalid target address: No matching objects found.")
                .message()
                .doesNotContain("\u001B");
        assertThatThrownBy(() -> terraform.importResource("terraform_data.nine", "an-id"))
                .isInstanceOf(TerraformException.class);
    }

    @Test
    void resourcesInModulesAreInTheList() throws Exception {
        real.write("m/main.tf", "resource \"terraform_data\" \"inner\" {}\n");
        var terraform = real.configured("module \"a\" {\n for_each = toset([\"x\"])\n source = \"./m\"\n}\n");

        terraform.apply();

        assertThat(terraform.state().list()).containsExactly("module.a[\"x\"].terraform_data.inner");
    }

    @Test
    void workspacesHaveStatesOfTheirOwn() throws Exception {
        var terraform = real.configured(TWO);
        terraform.apply();
        var workspaces = terraform.workspaces();

        workspaces.create("other");
        assertThat(workspaces.current()).isEqualTo("other");
        assertThat(workspaces.list()).containsExactly("default", "other");
        assertThat(terraform.state().list()).isEmpty();
        workspaces.select("default");
        assertThat(terraform.state().list()).hasSize(2);
        workspaces.delete("other");
        workspaces.selectOrCreate("third");
        assertThat(workspaces.list()).containsExactly("default", "third");

        assertThatThrownBy(() -> workspaces.select("other"))
                .isInstanceOf(TerraformException.class)
                .hasMessageContaining("terraform workspace select in");
    }

    @Test
    void testsOfTheConfigurationHaveAResultForEachBlock() throws Exception {
        real.write(
                "tests/all.tftest.hcl",
                """
                run "passes" {
                  command = plan
                  assert {
                    condition     = terraform_data.one.input == "a"
                    error_message = "never"
                  }
                }
                run "fails" {
                  variables { name = "b" }
                  assert {
                    condition     = terraform_data.one.output == "a"
                    error_message = "it is ${terraform_data.one.output}"
                  }
                }
                run "is_wrong" {
                  variables { name = nothing.at_all }
                }
                run "is_not_reached" {
                  command = plan
                }
                """);
        real.write("tests/more.tftest.hcl", "run \"more\" {\n command = plan\n}\n");
        var terraform = real.builder("variable \"name\" {}\nresource \"terraform_data\" \"one\" { input = var.name }\n")
                .variables(Variables.NONE.with("name", "a"))
                .build();
        terraform.init();

        var results = terraform.test("tests/all.tftest.hcl");

        assertThat(results.passed()).isFalse();
        assertThat(results.runs())
                .extracting(TestResults.RunBlock::name, TestResults.RunBlock::status)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("passes", TestResults.Status.PASS),
                        org.assertj.core.groups.Tuple.tuple("fails", TestResults.Status.FAIL),
                        org.assertj.core.groups.Tuple.tuple("is_wrong", TestResults.Status.ERROR),
                        org.assertj.core.groups.Tuple.tuple("is_not_reached", TestResults.Status.SKIP));
        assertThatThrownBy(results::requirePassed)
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith(
                        "tests/all.tftest.hcl \"fails\": fail: Test assertion failed (tests/all.tftest.hcl:11): it is b\n");
        assertThat(terraform.test("tests/more.tftest.hcl").requirePassed().runs())
                .hasSize(1);
        assertThat(terraform.state().list()).isEmpty();
    }

    @Test
    void testsThatCannotBeRunAreAFailure() throws Exception {
        var terraform = real.configured(TWO);
        assertThatThrownBy(terraform.test()::requirePassed).hasMessage("there are no tests to run");
        real.write("broken.tf", "resource {");

        assertThatThrownBy(terraform::test)
                .isInstanceOf(TerraformException.class)
                .hasMessageContaining("terraform test in");
    }

    @Test
    void optionsReachTheCommandLine() throws Exception {
        var terraform = real.script("terraform", "echo \"$@\" >> \"%s/arguments\"".formatted(folder))
                .parallelism(3)
                .lockTimeout(Duration.ofSeconds(90))
                .refresh(false)
                .build();

        terraform.apply();
        terraform.importResource("a.b", "c");
        terraform.state().remove("a.b");

        assertThat(real.read("arguments").lines())
                .containsExactly(
                        "apply -json -input=false -refresh=false -lock-timeout=90000ms -parallelism=3 -auto-approve",
                        "import -no-color -input=false -lock-timeout=90000ms a.b c",
                        "state rm -lock-timeout=90000ms a.b");
        assertThat(real.configured(TWO).toBuilder()
                        .lockTimeout(Duration.ofMillis(1500))
                        .parallelism(1)
                        .build()
                        .apply())
                .isEqualTo(new Changes(2, 0, 0));
    }

    @Test
    void theProgramAndItsVersionAreTold() throws Exception {
        assertThat(real.configured("").version().product()).isEqualTo(Version.Product.TERRAFORM);
        var tofu = real.script(
                        "tofu",
                        """
                        case "$1" in
                          version) echo "OpenTofu v1.9.1"; echo "on linux_amd64";;
                          *) echo "Error: no" >&2; exit 1;;
                        esac
                        """)
                .build();

        assertThat(tofu.version()).isEqualTo(new Version(Version.Product.OPENTOFU, "1.9.1"));
        assertThatThrownBy(tofu::init).hasMessageStartingWith("tofu init in");
    }

    @Test
    void openTofusEventsAreReadAsTerraformsAre() throws Exception {
        var tofu = real.script(
                        "tofu",
                        """
                        echo '{"@level":"info","@message":"OpenTofu 1.9.1","type":"version","tofu":"1.9.1","ui":"1.2"}'
                        echo '{"@message":"Apply complete!","changes":{"add":1,"change":0,"remove":0,"operation":"apply"},"type":"change_summary"}'
                        """)
                .build();

        assertThat(tofu.apply()).isEqualTo(new Changes(1, 0, 0));
    }

    @Test
    void whatOthersChangedIsToldAndNotUndone() throws Exception {
        var terraform = real.configured(TWO);
        terraform.apply();
        assertThat(terraform.drift()).isEmpty();

        real.write(
                "main.tf",
                """
                moved {
                  from = terraform_data.one
                  to   = terraform_data.three
                }
                resource "terraform_data" "three" { input = 1 }
                resource "terraform_data" "two" { input = 2 }
                """);

        assertThat(terraform.drift())
                .extracting(ResourceChange::toString)
                .containsExactly("move terraform_data.one to terraform_data.three");
        assertThat(terraform.state().list()).contains("terraform_data.one");
        terraform.refresh();
        assertThat(terraform.state().list()).contains("terraform_data.three");
    }
}
