package sh.lfc.nv.emulator.services.synthetics;

import sh.lfc.nv.emulator.call.Scope;

/** Takes the metrics of the namespace {@code CloudWatchSynthetics}, whose dimension is the canary's name. */
@FunctionalInterface
public interface CanaryMetrics {

    /**
     * Records a value of now, as far as the canary's role may.
     *
     * @param roleArn the canary's execution role
     * @param metric for example {@code SuccessPercent}
     * @param unit in CloudWatch's spelling
     */
    void record(Scope scope, String roleArn, String canaryName, String metric, double value, String unit);
}
