package sh.lfc.nv.harness.stacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sh.lfc.nv.harness.stacks.Stack.Early;

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
    void whatMayBeMadeEarlyIsRead() throws IOException {
        var graph = StacksFile.read(
                file(
                        """
                stacks:
                  - name: vpc
                  - name: bucket
                    depends_on: [vpc]
                    early: {after: [vpc], resources: [aws_s3_bucket.this]}
                """));

        assertThat(graph.stack("bucket").early()).contains(new Early(Set.of("vpc"), List.of("aws_s3_bucket.this")));
        assertThatThrownBy(() -> StacksFile.read(file("stacks: [{name: a, early: {after: []}}]")))
                .hasMessage("stacks.yaml: early of stack \"a\" names no resources");
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
