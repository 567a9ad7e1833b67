package sh.lfc.nv.harness.mutants;

/**
 * What became of a mutant.
 *
 * @param fingerprint of all that the verdict follows from: another one means that it has to be tried again
 * @param by the scenario that noticed, or the error with which the stack was refused; empty for a survivor
 * @param seconds how long it took
 */
public record MutantResult(
        String name,
        String says,
        String stack,
        boolean harmless,
        Verdict verdict,
        String by,
        double seconds,
        String diff,
        String fingerprint) {

    /** What became of it. */
    public enum Verdict {
        /** A feature failed. */
        KILLED,
        /** The stack could not be applied. */
        REFUSED,
        /** Nobody noticed. */
        SURVIVED
    }

    /** Whether it is as it should be: a fault was noticed, and what is none was not. */
    public boolean good() {
        return harmless == (verdict == Verdict.SURVIVED);
    }
}
