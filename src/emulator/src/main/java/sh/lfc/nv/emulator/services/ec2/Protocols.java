package sh.lfc.nv.emulator.services.ec2;

import java.util.Locale;
import java.util.Map;

/** IP protocols by name and by number ("Protocol Numbers" of IANA); {@code -1} is all of them. */
final class Protocols {

    private static final Map<String, String> NUMBERS =
            Map.of("icmp", "1", "tcp", "6", "udp", "17", "icmpv6", "58", "all", "-1");

    private static final Map<String, String> NAMES = Map.of("1", "icmp", "6", "tcp", "17", "udp", "58", "icmpv6");

    private static final int LAST = 255;

    private Protocols() {}

    /** As network ACLs have it: always a number. */
    static String number(String protocol) {
        return NUMBERS.getOrDefault(protocol.toLowerCase(Locale.ROOT), checked(protocol));
    }

    /** As security groups have it: a name for those that have one, else the number. */
    static String name(String protocol) {
        String lower = protocol.toLowerCase(Locale.ROOT);
        if (lower.equals("all")) {
            return "-1";
        }
        return NUMBERS.containsKey(lower) ? lower : NAMES.getOrDefault(lower, checked(lower));
    }

    static boolean hasPorts(String name) {
        return name.equals("tcp") || name.equals("udp");
    }

    static boolean isIcmp(String name) {
        return name.startsWith("icmp");
    }

    private static String checked(String protocol) {
        String lower = protocol.toLowerCase(Locale.ROOT);
        boolean known = lower.equals("-1")
                || NUMBERS.containsKey(lower)
                || lower.matches("[0-9]{1,3}") && Integer.parseInt(lower) <= LAST;
        if (!known) {
            throw Refusals.invalid("Invalid value '" + protocol + "' for IP protocol. Unknown protocol.");
        }
        return lower;
    }
}
