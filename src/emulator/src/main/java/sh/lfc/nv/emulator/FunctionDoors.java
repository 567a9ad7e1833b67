package sh.lfc.nv.emulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sh.lfc.nv.emulator.call.Scope;
import sh.lfc.nv.emulator.faults.EngineFaults;
import sh.lfc.nv.emulator.network.Target;
import sh.lfc.nv.emulator.runtimes.LoopbackAddresses;
import sh.lfc.nv.emulator.runtimes.lambda.NetworkView.WaysOut;
import sh.lfc.nv.emulator.traffic.Door;
import sh.lfc.nv.emulator.traffic.Gate;
import sh.lfc.nv.emulator.traffic.Switchboard;

/**
 * The listeners of one function: one for each database and cache, on an address of its own and the real port, and one
 * for each AWS service and for HTTPS, where it is in a VPC. Safe for use by many threads.
 */
final class FunctionDoors implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(FunctionDoors.class);
    private static final String LOOPBACK = "127.0.0.1";
    /** An address of documentation's: nobody answers there. */
    private static final String NOWHERE = "192.0.2.1";

    /** What all functions' listeners share. */
    record Shared(
            NetworkPaths paths,
            Drops drops,
            Switchboard switchboard,
            LoopbackAddresses addresses,
            Supplier<InetSocketAddress> gateway,
            EngineFaults faults) {}

    private record Own(LoopbackAddresses.Lease lease, Door door) {}

    private final Shared shared;
    private final Scope scope;
    private final String function;
    private final Map<InetSocketAddress, Optional<Own>> toEngines = new HashMap<>();
    private final List<Door> out = new ArrayList<>();
    private WaysOut waysOut;

    FunctionDoors(Shared shared, Scope scope, String function) {
        this.shared = shared;
        this.scope = scope;
        this.function = function;
    }

    /** The names of all databases and caches, with the addresses on which this function finds them. */
    synchronized Map<String, InetAddress> names() {
        List<DataEndpoint> endpoints = shared.paths().endpoints();
        forget(endpoints.stream().map(DataEndpoint::engine).collect(Collectors.toSet()));
        Map<String, InetAddress> names = new TreeMap<>();
        if (shared.paths().resolves(scope, function)) {
            for (DataEndpoint endpoint : endpoints) {
                InetAddress address = address(endpoint);
                endpoint.hosts().forEach(host -> names.put(host, address));
            }
        }
        return names;
    }

    private InetAddress address(DataEndpoint endpoint) {
        Gate network = gate(
                () -> shared.paths().target(endpoint),
                endpoint.names().get(0),
                endpoint.engine().getPort());
        Gate gate = new FaultyGate(network, endpoint.names(), shared.faults());
        return toEngines
                .computeIfAbsent(endpoint.engine(), engine -> own(engine, gate))
                .map(own -> own.lease().address())
                .orElseGet(() -> withoutOwn(endpoint, gate));
    }

    private Optional<Own> own(InetSocketAddress engine, Gate gate) {
        try {
            Optional<LoopbackAddresses.Lease> lease = shared.addresses().own(engine.getPort());
            if (lease.isPresent()) {
                InetSocketAddress at = new InetSocketAddress(lease.get().address(), engine.getPort());
                return Optional.of(new Own(lease.get(), shared.switchboard().open(at, () -> engine, gate)));
            }
        } catch (IOException e) {
            log.debug("function={} target={} {}", function, gate.target(), e.toString());
        }
        log.warn(
                "function={} target={} there is no loopback address free for them: a change of the network counts from"
                        + " the next invocation on, and cuts no connection. macOS has only those addresses that were"
                        + " added: for i in $(seq 2 60); do sudo ifconfig lo0 alias 127.0.0.$i; done",
                function,
                gate.target());
        return Optional.empty();
    }

    /** Where there is no address of its own, the name leads to the engine itself or to nowhere. */
    private static InetAddress withoutOwn(DataEndpoint endpoint, Gate gate) {
        Optional<String> refusal = gate.refusal();
        refusal.ifPresent(gate::dropped);
        try {
            return refusal.isEmpty() ? endpoint.engine().getAddress() : InetAddress.getByName(NOWHERE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void forget(Set<InetSocketAddress> still) {
        toEngines.entrySet().removeIf(entry -> {
            boolean gone = !still.contains(entry.getKey());
            if (gone) {
                entry.getValue().ifPresent(FunctionDoors::end);
            }
            return gone;
        });
    }

    private static void end(Own own) {
        own.door().close();
        own.lease().close();
    }

    /** How the function's processes get out, where it is in a VPC. */
    synchronized WaysOut waysOut() {
        if (waysOut == null) {
            Map<String, String> variables = new TreeMap<>();
            AwsEndpoints.VARIABLES.forEach((variable, service) -> variables.put(
                    variable, "http://localhost:" + toService(service).getPort()));
            waysOut = new WaysOut(variables, proxy(), Optional.of(toService(AwsEndpoints.COMMON)));
        }
        return waysOut;
    }

    private InetSocketAddress toService(String service) {
        Target target = NetworkPaths.service(scope, service);
        try {
            Door door = shared.switchboard()
                    .open(
                            new InetSocketAddress(LOOPBACK, 0),
                            shared.gateway(),
                            gate(() -> target, target.name(), NetworkPaths.httpsPort()));
            out.add(door);
            return door.at();
        } catch (IOException e) {
            throw new UncheckedIOException("there is no port free for " + service, e);
        }
    }

    private InetSocketAddress proxy() {
        try {
            Door door = shared.switchboard()
                    .openProxy(new InetSocketAddress(LOOPBACK, 0), shared.gateway(), (host, port) -> {
                        Target target = NetworkPaths.host(scope, host);
                        return gate(() -> target, target.name(), port);
                    });
            out.add(door);
            return door.at();
        } catch (IOException e) {
            throw new UncheckedIOException("there is no port free for HTTPS", e);
        }
    }

    private Gate gate(Supplier<Target> target, String name, int port) {
        return new FunctionGate(shared.paths(), shared.drops(), scope, function, target, name, port);
    }

    @Override
    public synchronized void close() {
        out.forEach(Door::close);
        out.clear();
        waysOut = null;
        forget(Set.of());
    }
}
