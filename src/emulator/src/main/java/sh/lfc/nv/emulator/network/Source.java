package sh.lfc.nv.emulator.network;

import java.util.List;
import sh.lfc.nv.emulator.network.Topology.Interface;

/**
 * Where a connection begins.
 *
 * @param name for example {@code function:nv-demo-api}
 * @param interfaces those from which it may begin, as a function has one in each of its subnets: a path has to exist
 *     from every one; none for what is in no VPC
 */
public record Source(String name, List<Interface> interfaces) {

    public Source {
        interfaces = List.copyOf(interfaces);
    }

    /** Something in no VPC, such as a function without subnets. */
    public static Source outside(String name) {
        return new Source(name, List.of());
    }
}
