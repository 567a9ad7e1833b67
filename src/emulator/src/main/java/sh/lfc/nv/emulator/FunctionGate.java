package sh.lfc.nv.emulator;

import java.util.Optional;
import java.util.function.Supplier;
import sh.lfc.nv.emulator.call.Scope;
import sh.lfc.nv.emulator.network.Hop;
import sh.lfc.nv.emulator.network.Path;
import sh.lfc.nv.emulator.network.Reachability.Flow;
import sh.lfc.nv.emulator.network.Target;
import sh.lfc.nv.emulator.traffic.Gate;

/**
 * Lets a function's connections to one target through as the network allows at this moment.
 *
 * @param to the target as it is now
 * @param name the target's, for people
 */
record FunctionGate(
        NetworkPaths paths, Drops drops, Scope scope, String function, Supplier<Target> to, String name, int port)
        implements Gate {

    private Path path(Flow flow) {
        return paths.path(scope, paths.function(scope, function), to.get(), port, flow);
    }

    @Override
    public Optional<String> refusal() {
        return path(Flow.NEW).stop().map(Hop::text);
    }

    @Override
    public boolean carries() {
        return path(Flow.TRACKED).reachable();
    }

    @Override
    public String target() {
        return name;
    }

    @Override
    public void dropped(String reason) {
        drops.dropped(scope, function, name, port, reason);
    }
}
