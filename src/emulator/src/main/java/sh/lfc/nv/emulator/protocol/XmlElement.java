package sh.lfc.nv.emulator.protocol;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import sh.lfc.nv.emulator.call.AwsError;

/** An element of an XML document with its text, attributes and children; namespaces are kept only as prefixes. */
final class XmlElement {

    private static final XMLInputFactory INPUT = XMLInputFactory.newDefaultFactory();

    static {
        INPUT.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        INPUT.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        INPUT.setProperty(XMLInputFactory.IS_COALESCING, true);
    }

    private final String name;
    // Most elements have a text and nothing else: what they do not have is not made.
    private Map<String, String> attributes = Map.of();
    private List<XmlElement> children = List.of();
    private String text = "";

    XmlElement(String name) {
        this.name = name;
    }

    String name() {
        return name;
    }

    String text() {
        return text;
    }

    List<XmlElement> children() {
        return children;
    }

    List<XmlElement> children(String childName) {
        return children.stream().filter(child -> child.name.equals(childName)).toList();
    }

    String attribute(String attributeName) {
        return attributes.get(attributeName);
    }

    XmlElement attribute(String attributeName, String value) {
        if (attributes.isEmpty()) {
            attributes = new LinkedHashMap<>();
        }
        attributes.put(attributeName, value);
        return this;
    }

    XmlElement text(String value) {
        text = text.isEmpty() ? value : text + value;
        return this;
    }

    /** Adds a child and answers it. */
    XmlElement child(String childName) {
        XmlElement child = new XmlElement(childName);
        if (children.isEmpty()) {
            children = new ArrayList<>();
        }
        children.add(child);
        return child;
    }

    static XmlElement parse(byte[] body) {
        try {
            XMLStreamReader reader = INPUT.createXMLStreamReader(new ByteArrayInputStream(body));
            Deque<XmlElement> open = new ArrayDeque<>();
            while (reader.hasNext()) {
                switch (reader.next()) {
                    case XMLStreamConstants.START_ELEMENT -> {
                        XmlElement element = open.isEmpty()
                                ? new XmlElement(reader.getLocalName())
                                : open.peek().child(reader.getLocalName());
                        for (int i = 0; i < reader.getAttributeCount(); i++) {
                            String prefix = reader.getAttributePrefix(i);
                            String local = reader.getAttributeLocalName(i);
                            element.attribute(
                                    prefix == null || prefix.isEmpty() ? local : prefix + ":" + local,
                                    reader.getAttributeValue(i));
                        }
                        open.push(element);
                    }
                    case XMLStreamConstants.CHARACTERS -> {
                        if (!open.isEmpty()) {
                            open.peek().text(reader.getText());
                        }
                    }
                    case XMLStreamConstants.END_ELEMENT -> {
                        XmlElement closed = open.pop();
                        if (open.isEmpty()) {
                            return closed;
                        }
                    }
                    default -> {
                        continue;
                    }
                }
            }
        } catch (XMLStreamException e) {
            throw malformed();
        }
        throw malformed();
    }

    private static AwsError malformed() {
        return AwsError.badRequest(
                "MalformedXML",
                "The XML you provided was not well-formed or did not validate against our published schema");
    }

    /** The document whose root this is, in UTF-8. */
    byte[] print() {
        StringBuilder out = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        print(out);
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void print(StringBuilder out) {
        out.append('<').append(name);
        attributes.forEach((key, value) -> {
            out.append(' ').append(key).append("=\"");
            escape(value, out);
            out.append('"');
        });
        if (children.isEmpty() && text.isEmpty()) {
            out.append("/>");
            return;
        }
        out.append('>');
        escape(text, out);
        children.forEach(child -> child.print(out));
        out.append("</").append(name).append('>');
    }

    private static void escape(String text, StringBuilder out) {
        int done = 0;
        for (int i = 0; i < text.length(); i++) {
            String escaped = escaped(text.charAt(i));
            if (escaped != null) {
                out.append(text, done, i).append(escaped);
                done = i + 1;
            }
        }
        out.append(text, done, text.length());
    }

    /** What stands for a character; null where it stands for itself. */
    private static String escaped(char c) {
        return switch (c) {
            case '&' -> "&amp;";
            case '<' -> "&lt;";
            case '>' -> "&gt;";
            case '"' -> "&quot;";
            default -> c < ' ' ? "&#x" + Integer.toHexString(c) + ";" : null;
        };
    }
}
