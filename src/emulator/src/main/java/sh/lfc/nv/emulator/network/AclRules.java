package sh.lfc.nv.emulator.network;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import sh.lfc.nv.emulator.network.Topology.AclEntry;
import sh.lfc.nv.emulator.network.Topology.Subnet;

/**
 * What network ACLs let through ("Control subnet traffic with network access control lists"): they know no connections,
 * so answers need entries of their own, for every port from which a client may have called.
 */
final class AclRules {

    /** "Functions, NAT gateways and load balancers use ports 1024-65535." */
    private static final int FIRST_EPHEMERAL = 1024;

    private static final int LAST = 65_535;
    private static final int ASTERISK = 32_767;

    private AclRules() {}

    /** Packets that leave a subnet for a port. */
    static Hop out(Subnet subnet, Cidr to, int port) {
        return check(subnet, true, to, port, port);
    }

    /** Packets that enter a subnet for a port. */
    static Hop in(Subnet subnet, Cidr from, int port) {
        return check(subnet, false, from, port, port);
    }

    /** Answers that leave a subnet. */
    static Hop answersOut(Subnet subnet, Cidr to) {
        return check(subnet, true, to, FIRST_EPHEMERAL, LAST);
    }

    /** Answers that enter a subnet. */
    static Hop answersIn(Subnet subnet, Cidr from) {
        return check(subnet, false, from, FIRST_EPHEMERAL, LAST);
    }

    private static Hop check(Subnet subnet, boolean egress, Cidr peer, int first, int last) {
        List<AclEntry> entries = subnet.acl().entries().stream()
                .filter(entry -> entry.egress() == egress && matches(entry, peer))
                .sorted(Comparator.comparingInt(AclEntry::number))
                .toList();
        String acl = "network ACL " + subnet.acl().id() + " of subnet " + subnet.label();
        String what = (first == last ? "tcp " + first : "answers on tcp " + first + "-" + last)
                + (egress ? " out to " : " in from ")
                + peer.address(0);
        for (int port : boundaries(entries, first, last)) {
            Optional<AclEntry> decides = entries.stream()
                    .filter(entry -> entry.fromPort() <= port && port <= entry.toPort())
                    .findFirst();
            if (decides.filter(AclEntry::allows).isEmpty()) {
                String part = first == last || port == first ? "" : ", from port " + port + " on";
                return Hop.stop(Hop.Kind.NETWORK_ACL, acl + " does not let " + what + part + ": " + entry(decides));
            }
        }
        return Hop.pass(Hop.Kind.NETWORK_ACL, acl + " lets " + what);
    }

    private static String entry(Optional<AclEntry> decides) {
        return decides.filter(entry -> entry.number() < ASTERISK)
                .map(entry -> "entry " + entry.number() + " denies it")
                .orElse("no entry allows it");
    }

    private static boolean matches(AclEntry entry, Cidr peer) {
        boolean tcp = entry.protocol().equals("-1") || entry.protocol().equals("6");
        return tcp
                && Cidr.parse(entry.range())
                        .filter(range -> range.contains(peer))
                        .isPresent();
    }

    /** One port of each stretch in which the same entry decides. */
    private static TreeSet<Integer> boundaries(List<AclEntry> entries, int first, int last) {
        TreeSet<Integer> starts = new TreeSet<>();
        starts.add(first);
        for (AclEntry entry : entries) {
            starts.add(entry.fromPort());
            starts.add(entry.toPort() + 1);
        }
        return new TreeSet<>(starts.subSet(first, true, last, true));
    }
}
