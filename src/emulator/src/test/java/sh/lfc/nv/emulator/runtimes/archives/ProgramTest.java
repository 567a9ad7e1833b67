package sh.lfc.nv.emulator.runtimes.archives;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProgramTest {

    @TempDir
    Path folder;

    private final JavaHome java = JavaHome.own();

    @Test
    void whoRunsItMakesNoDifference() {
        assertThat(program("a", "code", "").key())
                .isEqualTo(program("b", "code", "").key());
    }

    @Test
    void itsCodeTheUsersOptionsAndTheJavaDo() throws IOException {
        Path other = Files.createDirectories(folder.resolve("jdk"));

        assertThat(List.of(
                        program("a", "code", "").key(),
                        program("a", "other", "").key(),
                        program("a", "code", "-Xss1m").key(),
                        new Program("a", new JavaHome(other, 17), List.of(), "x.jar", "code", "").key(),
                        new Program("a", java, List.of("-XX:+UseSerialGC"), "x.jar", "code", "").key()))
                .doesNotHaveDuplicates();
    }

    @Test
    void aJarThatHasChangedDoes() throws IOException {
        Path jar = Files.writeString(folder.resolve("x.jar"), "one");
        String before = new Program("a", java, List.of(), jar.toString(), "code", "").key();

        Files.writeString(jar, "three");

        assertThat(new Program("a", java, List.of(), jar.toString(), "code", "").key())
                .isNotEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-Xshare:off",
                "-XX:SharedArchiveFile=/opt/app.jsa",
                "-Xss1m -XX:ArchiveClassesAtExit=/tmp/app.jsa",
                "-XX:AOTCache=/opt/app.aot",
                "-javaagent:/opt/agent.jar"
            })
    void whoeverSharesClassesInAWayOfHisOwnOrHasAnAgentIsLeftAlone(String options) {
        assertThat(program("a", "code", options).suited()).isFalse();
    }

    @Test
    void otherOptionsAreNotInTheWay() {
        assertThat(program("a", "code", "-Xss1m -Dcolour=red -XX:+UseStringDeduplication")
                        .suited())
                .isTrue();
    }

    private Program program(String owner, String code, String choices) {
        return new Program(owner, java, List.of(), "x.jar", code, choices);
    }
}
