package sh.lfc.nv.canary;

/** The service does not do what it promises; the message says feature, scenario, step and reason. */
public final class CanaryFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CanaryFailedException(String message) {
        super(message);
    }

    CanaryFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
