package sh.lfc.nv.harness.stacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StacksFileTest {
    @TempDir
    private Path folder;

    @Test
    void namesDependenciesAndDescriptionsAreRead() throws IOException {
        var graph = StacksFile.read(
                file(
                        """
                stacks:
                  - name: vpc
                    description: The network
                  - name: postgres
                    depends_on: [vpc]
                """));

        assertThat(graph.applyOrder())
                .containsExactly(new Stack("vpc", Set.of(), "The network"), new Stack("postgres", Set.of("vpc"), ""));
    }

    @Test
    void aMissingFileSaysWhereToGo() {
        assertThatThrownBy(() -> StacksFile.read(folder.resolve("stacks.yaml")))
                .hasMessageEndingWith("stacks.yaml: run this in the project's checkout");
    }

    @Test
    void aMistypedKeyIsNamed() {
        assertThatThrownBy(() -> StacksFile.read(file("stacks: [{name: vpc, dependson: [a]}]")))
                .hasMessage("stacks.yaml: stack \"vpc\" has an unknown key \"dependson\"");
    }

    @Test
    void anEntryWithoutANameIsShown() {
        assertThatThrownBy(() -> StacksFile.read(file("stacks: [vpc]")))
                .hasMessage("stacks.yaml: every entry needs a name, this one has none: vpc");
    }

    @Test
    void whatIsNotYamlIsSaidToBeSo() {
        assertThatThrownBy(() -> StacksFile.read(file("- {name: "))).hasMessageContaining("is not YAML");
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("stacks.yaml"), text);
    }
}
