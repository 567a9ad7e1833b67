package sh.lfc.nv.emulator;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import sh.lfc.nv.emulator.call.Scope;
import sh.lfc.nv.emulator.network.Cidr;
import sh.lfc.nv.emulator.network.Path;
import sh.lfc.nv.emulator.network.Reachability;
import sh.lfc.nv.emulator.network.Source;
import sh.lfc.nv.emulator.network.Target;
import sh.lfc.nv.emulator.network.Topology;
import sh.lfc.nv.emulator.services.ec2.Network;

/**
 * The paths from functions to what they may want to reach, as the network is at this moment: decisions and explanations
 * both come from here. Safe for use by many threads.
 */
final class NetworkPaths {

    private static final int HTTPS = 443;
    /** Of {@code bucket.s3.us-east-1.amazonaws.com} and {@code sqs.us-east-1.amazonaws.com}, the service. */
    private static final Pattern AWS_HOST =
            Pattern.compile("(?:.+\\.)?([a-z0-9-]+)\\.(?:[a-z]{2}(?:-[a-z]+)+-\\d)\\.amazonaws\\.com");

    private static final Pattern GLOBAL_AWS_HOST = Pattern.compile("(?:.+\\.)?([a-z0-9-]+)\\.amazonaws\\.com");

    private record Picture(long revision, Topology topology) {}

    private final Network network;
    private final FunctionInterfaces interfaces;
    private final Supplier<List<DataEndpoint>> endpoints;
    private final Map<Scope, Picture> pictures = new ConcurrentHashMap<>();

    NetworkPaths(Network network, FunctionInterfaces interfaces, Supplier<List<DataEndpoint>> endpoints) {
        this.network = network;
        this.interfaces = interfaces;
        this.endpoints = endpoints;
    }

    List<DataEndpoint> endpoints() {
        return endpoints.get();
    }

    /** Where a function's connections begin. */
    Source function(Scope scope, String name) {
        return new Source(
                "function:" + name,
                interfaces.of(scope, name).stream().map(Network.Interface::end).toList());
    }

    Path path(Scope scope, Source from, Target to, int port, Reachability.Flow flow) {
        return Reachability.path(topology(scope), from, to, port, flow);
    }

    /** Whether the resolver of a function's VPC answers; outside a VPC one always does. */
    boolean resolves(Scope scope, String function) {
        Topology topology = topology(scope);
        return interfaces.of(scope, function).stream()
                .map(at -> topology.vpcs().get(at.vpcId()))
                .allMatch(vpc -> vpc == null || vpc.dnsSupport());
    }

    private Topology topology(Scope scope) {
        // Read first: what changes meanwhile is then seen the next time.
        long revision = network.revision();
        Picture known = pictures.get(scope);
        if (known == null || known.revision() != revision) {
            known = new Picture(revision, network.topology(scope));
            pictures.put(scope, known);
        }
        return known.topology();
    }

    /** The database or cache of a name such as {@code db:nv-demo-db}. */
    Optional<DataEndpoint> endpoint(Scope scope, String name) {
        return endpoints().stream()
                .filter(endpoint ->
                        endpoint.scope().equals(scope) && endpoint.names().contains(name))
                .findFirst();
    }

    Target target(DataEndpoint endpoint) {
        Topology.Interface at = endpoint.networkInterface()
                .flatMap(id -> network.networkInterface(endpoint.scope(), id))
                .map(Network.Interface::end)
                .orElseGet(() -> new Topology.Interface("none", "none", "0.0.0.0", Optional.empty(), List.of()));
        return new Target.Resource(endpoint.names().get(0), at, endpoint.isPublic());
    }

    static Target service(Scope scope, String service) {
        return new Target.AwsService("aws:" + service, service, scope.region());
    }

    /** AWS's own endpoints by their names, everything else is somewhere on the internet. */
    static Target host(Scope scope, String host) {
        Matcher regional = AWS_HOST.matcher(host);
        if (regional.matches()) {
            return service(scope, regional.group(1));
        }
        Matcher global = GLOBAL_AWS_HOST.matcher(host);
        return global.matches()
                ? service(scope, global.group(1))
                : new Target.Internet("internet:" + host, Cidr.parse(host));
    }

    static int httpsPort() {
        return HTTPS;
    }
}
