package sh.lfc.nv.terraform.policy.aws;

import java.util.List;
import java.util.stream.Stream;
import sh.lfc.nv.terraform.policy.Infrastructure;
import sh.lfc.nv.terraform.policy.Infrastructure.Resource;
import sh.lfc.nv.terraform.policy.Policy;
import sh.lfc.nv.terraform.policy.Violation;

/**
 * What a rule has to say of a resource.
 *
 * @param certain whether it breaks the rule; else only the apply will tell whether it does
 */
record Finding(Resource resource, String why, boolean certain) {
    /** The resource breaks the rule. */
    static Finding broken(Resource resource, String why) {
        return new Finding(resource, why, true);
    }

    /** It cannot be judged yet. */
    static Finding unknown(Resource resource, String what) {
        return new Finding(resource, what + " is not known before the apply", false);
    }

    /** A rule that finds both in one go. */
    interface Rule extends Policy {
        /** The rule in words. */
        String words();

        Stream<Finding> findings(Infrastructure infrastructure);

        @Override
        default List<Violation> check(Infrastructure infrastructure) {
            return violations(infrastructure, true);
        }

        @Override
        default List<Violation> undecided(Infrastructure infrastructure) {
            return violations(infrastructure, false);
        }

        private List<Violation> violations(Infrastructure infrastructure, boolean certain) {
            return findings(infrastructure)
                    .filter(finding -> finding.certain() == certain)
                    .map(finding -> new Violation(finding.resource().address(), words(), finding.why()))
                    .distinct()
                    .toList();
        }
    }
}
