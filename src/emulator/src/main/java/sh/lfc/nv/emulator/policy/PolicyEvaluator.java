package sh.lfc.nv.emulator.policy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Decides on requests ("Policy evaluation logic", "Cross-account policy evaluation logic").
 *
 * <p>An explicit denial in any policy wins. Without one, somebody must allow: within an account the requester's
 * policies or the resource's, across accounts both. A permissions boundary and session policies limit what the
 * requester's policies grant, and what the resource's policy grants to the role; they do not limit what it grants to a
 * user or to a session by its own ARN. The policy of a VPC endpoint limits everything that comes through it. The root of an account needs no policy of its own. A pure function.
 */
public final class PolicyEvaluator {

    private PolicyEvaluator() {}

    /** What the policies say to the request. */
    public static Decision evaluate(EvaluationRequest request, PolicyBundle policies) {
        List<Decision.Match> matches = new ArrayList<>();
        collect(matches, Decision.Source.IDENTITY, policies.identity(), request);
        collect(matches, Decision.Source.RESOURCE, policies.resource(), request);
        collect(matches, Decision.Source.BOUNDARY, policies.boundary(), request);
        collect(matches, Decision.Source.SESSION, policies.session(), request);
        collect(matches, Decision.Source.ENDPOINT, policies.endpoint(), request);

        boolean root = request.requester().kind() == Requester.Kind.ROOT;
        boolean byIdentity = root || allows(matches, Decision.Source.IDENTITY);
        PrincipalMatch byResource = grant(matches, request);
        boolean byBoundary = policies.boundary().isEmpty() || allows(matches, Decision.Source.BOUNDARY);
        boolean bySession = policies.session().isEmpty() || allows(matches, Decision.Source.SESSION);

        boolean byEndpoint = policies.endpoint().isEmpty() || allows(matches, Decision.Source.ENDPOINT);

        List<Decision.Match> denials = matches.stream()
                .filter(match -> match.statement().effect() == Statement.Effect.DENY)
                .toList();
        Decision.Outcome outcome;
        if (!denials.isEmpty()) {
            outcome = Decision.Outcome.EXPLICIT_DENY;
        } else if (byEndpoint
                && allowed(
                        request,
                        policies,
                        byIdentity && byBoundary && bySession,
                        byResource,
                        byBoundary && bySession)) {
            outcome = Decision.Outcome.ALLOWED;
        } else {
            outcome = Decision.Outcome.IMPLICIT_DENY;
        }
        return new Decision(
                outcome,
                deciding(outcome, denials, matches),
                byIdentity,
                byResource != PrincipalMatch.NONE,
                byBoundary,
                bySession,
                byEndpoint);
    }

    private static boolean allowed(
            EvaluationRequest request,
            PolicyBundle policies,
            boolean identity,
            PrincipalMatch resource,
            boolean limits) {
        Requester.Kind kind = request.requester().kind();
        if (kind == Requester.Kind.SERVICE || kind == Requester.Kind.FEDERATED || kind == Requester.Kind.ANONYMOUS) {
            return resource != PrincipalMatch.NONE;
        }
        if (!request.sameAccount()) {
            return identity && resource != PrincipalMatch.NONE;
        }
        boolean granted = resource == PrincipalMatch.ITSELF || resource == PrincipalMatch.ROLE && limits;
        if (policies.resourceDecides()) {
            return granted || resource == PrincipalMatch.ACCOUNT && identity;
        }
        return identity || granted;
    }

    private static List<Decision.Match> deciding(
            Decision.Outcome outcome, List<Decision.Match> denials, List<Decision.Match> matches) {
        return switch (outcome) {
            case EXPLICIT_DENY -> denials;
            case IMPLICIT_DENY -> List.of();
            case ALLOWED ->
                matches.stream()
                        .filter(match -> match.source() == Decision.Source.IDENTITY
                                || match.source() == Decision.Source.RESOURCE)
                        .toList();
        };
    }

    private static void collect(
            List<Decision.Match> matches,
            Decision.Source source,
            List<NamedPolicy> policies,
            EvaluationRequest request) {
        for (NamedPolicy policy : policies) {
            List<Statement> statements = policy.document().statements();
            boolean variables = policy.document().version().equals("2012-10-17");
            for (int i = 0; i < statements.size(); i++) {
                Statement statement = statements.get(i);
                boolean concerns = source != Decision.Source.RESOURCE && source != Decision.Source.ENDPOINT
                        || PrincipalMatch.of(statement, request.requester()) != PrincipalMatch.NONE;
                if (concerns && StatementMatch.matches(statement, request, variables)) {
                    matches.add(new Decision.Match(source, policy.name(), i, statement));
                }
            }
        }
    }

    private static boolean allows(List<Decision.Match> matches, Decision.Source source) {
        return matches.stream()
                .anyMatch(match -> match.source() == source && match.statement().effect() == Statement.Effect.ALLOW);
    }

    /** The most that the resource's policy grants. */
    private static PrincipalMatch grant(List<Decision.Match> matches, EvaluationRequest request) {
        return matches.stream()
                .filter(match -> match.source() == Decision.Source.RESOURCE
                        && match.statement().effect() == Statement.Effect.ALLOW)
                .map(match -> PrincipalMatch.of(match.statement(), request.requester()))
                .max(Comparator.naturalOrder())
                .orElse(PrincipalMatch.NONE);
    }
}
