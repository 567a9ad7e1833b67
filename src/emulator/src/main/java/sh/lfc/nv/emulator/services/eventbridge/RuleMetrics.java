package sh.lfc.nv.emulator.services.eventbridge;

import java.util.Map;
import sh.lfc.nv.emulator.call.Scope;

/** Takes the metrics of the namespace {@code AWS/Events}, all of which count. */
@FunctionalInterface
public interface RuleMetrics {

    /**
     * Counts one.
     *
     * @param metric for example {@code Invocations}
     * @param dimensions by name
     */
    void count(Scope scope, String metric, Map<String, String> dimensions);
}
