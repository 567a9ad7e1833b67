package sh.lfc.nv.emulator.policy;

import java.util.List;

/**
 * What policies say to a request, and why.
 *
 * @param outcome the answer
 * @param matched the statements that decided: those that deny for an explicit denial, else those that allow
 * @param byIdentity whether the requester's policies allow
 * @param byResource whether the resource's policy allows
 * @param byBoundary whether the permissions boundary allows; true where there is none
 * @param bySession whether the session's policies allow; true where there are none
 * @param byEndpoint whether the policy of the VPC endpoint allows; true where there is none
 */
public record Decision(
        Outcome outcome,
        List<Match> matched,
        boolean byIdentity,
        boolean byResource,
        boolean byBoundary,
        boolean bySession,
        boolean byEndpoint) {

    /** The answers, by the names that the policy simulator has for them. */
    public enum Outcome {
        ALLOWED("allowed"),
        EXPLICIT_DENY("explicitDeny"),
        IMPLICIT_DENY("implicitDeny");

        private final String text;

        Outcome(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /** What a policy is to the request. */
    public enum Source {
        IDENTITY,
        RESOURCE,
        BOUNDARY,
        SESSION,
        ENDPOINT
    }

    /**
     * A statement that decided.
     *
     * @param source what its policy is to the request
     * @param policy the policy's name
     * @param index the place of the statement in its policy, from 0
     * @param statement the statement
     */
    public record Match(Source source, String policy, int index, Statement statement) {}

    public Decision {
        matched = List.copyOf(matched);
    }

    public boolean allowed() {
        return outcome == Outcome.ALLOWED;
    }

    /** In one line: the answer and the statement, or the absence, that decided. */
    public String explanation() {
        if (!matched.isEmpty()) {
            Match first = matched.get(0);
            String sid = first.statement().sid();
            return outcome + " by statement " + (sid == null || sid.isEmpty() ? "#" + (first.index() + 1) : sid)
                    + " of " + first.policy();
        }
        if (!byBoundary) {
            return outcome + ": no permissions boundary allows it";
        }
        if (!byEndpoint) {
            return outcome + ": no VPC endpoint policy allows it";
        }
        return outcome + (bySession ? ": no policy allows it" : ": no session policy allows it");
    }
}
