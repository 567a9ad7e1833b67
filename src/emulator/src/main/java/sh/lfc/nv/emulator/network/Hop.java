package sh.lfc.nv.emulator.network;

import java.util.Optional;

/**
 * One step of a path: what was asked, and whether it lets the packets through.
 *
 * @param text one line for people
 * @param endpoint the VPC endpoint that the packets pass through; empty for any other step
 */
public record Hop(Kind kind, boolean passes, String text, Optional<String> endpoint) {

    /** What decides at a step. */
    public enum Kind {
        /** The resolver of the VPC. */
        NAME,
        SECURITY_GROUP,
        NETWORK_ACL,
        ROUTE,
        /** A NAT or internet gateway, or a VPC endpoint. */
        GATEWAY,
        /** Where the two ends are. */
        PLACE
    }

    static Hop pass(Kind kind, String text) {
        return new Hop(kind, true, text, Optional.empty());
    }

    static Hop through(String endpoint, String text) {
        return new Hop(Kind.GATEWAY, true, text, Optional.of(endpoint));
    }

    static Hop stop(Kind kind, String text) {
        return new Hop(kind, false, text, Optional.empty());
    }
}
