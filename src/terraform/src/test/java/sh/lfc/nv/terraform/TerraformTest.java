package sh.lfc.nv.terraform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sh.lfc.nv.terraform.process.Environment;
import sh.lfc.nv.terraform.process.Processes;
import sh.lfc.nv.terraform.process.TimedOutException;

/** Real Terraform on configurations that need no provider. */
class TerraformTest {
    private final Processes processes = new Processes();
    private final List<Event> events = new CopyOnWriteArrayList<>();

    @TempDir
    private Path folder;

    @AfterEach
    void endEverything() {
        processes.close();
    }

    @Test
    void whatIsAppliedIsReportedAndItsOutputsAreTyped() throws Exception {
        var terraform = configuration(
                """
                variable "names" { type = list(string) }
                resource "terraform_data" "each" {
                  for_each = toset(var.names)
                  input    = each.key
                }
                output "names" { value = [for each in terraform_data.each : each.output] }
                output "count" { value = length(var.names) }
                output "secret" {
                  value     = "hidden"
                  sensitive = true
                }
                """,
                Variables.NONE.with("names", List.of("a", "b")));

        assertThat(terraform.apply()).isEqualTo(new Changes(2, 0, 0));

        var outputs = terraform.outputs();
        assertThat(outputs.names()).containsExactly("count", "names", "secret");
        assertThat(outputs.strings("names")).containsExactly("a", "b");
        assertThat(outputs.as("count", Integer.class)).isEqualTo(2);
        assertThat(outputs.string("secret")).isEqualTo("hidden");
        assertThatThrownBy(() -> outputs.string("nmaes"))
                .hasMessage("there is no output \"nmaes\"; there are [count, names, secret]");
        assertThat(events).extracting(Event::type).contains("apply_start", "apply_complete");
        assertThat(events).extracting(Event::address).contains("terraform_data.each[\"a\"]");
    }

    @Test
    void aSecondPlanIsEmptyAndDestroyLeavesNothing() throws Exception {
        var terraform = configuration("resource \"terraform_data\" \"one\" { input = 1 }", Variables.NONE);

        assertThat(terraform.applyIdempotently()).isEqualTo(new Changes(1, 0, 0));
        assertThat(terraform.plan().isEmpty()).isTrue();
        assertThat(terraform.destroy()).isEqualTo(new Changes(0, 0, 1));
        assertThat(terraform.showState().path("values").isMissingNode()).isTrue();
    }

    @Test
    void aConfigurationThatNeverSettlesIsCaught() throws Exception {
        var terraform =
                configuration("resource \"terraform_data\" \"restless\" { input = timestamp() }", Variables.NONE);

        assertThatThrownBy(terraform::applyIdempotently)
                .isInstanceOf(NotIdempotentException.class)
                .hasMessageContaining("has changes right after it was applied: update terraform_data.restless");
    }

    @Test
    void aPlanSaysWhatWouldChangeAndShowsTheAttributes() throws Exception {
        configuration("resource \"terraform_data\" \"one\" { input = \"before\" }", Variables.NONE)
                .apply();
        var changed = configuration("resource \"terraform_data\" \"one\" { input = \"after\" }", Variables.NONE);

        var plan = changed.plan();

        assertThat(plan.changes()).extracting(ResourceChange::toString).containsExactly("update terraform_data.one");
        var shown = changed.show(plan).change("terraform_data.one").orElseThrow();
        assertThat(shown.before().path("input").asText()).isEqualTo("before");
        assertThat(shown.after().path("input").asText()).isEqualTo("after");
        assertThat(changed.apply(plan)).isEqualTo(new Changes(0, 1, 0));
    }

    @Test
    void aBrokenConfigurationIsRefusedWithTerraformsOwnWords() throws Exception {
        var terraform = configuration("resource \"terraform_data\" \"one\" { inputs = 1 }", Variables.NONE);

        assertThatThrownBy(terraform::apply)
                .isInstanceOf(TerraformException.class)
                .hasMessageContaining("Unsupported argument (main.tf:1)")
                .hasMessageContaining("Did you mean \"input\"?");
        assertThat(terraform.validate()).extracting(Diagnostic::summary).containsExactly("Unsupported argument");
    }

