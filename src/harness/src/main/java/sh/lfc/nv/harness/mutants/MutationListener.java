package sh.lfc.nv.harness.mutants;

/** Is told how a mutation run is getting on. */
public interface MutationListener {

    void started(Mutant mutant, int number, int of);

    /** @param kept whether it is the result of an earlier run, which still holds */
    void finished(MutantResult result, boolean kept);
}
