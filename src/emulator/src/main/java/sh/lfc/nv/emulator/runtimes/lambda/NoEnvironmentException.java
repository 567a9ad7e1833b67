package sh.lfc.nv.emulator.runtimes.lambda;

/** An invocation for which there is no execution environment, and will not be one soon. */
public final class NoEnvironmentException extends Exception {

    private static final long serialVersionUID = 1;

    /** Why there is none. */
    public enum Reason {
        /** All environments that the machine may hold are busy. */
        BUSY,
        /** The function's role cannot be assumed. */
        ROLE,
        /** The process could not be started. */
        START,
        /** The emulator is about to end. */
        CLOSED
    }

    private final Reason reason;

    NoEnvironmentException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
