package sh.lfc.nv.emulator.runtimes.lambda;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;

/** The network as a function's process sees it. Safe for use by many threads. */
public interface NetworkView {

    /**
     * The ways out of a process.
     *
     * @param variables variables of the SDK with an endpoint of its own for each AWS service; empty where the common
     *     one does for all
     * @param httpsProxy the proxy through which HTTPS leads
     * @param httpProxy the proxy through which HTTP to the common endpoint leads; empty where it is called directly
     */
    record WaysOut(Map<String, String> variables, InetSocketAddress httpsProxy, Optional<InetSocketAddress> httpProxy) {

        public WaysOut {
            variables = Map.copyOf(variables);
        }
    }

    /** Changes whenever the names change. */
    long revision();

    /** The host names that a function can resolve, beside {@code localhost}, and their addresses as it sees them. */
    Map<String, InetAddress> names(FunctionSpec function);

    /** How a new process of a function gets out. */
    WaysOut waysOut(FunctionSpec function);
}
