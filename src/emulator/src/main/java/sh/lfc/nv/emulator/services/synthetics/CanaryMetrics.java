package sh.lfc.nv.emulator.services.synthetics;

import java.util.Map;
import sh.lfc.nv.emulator.call.Scope;

/** Takes the metrics of the namespace {@code CloudWatchSynthetics}. */
@FunctionalInterface
public interface CanaryMetrics {

    /**
     * Records a value of now, as far as the canary's role may.
     *
     * @param roleArn the canary's execution role
     * @param dimensions the canary's name, or nothing for what counts for all canaries
     * @param metric for example {@code SuccessPercent}
     * @param unit in CloudWatch's spelling
     */
    void record(Scope scope, String roleArn, Map<String, String> dimensions, String metric, double value, String unit);
}
