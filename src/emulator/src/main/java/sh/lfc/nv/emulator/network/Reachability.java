package sh.lfc.nv.emulator.network;

import sh.lfc.nv.emulator.network.Topology.Interface;

/**
 * Whether one end reaches the other over TCP, by the rules of a {@link Topology}, and how.
 *
 * <p>Looked at in AWS's order: the resolver of the VPC, the source's security groups, network ACL and route table, the
 * gateway or endpoint that its route leads to, the target's network ACL and security groups; then the network ACLs on
 * the way back. Within a subnet no network ACL is asked. What leaves the emulated network (AWS's own services and the
 * internet) is always there.
 */
public final class Reachability {

    /** What is asked for. */
    public enum Flow {
        /** A new connection. */
        NEW,
        /**
         * A connection that exists. Security groups have let it in and do not look at it again: "When you change a
         * security group rule, its tracked connections are not immediately interrupted"; and those of functions are
         * always tracked ("Amazon EC2 security group connection tracking"). Network ACLs and routes bite at once.
         */
        TRACKED
    }

    private Reachability() {}

    /** The path from every interface of the source: the first one that is stopped, else the first. */
    public static Path path(Topology topology, Source from, Target to, int port, Flow flow) {
        if (from.interfaces().isEmpty()) {
            return new Path(from.name(), to.name(), port, new Walk(topology, flow, port).fromOutside(to));
        }
        Path first = null;
        for (Interface at : from.interfaces()) {
            Path path = new Path(from.name(), to.name(), port, new Walk(topology, flow, port).from(at, to));
            if (!path.reachable()) {
                return path;
            }
            first = first == null ? path : first;
        }
        return first;
    }
}
