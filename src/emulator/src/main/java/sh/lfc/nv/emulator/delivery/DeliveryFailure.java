package sh.lfc.nv.emulator.delivery;

/** A delivery that a target did not take. */
public final class DeliveryFailure extends RuntimeException {

    private final String code;
    private final boolean retriable;

    private DeliveryFailure(String code, String message, boolean retriable) {
        super(message, null, false, false);
        this.code = code;
        this.retriable = retriable;
    }

    /** A failure that may pass, such as throttling. */
    public static DeliveryFailure passing(String code, String message) {
        return new DeliveryFailure(code, message, true);
    }

    /** A failure that stays until somebody does something about it, such as a missing permission. */
    public static DeliveryFailure lasting(String code, String message) {
        return new DeliveryFailure(code, message, false);
    }

    /** The code by which the service that delivers calls the failure. */
    public String code() {
        return code;
    }

    public boolean retriable() {
        return retriable;
    }
}
