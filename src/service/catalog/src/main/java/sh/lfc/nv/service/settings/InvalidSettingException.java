package sh.lfc.nv.service.settings;

/** The function is configured wrongly; the message says which variable and what is wrong with it. */
public final class InvalidSettingException extends RuntimeException {

    public InvalidSettingException(String message) {
        super(message);
    }
}
