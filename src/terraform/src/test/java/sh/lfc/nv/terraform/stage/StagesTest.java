package sh.lfc.nv.terraform.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sh.lfc.nv.terraform.Outputs;

class StagesTest {
    @TempDir
    private Path folder;

    @Test
    void stagesAreSkippedByVariableOrByProperty() throws Exception {
        var stages = stages(Map.of("SKIP_destroy", "1", "SKIP_verify", ""), Map.of("skip.apply", "true"));
        var done = new ArrayList<String>();

        for (var name : List.of("apply", "verify", "destroy")) {
            stages.run(name, () -> done.add(name));
        }

        assertThat(done).containsExactly("verify");
        assertThat(stages.skipped()).containsExactly("apply", "destroy");
    }

    @Test
    void whatAStageThrowsIsThrown() {
        assertThatThrownBy(() -> stages(Map.of(), Map.of()).run("apply", () -> {
                    throw new java.io.IOException("no disk");
                }))
                .isInstanceOf(java.io.IOException.class)
                .hasMessage("no disk");
    }

    @Test
    void aRunThatSkipsTheApplyStillKnowsItsOutputs() throws Exception {
        var outputs = Outputs.fromJson(new ObjectMapper()
                .readTree(
                        "{\"url\": {\"value\": \"http://a\"}, \"key\": {\"value\": \"geheim\", \"sensitive\": true}}"));
        stages(Map.of(), Map.of()).run("apply", () -> TestData.in(folder).saveOutputs("outputs", outputs));

        var later = stages(Map.of("SKIP_apply", "1"), Map.of()).data().loadOutputs("outputs");

        assertThat(later.string("url")).isEqualTo("http://a");
        assertThat(later.isSensitive("key")).isTrue();
    }

    @Test
    void dataIsForThisUserOnlyAndNotForGit() throws Exception {
        var data = TestData.in(folder);

        data.save("name", "nv-abc");
        data.save("name", "nv-def");

        assertThat(data.load("name", String.class)).isEqualTo("nv-def");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(".test-data/name.json"))))
                .isEqualTo("rw-------");
        assertThat(folder.resolve(".test-data/.gitignore")).hasContent("*");
        data.clear();
        assertThat(folder).isEmptyDirectory();
        data.clear();
    }

    @Test
    void whatWasNotSavedIsAsked() {
        var data = TestData.in(folder);

        assertThat(data.has("name")).isFalse();
        assertThatThrownBy(() -> data.load("name", String.class))
                .hasMessage("nothing was saved as \"name\" in %s: run the stage that saves it"
                        .formatted(folder.resolve(".test-data")));
        assertThatThrownBy(() -> data.save("../name", 1)).isInstanceOf(IllegalArgumentException.class);
        data.save("list", List.of("geheim"));
        assertThatThrownBy(() -> data.load("list", Integer.class))
                .hasMessage("what was saved as \"list\" cannot be read as Integer")
                .hasNoCause();
    }

    private Stages stages(Map<String, String> environment, Map<String, String> properties) {
        return Stages.in(folder, environment::get, properties::get);
    }
}