    @Test
    void whatInitRefusesIsTerraformsSentenceToo() throws IOException {
        assertThatThrownBy(() -> configuration("resource {", Variables.NONE))
                .hasMessageContaining("terraform init in")
                .hasMessageContaining("failed: ");
    }

    @Test
    void theBackendIsCompletedAtInit() throws Exception {
        Files.writeString(
                folder.resolve("main.tf"),
                "terraform {\n backend \"local\" {}\n}\nresource \"terraform_data\" \"one\" {}\n");
        var terraform = runner(Variables.NONE).build();
        var state = folder.resolve("elsewhere.tfstate");

        terraform.init(BackendConfig.with(Map.of("path", state.toString())));
        terraform.apply();

        assertThat(state).content().contains("terraform_data");
    }

    @Test
    void everythingIsLoggedExceptTheVariables() throws Exception {
        var terraform = configuration(
                "variable \"password\" {\n sensitive = true\n}\nresource \"terraform_data\" \"one\" { input = var.password }",
                Variables.NONE.with("password", "mysecretkey"));

        terraform.apply();

        assertThat(folder.resolve("log/terraform.log"))
                .content()
                .contains("$ terraform apply", "terraform_data.one: Creation complete")
                .doesNotContain("mysecretkey");
    }

    @Test
    void aFailureOfTheNetworkIsTriedAgain() throws Exception {
        var flaky = script(
                """
                echo x >> "%s/tries"
                [ "$(wc -l < "%s/tries")" -ge 3 ] && exit 0
                echo "Error: read: connection reset by peer" >&2; exit 1
                """
                        .formatted(folder, folder));
        var terraform = runner(Variables.NONE)
                .binary(flaky)
                .retrying(RetryableErrors.matching(3, Duration.ZERO, "connection reset"))
                .build();

        terraform.init(BackendConfig.AS_WRITTEN);

        assertThat(folder.resolve("tries")).content().hasLineCount(3);
    }

    @Test
    void aCommandThatTakesTooLongIsEndedWithItsChildren() throws Exception {
        var slow = script("sleep 300 & echo $! > \"%s/child\"; wait".formatted(folder));
        var terraform = runner(Variables.NONE)
                .binary(slow)
                .timeout(Duration.ofMillis(500))
                .build();

        assertThatThrownBy(terraform::apply)
                .isInstanceOf(TimedOutException.class)
                .hasMessageContaining("apply` did not finish within 0 s and was stopped");

        assertThat(childIsAlive()).isFalse();
    }

    @Test
    void interruptingTheCallerEndsTerraformWithItsChildren() throws Exception {
        var slow = script("sleep 300 & echo $! > \"%s/child\"; echo '{\"type\":\"started\"}'; wait".formatted(folder));
        var started = new CountDownLatch(1);
        var terraform = runner(Variables.NONE)
                .binary(slow)
                .listener(event -> started.countDown())
                .build();
        var outcome = new CopyOnWriteArrayList<Throwable>();
        var caller = new Thread(() -> {
            try {
                terraform.apply();
            } catch (Throwable e) {
                outcome.add(e);
            }
        });
        caller.start();
        started.await();

        caller.interrupt();
        caller.join(10_000);

        assertThat(outcome).hasExactlyElementsOfTypes(InterruptedException.class);
        assertThat(childIsAlive()).isFalse();
    }

    private boolean childIsAlive() throws IOException {
        var pid = Long.parseLong(Files.readString(folder.resolve("child")).strip());
        return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }

    private Path script(String body) throws IOException {
        var file = Files.writeString(folder.resolve("terraform-script"), "#!/bin/sh\n" + body);
        assertThat(file.toFile().setExecutable(true)).isTrue();
        return file;
    }

    private Terraform configuration(String text, Variables variables) throws IOException, InterruptedException {
        Files.writeString(folder.resolve("main.tf"), text);
        var terraform = runner(variables).build();
        terraform.init(BackendConfig.AS_WRITTEN);
        return terraform;
    }

    private Terraform.Builder runner(Variables variables) {
        return Terraform.in(folder, processes)
                .binary(Path.of("terraform"))
                .environment(Environment.inherited().without(name -> name.equals("TF_CLI_CONFIG_FILE")))
                .variables(variables)
                .retrying(RetryableErrors.NONE)
                .listener(events::add)
                .log(folder.resolve("log/terraform.log"));
    }
}
