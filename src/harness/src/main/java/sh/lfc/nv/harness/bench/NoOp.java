package sh.lfc.nv.harness.bench;

import java.util.Map;

/** A function that does nothing; its class is packed and runs in its own environment. */
public final class NoOp {

    /** Answers by which Java it does that. */
    public String handle(Map<String, Object> event) {
        return System.getProperty("java.specification.version");
    }
}
