package sh.lfc.nv.harness;

import sh.lfc.nv.terraform.failure.ActionableException;

/** Something the user of the harness can act on; the command line prints its message without a stack trace. */
public class HarnessException extends ActionableException {
    private static final long serialVersionUID = 1L;

    public HarnessException(String message) {
        super(message);
    }

    public HarnessException(String message, Throwable cause) {
        super(message, cause);
    }
}
