package sh.lfc.nv.harness.summary;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;
import sh.lfc.nv.harness.HarnessException;
import sh.lfc.nv.harness.summary.ScenarioOutcome.State;

/** The passes' JUnit reports in one file, a suite each, and one of a run's other parts where it tells of them. */
final class MergedJUnit {
    private static final String PARTS = "run";
    private static final List<String> COUNTS = List.of("tests", "failures", "errors", "skipped");

    private MergedJUnit() {}

    /** @param passes the passes' folders, by whose names the suites are called */
    static void write(List<Path> passes, List<Part> parts, Path file) {
        try {
            var factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            var merged = factory.newDocumentBuilder().newDocument();
            var suites = merged.createElement("testsuites");
            merged.appendChild(suites);
            if (!parts.isEmpty()) {
                suites.appendChild(suite(merged, parts));
            }
            for (var pass : passes) {
                var report = pass.resolve("features.xml");
                if (!Files.isRegularFile(report)) {
                    continue;
                }
                var suite = (Element) merged.importNode(
                        factory.newDocumentBuilder().parse(report.toFile()).getDocumentElement(), true);
                suite.setAttribute("name", pass.getFileName().toString());
                suites.appendChild(suite);
            }
            sum(suites);
            var transformer = TransformerFactory.newDefaultInstance().newTransformer();
            transformer.setOutputProperty(OutputKeys.ENCODING, "UTF-8");
            try (var out = Files.newOutputStream(file)) {
                transformer.transform(new DOMSource(merged), new StreamResult(out));
            }
        } catch (IOException | SAXException | ParserConfigurationException | TransformerException e) {
            throw new HarnessException("cannot write %s: %s".formatted(file, e.getMessage()), e);
        }
    }

    private static void sum(Element suites) {
        var all = new ArrayList<Element>();
        for (var child = suites.getFirstChild(); child != null; child = child.getNextSibling()) {
            all.add((Element) child);
        }
        COUNTS.forEach(count -> suites.setAttribute(count, String.valueOf((long) all.stream()
                .mapToDouble(suite -> number(suite.getAttribute(count)))
                .sum())));
        var time = all.stream()
                .mapToDouble(suite -> number(suite.getAttribute("time")))
                .sum();
        suites.setAttribute("time", seconds(time));
    }

    private static Element suite(Document document, List<Part> parts) {
        var suite = document.createElement("testsuite");
        suite.setAttribute("name", PARTS);
        suite.setAttribute("tests", String.valueOf(parts.size()));
        suite.setAttribute("failures", count(parts, State.FAILED));
        suite.setAttribute("errors", "0");
        suite.setAttribute("skipped", count(parts, State.SKIPPED));
        suite.setAttribute(
                "time", seconds(parts.stream().mapToLong(Part::millis).sum() / 1e3));
        for (var part : parts) {
            var test = document.createElement("testcase");
            test.setAttribute("classname", PARTS);
            test.setAttribute("name", part.name());
            test.setAttribute("time", seconds(part.millis() / 1e3));
            if (part.state() != State.PASSED) {
                var told = document.createElement(part.isFailed() ? "failure" : "skipped");
                told.setAttribute("message", part.detail());
                test.appendChild(told);
            }
            suite.appendChild(test);
        }
        return suite;
    }

    private static String count(List<Part> parts, State state) {
        return String.valueOf(
                parts.stream().filter(part -> part.state() == state).count());
    }

    private static String seconds(double time) {
        return String.format(Locale.ROOT, "%.3f", time);
    }

    private static double number(String attribute) {
        return attribute.isEmpty() ? 0 : Double.parseDouble(attribute);
    }
}
