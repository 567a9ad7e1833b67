package sh.lfc.nv.terraform.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sh.lfc.nv.terraform.Changes;
import sh.lfc.nv.terraform.process.Processes;
import sh.lfc.nv.terraform.testing.RealTerraform;

class CopiedFolderTest {
    @TempDir
    private Path root;

    @Test
    void modulesThatAreNamedByRelativePathsAreFound() throws Exception {
        write("modules/one/main.tf", "resource \"terraform_data\" \"one\" {}\n");

        try (var processes = new Processes();
                var copy = CopiedFolder.of(root, prepared("stacks/a"))) {
            var terraform = new RealTerraform(copy.folder(), processes)
                    .configured("module \"one\" {\n source = \"../../modules/one\"\n}\n");

            assertThat(terraform.apply()).isEqualTo(new Changes(1, 0, 0));
        }
        assertThat(root.resolve("stacks/a/terraform.tfstate")).doesNotExist();
    }

    @Test
    void whatAnEarlierRunLeftIsLeftOut() throws Exception {
        var left = Stream.of(
                ".terraform/providers/x",
                "terraform.tfstate",
                "terraform.tfstate.backup",
                "sub/terraform.tfstate.d/a/terraform.tfstate",
                "terraform.tfvars",
                ".test-data/outputs.json",
                ".git/config");
        left.forEach(name -> write(name, "left"));
        Stream.of("main.tf", ".terraform.lock.hcl", "sub/.hidden", "dev.tfvars", "a.auto.tfvars")
                .forEach(name -> write(name, "kept"));
        Files.createSymbolicLink(root.resolve("linked"), root.resolve("sub"));

        try (var copy = CopiedFolder.of(root);
                var all = Files.walk(copy.root())) {
            assertThat(all.filter(Files::isRegularFile)
                            .map(file -> copy.root().relativize(file).toString()))
                    .containsExactlyInAnyOrder(
                            "main.tf",
                            ".terraform.lock.hcl",
                            "sub/.hidden",
                            "dev.tfvars",
                            "a.auto.tfvars",
                            "linked/.hidden");
        }
    }

    @Test
    void closingRemovesTheCopyAlone() {
        write("main.tf", "kept");
        var copy = CopiedFolder.of(root);

        copy.close();

        assertThat(copy.root()).doesNotExist();
        assertThat(root.resolve("main.tf")).exists();
    }

    @Test
    void aFolderThatDoesNotExistIsNamed() {
        assertThatThrownBy(() -> CopiedFolder.of(root, "nowhere"))
                .hasMessage("there is no folder " + root.resolve("nowhere") + " to copy");
    }

    private String prepared(String folder) throws IOException {
        Files.createDirectories(root.resolve(folder));
        return folder;
    }

    private void write(String name, String text) {
        new RealTerraform(root, null).write(name, text);
    }
}
