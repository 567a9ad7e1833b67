package sh.lfc.nv.harness.terraform;

import java.nio.file.Path;
import sh.lfc.nv.harness.HarnessException;

/** A configuration that was just applied has something to change again. */
public final class NotIdempotentException extends HarnessException {
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
