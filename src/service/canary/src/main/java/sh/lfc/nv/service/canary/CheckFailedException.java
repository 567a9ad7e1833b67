package sh.lfc.nv.service.canary;

/** The service did not do what it promises; the message begins with the name of the step that found out. */
final class CheckFailedException extends RuntimeException {

    CheckFailedException(String message) {
        super(message);
    }

    CheckFailedException(String step, Throwable cause) {
        super(step + ": " + cause, cause);
    }
}
