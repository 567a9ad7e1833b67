package sh.lfc.nv.harness;

/**
 * Something the user can act on. The message is one clear sentence: what is wrong and what to do about it. The command
 * line prints it without a stack trace.
 */
public class HarnessException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public HarnessException(String message) {
        super(message);
    }

    public HarnessException(String message, Throwable cause) {
        super(message, cause);
    }
}
