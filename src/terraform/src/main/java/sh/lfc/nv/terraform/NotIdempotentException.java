package sh.lfc.nv.terraform;

import java.nio.file.Path;
import sh.lfc.nv.terraform.failure.ActionableException;

/** A configuration that was just applied has something to change again. */
public final class NotIdempotentException extends ActionableException {
    private static final long serialVersionUID = 1L;

    private final transient Plan plan;

    NotIdempotentException(Path directory, Plan plan) {
        super("%s has changes right after it was applied: %s"
                .formatted(directory.getFileName(), String.join(", ", plan.sentences())));
        this.plan = plan;
    }

    /** The plan that should have been empty. */
    public Plan plan() {
        return plan;
    }
}
