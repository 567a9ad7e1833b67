package sh.lfc.nv.harness.localstack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;

/** What a run has left in its checkout: the page, and the same for machines. */
record Left(Path folder) {

    static Left in(Path checkout) {
        return new Left(checkout.resolve(".harness").resolve("localstack").resolve("reports"));
    }

    String page() throws Exception {
        return Files.readString(folder.resolve("index.html"));
    }

    JsonNode summary() throws Exception {
        return new ObjectMapper().readTree(folder.resolve("summary.json").toFile());
    }

    Element junit() throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(folder.resolve("junit.xml").toFile())
                .getDocumentElement();
    }

    /** The messages of JUnit's cases that ended in a way, by their names. */
    Map<String, String> junit(String ending) throws Exception {
        var found = new TreeMap<String, String>();
        var ended = junit().getElementsByTagName(ending);
        for (var i = 0; i < ended.getLength(); i++) {
            var one = (Element) ended.item(i);
            found.put(((Element) one.getParentNode()).getAttribute("name"), one.getAttribute("message"));
        }
        return found;
    }
}
