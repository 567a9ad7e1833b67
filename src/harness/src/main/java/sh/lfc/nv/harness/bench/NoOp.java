package sh.lfc.nv.harness.bench;

import java.util.Map;

/** A function that does nothing; its class is packed and runs in its own environment. */
public final class NoOp {

    /** Answers nothing. */
    public String handle(Map<String, Object> event) {
        return null;
    }
}
