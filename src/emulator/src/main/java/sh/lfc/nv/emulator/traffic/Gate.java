package sh.lfc.nv.emulator.traffic;

import java.time.Duration;
import java.util.Optional;

/** What decides over connections. Asked again after every change, so an answer has to be cheap; safe for many threads. */
public interface Gate {

    /** Why a new connection is dropped; empty when it is let through. */
    Optional<String> refusal();

    /** Whether the packets of a connection that exists get through. */
    boolean carries();

    /** Whether a connection that is let through is reset; asked once for each, and anew when that is wanted. */
    default boolean resets() {
        return false;
    }

    /** By how much an exchange is held up: what a client sends after it was answered, or first. Asked for each. */
    default Duration lag() {
        return Duration.ZERO;
    }

    /** For the log, for example {@code db:nv-demo-db}. */
    String target();

    /** Told of each attempt that was dropped. */
    void dropped(String reason);
}
