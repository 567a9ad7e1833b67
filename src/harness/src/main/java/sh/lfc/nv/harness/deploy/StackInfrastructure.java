package sh.lfc.nv.harness.deploy;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import sh.lfc.nv.harness.stacks.StackGraph;
import sh.lfc.nv.harness.system.Infrastructure;

/** The stacks of a deployment, as the features look at them. */
public final class StackInfrastructure implements Infrastructure {
    private final Deployment deployment;
    private final StackGraph graph;
    private final DeploymentListener listener;

    public StackInfrastructure(Deployment deployment, StackGraph graph, DeploymentListener listener) {
        this.deployment = deployment;
        this.graph = graph;
        this.listener = listener;
    }

    @Override
    public Map<String, List<String>> pendingChanges() throws InterruptedException {
        var pending = new ConcurrentHashMap<String, List<String>>();
        deployment.planAll(graph, (stack, plan) -> {
            if (!plan.isEmpty()) {
                pending.put(stack.name(), plan.sentences());
            }
        });
        return new TreeMap<>(pending);
    }

    @Override
    public void destroy() throws InterruptedException {
        deployment.destroy(graph, listener);
    }
}
