package sh.lfc.nv.harness.html;

/** Text in HTML. */
public final class Html {
    private Html() {}

    /** The text so that a browser shows it as it is, also within an attribute's double quotes. */
    public static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
