package sh.lfc.nv.emulator.services.synthetics;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import sh.lfc.nv.emulator.call.AwsService;
import sh.lfc.nv.emulator.call.Platform;
import sh.lfc.nv.emulator.call.Regional;
import sh.lfc.nv.emulator.call.Scope;
import software.amazon.awssdk.services.synthetics.model.CanaryRun;

/** CloudWatch Synthetics: the canaries of an emulator. Safe for use by many threads. */
public final class Synthetics {

    private final Regional<Canaries> canaries = new Regional<>(scope -> new Canaries());
    private final CanaryRunner runner;
    private final List<AwsService> services;

    public Synthetics(Platform platform, CanaryFunctions functions, ArtifactStore artifacts, CanaryMetrics metrics) {
        this.runner = new CanaryRunner(platform, functions, artifacts, metrics);
        CanarySchedules schedules = new CanarySchedules(platform, canaries, runner);
        this.services = List.of(
                new CanaryOperations(platform, canaries, new CanaryDeployment(functions), schedules),
                new CanaryRunOperations(platform, canaries));
    }

    /** The objects that answer the operations of Synthetics. */
    public List<AwsService> services() {
        return services;
    }

    /** The tags of a canary; none where there is no such canary. */
    public Map<String, String> tags(String canaryArn) {
        String name = canaryArn.substring(canaryArn.lastIndexOf(':') + 1);
        return canaries.of(Scope.ofArn(canaryArn))
                .find(name)
                .map(entry -> entry.shown().tags())
                .orElse(Map.of());
    }

    /** The tags of all canaries of an account and region, by ARN. */
    public Map<String, Map<String, String>> tagged(Scope scope) {
        return canaries.of(scope).all().values().stream()
                .collect(Collectors.toMap(
                        entry -> scope.arn("synthetics", "canary:" + entry.name()),
                        entry -> entry.shown().tags()));
    }

    /**
     * Runs a canary at once, whatever its schedule and whether it is started or not, and waits for the end of the run.
     *
     * @throws software.amazon.awssdk.services.synthetics.model.ResourceNotFoundException if there is no such canary
     */
    public CanaryRun runNow(Scope scope, String name) {
        Canaries own = canaries.of(scope);
        return runner.run(scope, own, own.get(name));
    }
}
