package sh.lfc.nv.service.json;

/** What should be JSON is not. The message never quotes the source: it may hold a secret. */
public final class InvalidJsonException extends RuntimeException {

    InvalidJsonException(Throwable cause) {
        super("Not a JSON document"
                + (cause == null ? "" : " (" + cause.getClass().getSimpleName() + ")"));
    }
}
