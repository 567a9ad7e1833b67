package sh.lfc.nv.service.secrets;

/** A secret does not have the shape that its reader needs; the message names the secret and never its value. */
public final class InvalidSecretException extends RuntimeException {

    InvalidSecretException(String message) {
        super(message);
    }
}
