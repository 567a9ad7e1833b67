package sh.lfc.nv.emulator.traffic;

import java.util.Optional;

/** What decides over connections. Asked again after every change, so an answer has to be cheap; safe for many threads. */
public interface Gate {

    /** Why a new connection is dropped; empty when it is let through. */
    Optional<String> refusal();

    /** Whether the packets of a connection that exists get through. */
    boolean carries();

    /** For the log, for example {@code db:nv-demo-db}. */
    String target();

    /** Told of each attempt that was dropped. */
    void dropped(String reason);
}
