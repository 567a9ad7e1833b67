package sh.lfc.nv.emulator.network;

import java.util.List;
import java.util.stream.Collectors;
import sh.lfc.nv.emulator.network.Topology.Group;
import sh.lfc.nv.emulator.network.Topology.Interface;
import sh.lfc.nv.emulator.network.Topology.Rule;

/**
 * What security groups let through ("Control traffic to your AWS resources using security groups"): the rules of all
 * groups of an interface count together, and all of them allow.
 */
record GroupRules(Topology topology) {

    /**
     * The other end of a connection.
     *
     * @param groups the groups of its interface; empty for what is not in the VPC
     */
    record Peer(Cidr address, List<String> groups) {

        static Peer at(Interface other) {
            return new Peer(Cidr.of(other.address()), other.groups());
        }

        static Peer outside(Cidr address) {
            return new Peer(address, List.of());
        }
    }

    Hop outbound(Interface from, Peer to, int port) {
        return check(from, true, to, port);
    }

    Hop inbound(Interface at, Peer from, int port) {
        return check(at, false, from, port);
    }

    private Hop check(Interface own, boolean egress, Peer peer, int port) {
        for (Group group : topology.groupsOf(own)) {
            for (Rule rule : group.rules()) {
                if (rule.egress() == egress && allows(rule, peer, port)) {
                    return Hop.pass(
                            Hop.Kind.SECURITY_GROUP,
                            "security group " + group.label() + " lets tcp " + port
                                    + (egress ? " out to " : " in from ") + topology.label(rule.peer()) + ": rule "
                                    + rule.id());
                }
            }
        }
        return Hop.stop(
                Hop.Kind.SECURITY_GROUP,
                owners(own) + (egress ? " outbound" : " inbound") + " rule for tcp " + port
                        + (egress ? " to " : " from ") + label(peer));
    }

    private boolean allows(Rule rule, Peer peer, int port) {
        boolean all = rule.protocol().equals("-1");
        boolean tcp = rule.protocol().equals("tcp") || rule.protocol().equals("6");
        boolean ports = all || rule.fromPort() == -1 || rule.fromPort() <= port && port <= rule.toPort();
        return (all || tcp)
                && ports
                && (peer.groups().contains(rule.peer()) || topology.holds(rule.peer(), peer.address()));
    }

    private String owners(Interface own) {
        List<String> labels = own.groups().stream().map(topology::label).toList();
        return switch (labels.size()) {
            case 0 -> "interface " + own.id() + " is in no security group, which has no";
            case 1 -> "security group " + labels.get(0) + " has no";
            default -> "none of the security groups " + String.join(", ", labels) + " has an";
        };
    }

    private String label(Peer peer) {
        String address = peer.address().address(0);
        return peer.groups().isEmpty()
                ? address
                : peer.groups().stream().map(topology::label).collect(Collectors.joining(" or ")) + " (address "
                        + address + ")";
    }
}
