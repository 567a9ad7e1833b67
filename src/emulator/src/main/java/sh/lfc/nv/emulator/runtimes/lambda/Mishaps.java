package sh.lfc.nv.emulator.runtimes.lambda;

import java.time.Duration;
import java.util.Optional;

/** What befalls functions on purpose. Safe for use by many threads; where nothing does, it costs nothing to ask. */
public interface Mishaps {

    /** What befalls an invocation. */
    enum Kind {
        /** The process is killed while it works on the event. */
        KILLED,
        /** The same, because it wanted more memory than it may have. */
        OUT_OF_MEMORY,
        /** The function has done its work, and ends with an error even so. */
        ERROR
    }

    /** @param reason for the log: why that is so */
    record Mishap(Kind kind, String reason) {

        boolean isDeadly() {
            return kind != Kind.ERROR;
        }
    }

    /** What befalls the invocation that is about to begin. */
    Optional<Mishap> invocation(FunctionSpec function);

    /** By how much the start of an environment is late. */
    Duration start(FunctionSpec function);
}
