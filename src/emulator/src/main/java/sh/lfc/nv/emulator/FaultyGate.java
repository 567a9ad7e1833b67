package sh.lfc.nv.emulator;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import sh.lfc.nv.emulator.faults.EngineFaults;
import sh.lfc.nv.emulator.traffic.Gate;

/**
 * A way to a database or cache on which faults may lie.
 *
 * @param network what lets connections through otherwise
 * @param names under which the engine is known
 */
record FaultyGate(Gate network, List<String> names, EngineFaults faults) implements Gate {

    @Override
    public Optional<String> refusal() {
        return network.refusal();
    }

    @Override
    public boolean carries() {
        return network.carries();
    }

    @Override
    public boolean resets() {
        return faults.resets(names);
    }

    @Override
    public Duration lag() {
        return faults.lag(names);
    }

    @Override
    public String target() {
        return network.target();
    }

    @Override
    public void dropped(String reason) {
        network.dropped(reason);
    }
}
