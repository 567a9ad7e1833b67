package sh.lfc.nv.harness.summary;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MergedJUnitTest {
    @TempDir
    Path folder;

    @Test
    void eachPassIsASuiteAndTheirSumIsTold() throws Exception {
        var file = folder.resolve("junit.xml");

        MergedJUnit.write(List.of(Recorded.pass("together"), Recorded.pass("clock"), folder.resolve("none")), file);

        var root = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(file.toFile())
                .getDocumentElement();
        assertThat(root.getTagName()).isEqualTo("testsuites");
        assertThat(List.of("tests", "failures", "skipped", "errors", "time"))
                .extracting(root::getAttribute)
                .containsExactly("6", "1", "2", "0", "4.750");
        var suites = root.getElementsByTagName("testsuite");
        assertThat(suites.getLength()).isEqualTo(2);
        assertThat(suites.item(1).getAttributes().getNamedItem("name").getNodeValue())
                .isEqualTo("clock");
        assertThat(root.getElementsByTagName("failure").item(0).getTextContent())
                .isEqualTo("expected: 200 <&> but was: 500");
    }
}
