package sh.lfc.nv.harness.summary;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.xml.sax.SAXException;
import sh.lfc.nv.harness.HarnessException;

/** The passes' JUnit reports in one file, a suite each. */
final class MergedJUnit {
    private static final List<String> COUNTS = List.of("tests", "failures", "errors", "skipped");

    private MergedJUnit() {}

    /** @param passes the passes' folders, by whose names the suites are called */
    static void write(List<Path> passes, Path file) {
        try {
            var factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            var merged = factory.newDocumentBuilder().newDocument();
            var suites = merged.createElement("testsuites");
            merged.appendChild(suites);
            var sums = new long[COUNTS.size()];
            var time = 0.0;
            for (var pass : passes) {
                var report = pass.resolve("features.xml");
                if (!Files.isRegularFile(report)) {
                    continue;
                }
                var suite = (org.w3c.dom.Element) merged.importNode(
                        factory.newDocumentBuilder().parse(report.toFile()).getDocumentElement(), true);
                suite.setAttribute("name", pass.getFileName().toString());
                for (var i = 0; i < sums.length; i++) {
                    sums[i] += number(suite.getAttribute(COUNTS.get(i)));
                }
                time += number(suite.getAttribute("time"));
                suites.appendChild(suite);
            }
            for (var i = 0; i < sums.length; i++) {
                suites.setAttribute(COUNTS.get(i), String.valueOf(sums[i]));
            }
            suites.setAttribute("time", String.format(Locale.ROOT, "%.3f", time));
            var transformer = TransformerFactory.newDefaultInstance().newTransformer();
            transformer.setOutputProperty(OutputKeys.ENCODING, "UTF-8");
            try (var out = Files.newOutputStream(file)) {
                transformer.transform(new DOMSource(merged), new StreamResult(out));
            }
        } catch (IOException | SAXException | ParserConfigurationException | TransformerException e) {
            throw new HarnessException("cannot write %s: %s".formatted(file, e.getMessage()), e);
        }
    }

    private static double number(String attribute) {
        return attribute.isEmpty() ? 0 : Double.parseDouble(attribute);
    }
}
