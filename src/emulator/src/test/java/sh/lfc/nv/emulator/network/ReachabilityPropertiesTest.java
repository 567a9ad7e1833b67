package sh.lfc.nv.emulator.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;
import sh.lfc.nv.emulator.network.Topology.AclEntry;
import sh.lfc.nv.emulator.network.Topology.Route;
import sh.lfc.nv.emulator.network.Topology.Rule;

/** What holds for every network, however odd. */
class ReachabilityPropertiesTest {

    private static final List<Target> TARGETS =
            List.of(DemoNetwork.database(), DemoNetwork.service("s3"), DemoNetwork.service("sqs"));

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void anAllowRuleOfAGroupNeverTakesAPathAway(
            @ForAll("networks") DemoNetwork network,
            @ForAll("rules") Rule added,
            @ForAll("groups") String group,
            @ForAll("targets") Target target) {
        boolean before = path(network, target).reachable();

        network.rules.get(group).add(added);

        assertThat(!before || path(network, target).reachable()).isTrue();
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void anAllowEntryOfANetworkAclNeverTakesAPathAway(
            @ForAll("networks") DemoNetwork network,
            @ForAll("entries") Tuple2<String, AclEntry> added,
            @ForAll("targets") Target target) {
        boolean before = path(network, target).reachable();
        AclEntry entry = added.get2();

        network.acls
                .get(added.get1())
                .add(new AclEntry(
                        entry.number() * 2 + 1,
                        entry.egress(),
                        true,
                        entry.protocol(),
                        entry.range(),
                        entry.fromPort(),
                        entry.toPort()));

        assertThat(!before || path(network, target).reachable()).isTrue();
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void theExplanationAgreesWithTheDecision(
            @ForAll("networks") DemoNetwork network, @ForAll("targets") Target target) {
        Path path = path(network, target);

        assertThat(path.hops()).isNotEmpty();
        assertThat(path.reachable()).isEqualTo(path.hops().stream().allMatch(Hop::passes));
        assertThat(path.hops().subList(0, path.hops().size() - 1)).allMatch(Hop::passes);
        assertThat(path.text().contains("STOP")).isEqualTo(!path.reachable());
        assertThat(path.text()).contains(path.reachable() ? ": reachable" : ": not reachable");
    }

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void whatANewConnectionMayAnExistingOneMay(
            @ForAll("networks") DemoNetwork network, @ForAll("targets") Target target) {
        Path tracked =
                Reachability.path(network.topology(), DemoNetwork.function(), target, 443, Reachability.Flow.TRACKED);

        assertThat(!network.path(DemoNetwork.function(), target, 443).reachable() || tracked.reachable())
                .isTrue();
    }

    private static Path path(DemoNetwork network, Target target) {
        return network.path(DemoNetwork.function(), target, target instanceof Target.Resource ? 5432 : 443);
    }

    @Provide
    Arbitrary<Target> targets() {
        return Arbitraries.of(TARGETS);
    }

    @Provide
    Arbitrary<String> groups() {
        return Arbitraries.of("sg-function", "sg-db");
    }

    @Provide
    Arbitrary<Rule> rules() {
        return Combinators.combine(
                        Arbitraries.of(true, false),
                        Arbitraries.of("tcp", "udp", "-1", "6"),
                        Arbitraries.of(443, 5432, 80),
                        Arbitraries.of(443, 5432, 65_535),
                        ranges())
                .as((egress, protocol, from, to, peer) -> new Rule("sgr", egress, protocol, from, to, peer));
    }

    private static Arbitrary<String> ranges() {
        return Arbitraries.of(
                "0.0.0.0/0", "10.0.0.0/16", "10.0.1.0/24", "10.0.2.20/32", "sg-db", "sg-function", "pl-s3", "::/0");
    }

    @Provide
    Arbitrary<Tuple2<String, AclEntry>> entries() {
        return Combinators.combine(
                        Arbitraries.of("public", "private", "data"),
                        Arbitraries.integers().between(1, 200),
                        Arbitraries.of(true, false),
                        Arbitraries.of(true, false),
                        Arbitraries.of("-1", "6", "17"),
                        ranges(),
                        Arbitraries.of(0, 443, 1024, 5432, 32_768),
                        Arbitraries.of(443, 5432, 60_999, 65_535))
                .as((subnet, number, egress, allows, protocol, range, from, to) ->
                        Tuple.of(subnet, new AclEntry(number * 2, egress, allows, protocol, range, from, to)));
    }

    private static Arbitrary<Tuple2<String, Route>> routes() {
        return Combinators.combine(
                        Arbitraries.of("public", "private"),
                        Arbitraries.of("0.0.0.0/0", "52.0.0.0/8", "pl-s3", "54.239.28.0/24"),
                        Arbitraries.of("nat-1", "igw-1", "vpce-1", "eni-9"),
                        Arbitraries.of(true, true, false))
                .as((subnet, destination, target, active) -> Tuple.of(subnet, new Route(destination, target, active)));
    }

    /** The demo network with rules, entries and routes added and some of its own taken away. */
    @Provide
    Arbitrary<DemoNetwork> networks() {
        return Combinators.combine(
                        rules().list().ofMaxSize(3),
                        groups(),
                        entries().list().ofMaxSize(3),
                        routes().list().ofMaxSize(2),
                        Arbitraries.of(Map.of(), Map.of("sg-db", true), Map.of("sg-function", true)),
                        Arbitraries.frequencyOf(
                                Tuple.of(9, Arbitraries.just(true)), Tuple.of(1, Arbitraries.just(false))))
                .as((rules, group, entries, routes, emptied, dns) -> {
                    DemoNetwork network = new DemoNetwork();
                    emptied.keySet().forEach(id -> network.rules.get(id).clear());
                    network.rules.get(group).addAll(rules);
                    entries.forEach(each -> network.acls.get(each.get1()).add(each.get2()));
                    routes.forEach(each -> network.routes.get(each.get1()).add(each.get2()));
                    network.dnsSupport = dns;
                    return network;
                });
    }
}
