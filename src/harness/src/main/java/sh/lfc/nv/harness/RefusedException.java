package sh.lfc.nv.harness;

/** The harness does not begin, for a reason that scripts may want to tell from others; nothing was made. */
public final class RefusedException extends HarnessException {
    private static final long serialVersionUID = 1L;

    /** Why, each with an exit code of its own. */
    public enum Reason {
        /** No container engine answers. */
        NO_CONTAINER_ENGINE(3),
        /** The account is not one in which the user lets stacks be made. */
        ACCOUNT(4),
        /** There are no credentials. */
        NO_CREDENTIALS(5),
        /** The credentials have expired, or are those of nobody. */
        BAD_CREDENTIALS(6),
        /** Nothing answers at the endpoint, or something else does. */
        ENDPOINT(7),
        /** The container's image cannot be had. */
        IMAGE(8),
        /** It would cost more than it may. */
        COST(9);

        private final int exitCode;

        Reason(int exitCode) {
            this.exitCode = exitCode;
        }

        /** What a command ends with. */
        public int exitCode() {
            return exitCode;
        }
    }

    private final Reason reason;

    public RefusedException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public RefusedException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
