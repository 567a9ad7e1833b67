package sh.lfc.nv.terraform.wait;

import sh.lfc.nv.terraform.failure.ActionableException;

/** What is waited for will never be. Whoever looks throws it to end the waiting at once. */
public final class HopelessException extends ActionableException {
    private static final long serialVersionUID = 1L;

    public HopelessException(String message) {
        super(message);
    }
}
