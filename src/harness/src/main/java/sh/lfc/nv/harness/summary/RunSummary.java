package sh.lfc.nv.harness.summary;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import sh.lfc.nv.harness.deploy.StackTiming;

/**
 * A run, as it is shown.
 *
 * @param target the name of the target
 * @param facts what else there is to say of where it ran, by what it is
 * @param started in ISO 8601
 * @param parts what became of stacks and stages, where a run tells; nothing is left out then without its reason
 * @param stacks what was applied, in the order in which it began; none when the stacks were somebody else's
 * @param network the paths that the system needs and the network stops; looked at only after a failure
 * @param links what else the run has left, by its title: paths relative to the page
 */
public record RunSummary(
        String target,
        Map<String, String> facts,
        String started,
        long millis,
        int passed,
        int failed,
        int skipped,
        List<Part> parts,
        List<StackTime> stacks,
        List<Capability> capabilities,
        List<String> network,
        Map<String, String> links) {

    /**
     * What a stack cost, in milliseconds.
     *
     * @param begun after the first stack began
     * @param init Terraform's initialisation
     * @param change plan and apply
     * @param resources how many were changed
     */
    public record StackTime(String stack, long begun, long init, long change, int resources) {
        static StackTime of(StackTiming timing) {
            var changes = timing.changes();
            return new StackTime(
                    timing.stack(),
                    timing.begun().toMillis(),
                    timing.init().toMillis(),
                    timing.change().toMillis(),
                    changes.add() + changes.change() + changes.remove());
        }
    }

    static RunSummary of(
            String target,
            Map<String, String> facts,
            String started,
            long millis,
            List<StackTime> stacks,
            List<Map<String, List<ScenarioOutcome>>> passes,
            List<String> network,
            Map<String, String> links) {
        var byName = new TreeMap<String, List<ScenarioOutcome>>();
        passes.forEach(pass -> pass.forEach((name, scenarios) ->
                byName.computeIfAbsent(name, each -> new ArrayList<>()).addAll(scenarios)));
        var capabilities = byName.entrySet().stream()
                .map(entry -> Capability.of(entry.getKey(), entry.getValue()))
                .toList();
        return new RunSummary(
                target,
                new LinkedHashMap<>(facts),
                started,
                millis,
                capabilities.stream().mapToInt(Capability::passed).sum(),
                capabilities.stream().mapToInt(Capability::failed).sum(),
                capabilities.stream().mapToInt(Capability::skipped).sum(),
                List.of(),
                stacks,
                capabilities,
                network,
                new LinkedHashMap<>(links));
    }

    /** The same run, with what became of its parts. */
    RunSummary with(List<Part> parts) {
        return new RunSummary(
                target, facts, started, millis, passed, failed, skipped, parts, stacks, capabilities, network, links);
    }
}
