package sh.lfc.nv.emulator.services.lambda;

import sh.lfc.nv.emulator.call.Scope;

/** Where the metrics of the namespace {@code AWS/Lambda} go. Safe for use by many threads. */
@FunctionalInterface
public interface FunctionMetrics {

    /**
     * Records a value of now, with the dimension {@code FunctionName}.
     *
     * @param unit {@code Count} or {@code Milliseconds}
     */
    void record(Scope scope, String functionName, String metric, double value, String unit);
}
