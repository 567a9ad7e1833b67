package sh.lfc.nv.emulator.runtimes.lambda;

import java.net.InetAddress;
import java.util.Map;

/** The host names that a function can resolve, beside {@code localhost}. Safe for use by many threads. */
public interface NameView {

    /** Changes whenever the names change. */
    long revision();

    /** The names and addresses as this function sees them. */
    Map<String, InetAddress> names(FunctionSpec function);
}
