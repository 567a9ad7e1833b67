package sh.lfc.nv.terraform.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;
import static org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder.request;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;
import sh.lfc.nv.terraform.Terraform;
import sh.lfc.nv.terraform.stage.CopiedFolder;

class TerraformExtensionTest {
    /** What is applied leaves a mark here when it is destroyed. */
    @TempDir
    private static Path marks;

    private static Path copy;

    @Test
    void whatATestAppliedIsDestroyedAlsoWhenTheTestFails() {
        var summary = run("failsAfterItsApply");

        assertThat(summary.getFailures()).singleElement().satisfies(f -> assertThat(f.getException())
                .hasMessage("as planned"));
        assertThat(marks.resolve("failed-destroyed")).exists();
        assertThat(copy).doesNotExist();
    }

    @Test
    void aTestThatAppliesNothingHasNothingToDestroy() {
        assertThat(run("appliesNothing").getTestsSucceededCount()).isEqualTo(1);
        assertThat(copy).doesNotExist();
    }

    @Test
    void whatCannotBeDestroyedIsKeptAndItsPlaceTold() {
        var summary = run("cannotBeDestroyed");

        assertThat(summary.getFailures()).singleElement().satisfies(f -> assertThat(f.getException())
                .hasMessageStartingWith("could not destroy what a test applied; its configuration and state are in ")
                .hasMessageContaining(copy.toString()));
        assertThat(copy.resolve("terraform.tfstate")).exists();
        new CopiedFolder(copy, copy).close();
    }

    private static TestExecutionSummary run(String method) {
        var summary = new SummaryGeneratingListener();
        LauncherFactory.create()
                .execute(
                        request()
                                .selectors(selectMethod(
                                        Example.class,
                                        method,
                                        Configurations.class.getName() + "," + Path.class.getName()))
                                .build(),
                        summary);
        return summary.getSummary();
    }

    /** Run by the tests above alone; its name keeps the build from finding it. */
    @ExtendWith(TerraformExtension.class)
    static class Example {
        @Test
        void failsAfterItsApply(Configurations configurations, @TempDir Path source) throws Exception {
            applied(configurations, source, "touch " + marks.resolve("failed-destroyed"));
            throw new IllegalStateException("as planned");
        }

        @Test
        void appliesNothing(Configurations configurations, @TempDir Path source) throws Exception {
            Files.writeString(source.resolve("main.tf"), "resource \"terraform_data\" \"one\" {}\n");
            var terraform = configurations.copyOf(source, "");
            copy = terraform.directory();
            terraform.init();
        }

        @Test
        void cannotBeDestroyed(Configurations configurations, @TempDir Path source) throws Exception {
            applied(configurations, source, "exit 1");
        }

        private static Terraform applied(Configurations configurations, Path source, String whenDestroyed)
                throws Exception {
            Files.writeString(
                    source.resolve("main.tf"),
                    """
                    resource "terraform_data" "one" {
                      provisioner "local-exec" {
                        when    = destroy
                        command = "%s"
                      }
                    }
                    """
                            .formatted(whenDestroyed));
            var terraform = configurations.copyOf(source, "");
            copy = terraform.directory();
            terraform.init();
            terraform.apply();
            return terraform;
        }
    }
}
