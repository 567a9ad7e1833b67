package sh.lfc.nv.emulator;

import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sh.lfc.nv.emulator.call.Scope;
import sh.lfc.nv.emulator.services.cloudwatch.CloudWatch;
import sh.lfc.nv.emulator.services.synthetics.CanaryMetrics;

/** What runs of canaries measure goes to CloudWatch with the canary's role. */
record MetricsOfCanaries(CloudWatch cloudWatch, Permissions permissions) implements CanaryMetrics {

    private static final Logger log = LoggerFactory.getLogger(MetricsOfCanaries.class);
    private static final String NAMESPACE = "CloudWatchSynthetics";

    @Override
    public void record(
            Scope scope, String roleArn, Map<String, String> dimensions, String metric, double value, String unit) {
        Map<String, List<String>> context = Map.of("cloudwatch:namespace", List.of(NAMESPACE));
        if (permissions.ofRole(roleArn, "CloudWatchSynthetics", "cloudwatch:PutMetricData", "*", context)) {
            cloudWatch.record(scope, NAMESPACE, metric, dimensions, value, unit);
        } else {
            log.warn(
                    "canary={} metric={} lost: the role {} may not put metrics",
                    dimensions.get("CanaryName"),
                    metric,
                    roleArn);
        }
    }
}
