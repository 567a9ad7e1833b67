package sh.lfc.nv.canary.client;

/** The service could not be reached, or did not answer in time. */
public final class NoAnswerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NoAnswerException(String message, Throwable cause) {
        super(message, cause);
    }
}
