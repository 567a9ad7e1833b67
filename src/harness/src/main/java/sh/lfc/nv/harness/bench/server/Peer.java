package sh.lfc.nv.harness.bench.server;

import java.util.Optional;

/** Somebody else's server of AWS's APIs, to measure ours beside. */
public interface Peer {

    /** As it stands in reports. */
    String name();

    /** Why it cannot be started here; empty when it can. */
    Optional<String> absence() throws InterruptedException;

    /** What exactly would be started, for reports. */
    String version() throws InterruptedException;

    /** Starts one on a free port; it answers when this returns. */
    Server start() throws InterruptedException;
}
