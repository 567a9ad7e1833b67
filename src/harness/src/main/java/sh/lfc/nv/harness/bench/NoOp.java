package sh.lfc.nv.harness.bench;

import java.util.Map;

/** A function that does nothing; it answers by which Java it does that. */
public final class NoOp {

    /** Called by Lambda. */
    public String handle(Map<String, String> event) {
        return System.getProperty("java.specification.version");
    }
}
