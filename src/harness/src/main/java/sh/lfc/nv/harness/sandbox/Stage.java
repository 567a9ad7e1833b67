package sh.lfc.nv.harness.sandbox;

/** The parts of a run, in their order. Each can be skipped, and is then done by a later run that goes on with it. */
public enum Stage {
    /** All stacks are made. */
    APPLY,
    /** The service is tried once. */
    SMOKE,
    /** The features are run. */
    VERIFY,
    /** Everything is taken away. */
    DESTROY
}
