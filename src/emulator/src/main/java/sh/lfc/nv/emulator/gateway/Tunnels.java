package sh.lfc.nv.emulator.gateway;

import java.net.InetSocketAddress;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.handler.ConnectHandler;

/**
 * HTTP CONNECT to names that the emulator itself serves: a client that uses the emulator as its proxy for HTTPS reaches
 * them under their own names and port. All other destinations are refused, nothing is ever dialled out.
 */
public final class Tunnels extends ConnectHandler {

    private static final int HTTPS = 443;

    private final Predicate<String> served;
    private final Supplier<InetSocketAddress> gateway;

    /**
     * @param served whether the emulator serves a name, given in lower case
     * @param gateway where the emulator listens
     */
    public Tunnels(Predicate<String> served, Supplier<InetSocketAddress> gateway, Handler next) {
        super(next);
        this.served = served;
        this.gateway = gateway;
    }

    @Override
    public boolean validateDestination(String host, int port) {
        return port == HTTPS && served.test(host.toLowerCase(Locale.ROOT));
    }

    @Override
    protected InetSocketAddress newConnectAddress(String host, int port) {
        return gateway.get();
    }
}
