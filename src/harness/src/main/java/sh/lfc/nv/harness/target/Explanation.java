package sh.lfc.nv.harness.target;

import java.util.List;

/**
 * Whether one end reaches the other, and how.
 *
 * @param hops one line each, in their order; the last one says what stops the packets where something does
 * @param text all of it, for a terminal
 */
public record Explanation(boolean reachable, List<String> hops, String text) {

    /** What stops the packets, else the last hop. */
    public String last() {
        return hops.get(hops.size() - 1);
    }
}
