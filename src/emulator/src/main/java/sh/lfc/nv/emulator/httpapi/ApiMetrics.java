package sh.lfc.nv.emulator.httpapi;

import java.util.Map;
import sh.lfc.nv.emulator.call.Scope;

/** Where metrics of the namespace {@code AWS/ApiGateway} are recorded. Safe for use by many threads. */
@FunctionalInterface
public interface ApiMetrics {

    /**
     * Records a value, of now.
     *
     * @param unit for example {@code Count} or {@code Milliseconds}
     */
    void record(Scope scope, String metric, Map<String, String> dimensions, double value, String unit);
}
