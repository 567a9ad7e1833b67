package sh.lfc.nv.emulator.sampling;

import sh.lfc.nv.emulator.call.Scope;

/** Takes the metrics of engines. Safe for use by many threads. */
@FunctionalInterface
public interface EngineMetrics {

    /**
     * @param id what the metrics are found by
     * @param metric for example {@code DatabaseConnections}
     * @param unit in CloudWatch's spelling, for example {@code Count}
     */
    void record(Scope scope, String id, String metric, double value, String unit);
}
