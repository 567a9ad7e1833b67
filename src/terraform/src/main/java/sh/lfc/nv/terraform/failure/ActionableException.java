package sh.lfc.nv.terraform.failure;

/**
 * Something the user can act on. The message is one clear sentence: what is wrong and what to do about it. A command line
 * prints it without a stack trace.
 */
public class ActionableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ActionableException(String message) {
        super(message);
    }

    public ActionableException(String message, Throwable cause) {
        super(message, cause);
    }
}
