package sh.lfc.nv.emulator.runtimes.lambda;

import java.util.List;
import sh.lfc.nv.emulator.call.Scope;

/** Where functions' logs go. Safe for use by many threads. */
@FunctionalInterface
public interface FunctionLogs {

    /** Appends events of now to a stream, which is made when it is missing. */
    void write(Scope scope, String group, String stream, List<String> messages);
}
