package sh.lfc.nv.emulator.runtimes.lambda;

import java.util.List;

/** Where functions' logs go. Safe for use by many threads. */
@FunctionalInterface
public interface FunctionLogs {

    /**
     * Appends events of now to a stream of the function's log group, as far as the function's role may: group and
     * stream are made when they are missing.
     */
    void write(FunctionSpec function, String stream, List<String> messages);
}
