package sh.lfc.nv.emulator.network;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The way of TCP packets from one end to the other and back, as far as they come.
 *
 * @param from the source's name
 * @param to the target's name
 * @param hops in their order; only the last one may be one that stops
 */
public record Path(String from, String to, int port, List<Hop> hops) {

    public Path {
        hops = List.copyOf(hops);
    }

    /** Whether packets come through, and the answers back. */
    public boolean reachable() {
        return stop().isEmpty();
    }

    /** The first thing that stops them. */
    public Optional<Hop> stop() {
        return hops.stream().filter(hop -> !hop.passes()).findFirst();
    }

    /** The VPC endpoint that the packets pass through. */
    public Optional<String> endpoint() {
        return hops.stream().flatMap(hop -> hop.endpoint().stream()).findFirst();
    }

    /** The path for people: one line for the answer, then one for each hop. */
    public String text() {
        StringBuilder text = new StringBuilder();
        text.append(String.format(
                Locale.ROOT, "%s to %s, tcp %d: %s%n", from, to, port, reachable() ? "reachable" : "not reachable"));
        hops.forEach(hop ->
                text.append(String.format(Locale.ROOT, "  %-5s %s%n", hop.passes() ? "ok" : "STOP", hop.text())));
        return text.toString();
    }
}
