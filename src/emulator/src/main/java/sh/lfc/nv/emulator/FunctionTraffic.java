package sh.lfc.nv.emulator;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import sh.lfc.nv.emulator.call.Scope;
import sh.lfc.nv.emulator.faults.EngineFaults;
import sh.lfc.nv.emulator.names.HostNames;
import sh.lfc.nv.emulator.runtimes.LoopbackAddresses;
import sh.lfc.nv.emulator.runtimes.lambda.FunctionSpec;
import sh.lfc.nv.emulator.runtimes.lambda.NetworkView;
import sh.lfc.nv.emulator.services.ec2.Network;
import sh.lfc.nv.emulator.services.lambda.Lambda;
import sh.lfc.nv.emulator.traffic.Switchboard;

/**
 * The network of functions' processes: all their connections go through listeners of the emulator, which ask at every
 * moment whether the function reaches what is behind. A function in no VPC calls AWS and HTTPS directly, and databases
 * through listeners too. Safe for use by many threads.
 *
 * <p>{@link HostNames} is the operator's own way to the engines (tests, the harness, {@code GET /_emulator/names/HOST}).
 * Functions do not see it, so nothing that is asked there opens a path for them.
 */
final class FunctionTraffic implements NetworkView, AutoCloseable {

    /** The domains that the whole internet finds by DNS, and where they lead on this machine. */
    interface Domains {

        Map<String, InetAddress> names();

        /** Another number after every change. */
        long revision();
    }

    private record Key(Scope scope, String function) {}

    private final HostNames names;
    private final Domains domains;
    private final Network network;
    private final NetworkPaths paths;
    private final Switchboard switchboard = new Switchboard();
    private final FunctionDoors.Shared shared;
    private final Map<Key, FunctionDoors> functions = new ConcurrentHashMap<>();
    private final AtomicLong left = new AtomicLong();

    /**
     * @param stores what functions may want to reach
     * @param lambda known once all services are
     * @param gateway where the emulator listens
     * @param faults what goes wrong on the way to databases and caches
     */
    FunctionTraffic(
            Network network,
            FunctionInterfaces interfaces,
            DataStores stores,
            HostNames names,
            Domains domains,
            LoopbackAddresses addresses,
            Supplier<Lambda> lambda,
            Supplier<InetSocketAddress> gateway,
            EngineFaults faults) {
        this.names = names;
        this.domains = domains;
        this.network = network;
        this.paths = new NetworkPaths(network, interfaces, stores::endpoints);
        this.shared = new FunctionDoors.Shared(
                paths, new Drops(lambda), switchboard, addresses, () -> reachable(gateway.get()), faults);
        network.onChange(switchboard::recheck);
        interfaces.onLeft(this::left);
    }

    /** A listener on all addresses is reached on the loopback one. */
    private static InetSocketAddress reachable(InetSocketAddress gateway) {
        return gateway.getAddress().isAnyLocalAddress()
                ? new InetSocketAddress(InetAddress.getLoopbackAddress(), gateway.getPort())
                : gateway;
    }

    /** Has functions' connections that exist asked about anew. */
    void reconsider() {
        switchboard.reconsider();
    }

    NetworkPaths paths() {
        return paths;
    }

    @Override
    public long revision() {
        return names.revision() + network.revision() + domains.revision() + left.get();
    }

    @Override
    public Map<String, InetAddress> names(FunctionSpec function) {
        Map<String, InetAddress> known = new TreeMap<>(doors(function).names());
        if (paths.resolves(function.scope(), function.name())) {
            known.putAll(domains.names());
        }
        return known;
    }

    @Override
    public WaysOut waysOut(FunctionSpec function) {
        boolean inVpc =
                !paths.function(function.scope(), function.name()).interfaces().isEmpty();
        return inVpc
                ? doors(function).waysOut()
                : new WaysOut(Map.of(), shared.gateway().get(), Optional.empty());
    }

    private FunctionDoors doors(FunctionSpec function) {
        return functions.computeIfAbsent(
                new Key(function.scope(), function.name()),
                key -> new FunctionDoors(shared, key.scope(), key.function()));
    }

    private void left(Scope scope, String function) {
        FunctionDoors doors = functions.remove(new Key(scope, function));
        if (doors != null) {
            doors.close();
            left.incrementAndGet();
        }
    }

    @Override
    public void close() {
        functions.values().forEach(FunctionDoors::close);
        switchboard.close();
    }
}
