package sh.lfc.nv.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The documentation shows what the build runs, word for word. */
class DocumentationTest {
    private static final Pattern BLOCK = Pattern.compile("^```(\\w+)\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern VERSION = Pattern.compile("<version>([^<$]+)</version>");

    @Test
    void everyExampleStandsInAFileThatTheBuildRuns() throws IOException {
        var sources = sources();
        var shown = blocks().filter(block -> !block.language().equals("xml")).toList();

        assertThat(shown).hasSizeGreaterThan(10);
        assertThat(shown).allSatisfy(block -> assertThat(sources)
                .as("the files of the examples, one of which has: %s", block.text())
                .anyMatch(source -> source.contains(flat(block.text()))));
    }

    @Test
    void theVersionsThatItNamesAreThoseOfThisBuild() throws IOException {
        var version = version(Path.of("../pom.xml"));

        assertThat(blocks().filter(block -> block.language().equals("xml"))
                        .flatMap(
                                block -> VERSION.matcher(block.text()).results().map(found -> found.group(1))))
                .isNotEmpty()
                .containsOnly(version);
        assertThat(version(Path.of("../bom/pom.xml"))).isEqualTo(version);
    }

    private record Block(String language, String text) {}

    private static Stream<Block> blocks() throws IOException {
        return BLOCK.matcher(Files.readString(Path.of("../docs/terraform-runner.md")))
                .results()
                .map(found -> new Block(found.group(1), found.group(2)));
    }

    private static List<String> sources() throws IOException {
        try (var files = Stream.of("src/test/java", "features", "terraform")
                .map(Path::of)
                .flatMap(DocumentationTest::filesBelow)) {
            return files.map(DocumentationTest::text)
                    .map(DocumentationTest::flat)
                    .toList();
        }
    }

    private static Stream<Path> filesBelow(Path folder) {
        try {
            return Files.walk(folder).filter(Files::isRegularFile);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Without indentation, which depends on where it stands. */
    private static String flat(String text) {
        return text.lines().map(String::strip).collect(Collectors.joining("\n"));
    }

    /** The first version in a pom is the project's. */
    private static String version(Path pom) throws IOException {
        var found = VERSION.matcher(Files.readString(pom));
        assertThat(found.find()).isTrue();
        return found.group(1);
    }
}
