package sh.lfc.nv.terraform.process;

import sh.lfc.nv.terraform.failure.ActionableException;

/** A process did not end in time and was ended. */
public final class TimedOutException extends ActionableException {
    private static final long serialVersionUID = 1L;

    TimedOutException(Command command) {
        super("`%s` did not finish within %d s and was stopped"
                .formatted(command.title(), command.timeout().toSeconds()));
    }
}
