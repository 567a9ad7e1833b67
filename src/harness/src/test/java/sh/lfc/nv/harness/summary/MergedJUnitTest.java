package sh.lfc.nv.harness.summary;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;

class MergedJUnitTest {
    @TempDir
    Path folder;

    @Test
    void eachPassIsASuiteAndTheirSumIsTold() throws Exception {
        var file = folder.resolve("junit.xml");

        MergedJUnit.write(
                List.of(Recorded.pass("together"), Recorded.pass("clock"), folder.resolve("none")), List.of(), file);

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

    @Test
    void otherPartsOfARunAreASuiteOfTheirOwnWithTheReasons() throws Exception {
        var file = folder.resolve("junit.xml");

        MergedJUnit.write(
                List.of(Recorded.pass("clock")),
                List.of(
                        Part.passed("vpc", "applied in 1.5 s", 1_500),
                        Part.failed("secrets", "<no> secret", 500),
                        Part.skipped("postgres", "RDS is not served")),
                file);

        var root = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(file.toFile())
                .getDocumentElement();
        var run = (Element) root.getFirstChild();
        var clock = (Element) root.getLastChild();
        assertThat(List.of("name", "tests", "failures", "skipped", "errors", "time"))
                .extracting(run::getAttribute)
                .containsExactly("run", "3", "1", "1", "0", "2.000");
        assertThat(root.getAttribute("tests"))
                .isEqualTo(String.valueOf(3 + Integer.parseInt(clock.getAttribute("tests"))));
        assertThat(message(run, "failure")).isEqualTo("<no> secret");
        assertThat(message(run, "skipped")).isEqualTo("RDS is not served");
    }

    private static String message(Element suite, String outcome) {
        return suite.getElementsByTagName(outcome)
                .item(0)
                .getAttributes()
                .getNamedItem("message")
                .getNodeValue();
    }
}
