package sh.lfc.nv.terraform.policy;

import java.util.List;
import java.util.function.Function;

/** A rule made of its two answers: what breaks it, and what it cannot judge. */
record Both(Function<Infrastructure, List<Violation>> broken, Function<Infrastructure, List<Violation>> unjudged)
        implements Policy {
    @Override
    public List<Violation> check(Infrastructure infrastructure) {
        return broken.apply(infrastructure);
    }

    @Override
    public List<Violation> undecided(Infrastructure infrastructure) {
        return unjudged.apply(infrastructure);
    }
}
