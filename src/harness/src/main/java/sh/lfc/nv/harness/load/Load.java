package sh.lfc.nv.harness.load;

import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import sh.lfc.nv.canary.client.ClientCredentials;

/**
 * A load to put on a service.
 *
 * @param simulation such as {@code upload-list-download}
 * @param run a name of its own: lower-case letters, digits and dashes
 * @param profile such as {@code smoke}
 * @param settings what differs from the profile, by the simulations' system properties
 * @param target whose promises have to be kept
 * @param url where the service answers
 * @param proxy through which it is reached, if not by DNS
 * @param processes how many make the load together
 */
public record Load(
        String simulation,
        String run,
        String profile,
        Map<String, String> settings,
        String target,
        URI url,
        ClientCredentials client,
        Optional<InetSocketAddress> proxy,
        int processes) {

    /** What the names of its files begin with. */
    public String prefix() {
        return "load-" + run + "-";
    }
}
