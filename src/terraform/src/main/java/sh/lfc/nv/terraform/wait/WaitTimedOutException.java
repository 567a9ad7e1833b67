package sh.lfc.nv.terraform.wait;

import java.time.Duration;
import sh.lfc.nv.terraform.failure.ActionableException;

/** What was waited for did not come true in time. The message has what was seen last; the cause is its failure, if any. */
public final class WaitTimedOutException extends ActionableException {
    private static final long serialVersionUID = 1L;

    WaitTimedOutException(Duration atMost, String description, String seen, Throwable cause) {
        super("waited %s for %s, in vain; last seen: %s".formatted(text(atMost), description, seen), cause);
    }

    private static String text(Duration time) {
        return time.toMillis() % 1000 == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
    }
}
