package sh.lfc.nv.service.update;

/** A record that will never be applied, however often it is tried; the message is the reason. */
final class BadRecordException extends RuntimeException {

    BadRecordException(String reason) {
        super(reason);
    }
}
