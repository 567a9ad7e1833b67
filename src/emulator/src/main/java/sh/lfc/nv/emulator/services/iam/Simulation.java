package sh.lfc.nv.emulator.services.iam;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import sh.lfc.nv.emulator.policy.ContextKeys;
import sh.lfc.nv.emulator.policy.Decision;
import sh.lfc.nv.emulator.policy.EvaluationRequest;
import sh.lfc.nv.emulator.policy.NamedPolicy;
import sh.lfc.nv.emulator.policy.PolicyBundle;
import sh.lfc.nv.emulator.policy.PolicyEvaluator;
import sh.lfc.nv.emulator.policy.RequestContext;
import sh.lfc.nv.emulator.policy.Requester;
import software.amazon.awssdk.services.iam.model.EvaluationResult;
import software.amazon.awssdk.services.iam.model.PermissionsBoundaryDecisionDetail;
import software.amazon.awssdk.services.iam.model.PolicyEvaluationDecisionType;
import software.amazon.awssdk.services.iam.model.ResourceSpecificResult;
import software.amazon.awssdk.services.iam.model.Statement;

/**
 * One run of the policy simulator: what a requester may do to which resources.
 *
 * @param requester who asks; a simulation of custom policies has somebody of the account
 * @param policies the requester's
 * @param resourcePolicy that of all resources, or null
 * @param resourceOwner the account of all resources
 * @param context what is known beside who asks for what
 */
record Simulation(
        Requester requester,
        EffectivePolicies policies,
        SourcePolicy resourcePolicy,
        String resourceOwner,
        RequestContext context) {

    /** The answer for one action on all resources. */
    EvaluationResult run(String action, List<String> resources) {
        List<ResourceSpecificResult> each =
                resources.stream().map(resource -> result(action, resource)).toList();
        ResourceSpecificResult worst =
                each.stream().max(Comparator.comparing(Simulation::severity)).orElseThrow();
        EvaluationResult.Builder result = EvaluationResult.builder()
                .evalActionName(action)
                .evalResourceName(resources.size() == 1 ? resources.get(0) : "*")
                .evalDecision(worst.evalResourceDecision())
                .matchedStatements(worst.matchedStatements())
                .permissionsBoundaryDecisionDetail(worst.permissionsBoundaryDecisionDetail());
        if (worst.hasEvalDecisionDetails()) {
            result.evalDecisionDetails(worst.evalDecisionDetails());
        }
        // Without resources what is missing is told here, with them beside each.
        return resources.equals(List.of("*"))
                ? result.missingContextValues(worst.missingContextValues()).build()
                : result.missingContextValues(List.of())
                        .resourceSpecificResults(each)
                        .build();
    }

    private static int severity(ResourceSpecificResult result) {
        return switch (result.evalResourceDecision()) {
            case ALLOWED -> 0;
            case IMPLICIT_DENY -> 1;
            default -> 2;
        };
    }

    private ResourceSpecificResult result(String action, String resource) {
        EvaluationRequest request = new EvaluationRequest(requester, action, resource, resourceOwner, context);
        PolicyBundle bundle = new PolicyBundle(
                read(policies.identity()), read(resourcePolicies()), read(policies.boundary()), List.of(), false);
        Decision decision = PolicyEvaluator.evaluate(request, bundle);
        ResourceSpecificResult.Builder result = ResourceSpecificResult.builder()
                .evalResourceName(resource)
                .evalResourceDecision(decision.outcome().toString())
                .matchedStatements(decision.matched().stream().map(this::shown).toList())
                .missingContextValues(missing(request, bundle));
        if (!policies.boundary().isEmpty()) {
            result.permissionsBoundaryDecisionDetail(PermissionsBoundaryDecisionDetail.builder()
                    .allowedByPermissionsBoundary(decision.byBoundary())
                    .build());
        }
        if (resourcePolicy != null && !resourceOwner.equals(requester.account())) {
            result.evalDecisionDetails(Map.of(
                    "IAM policies", word(decision.byIdentity()), "Resource policies", word(decision.byResource())));
        }
        return result.build();
    }

    private static PolicyEvaluationDecisionType word(boolean allowed) {
        return allowed ? PolicyEvaluationDecisionType.ALLOWED : PolicyEvaluationDecisionType.IMPLICIT_DENY;
    }

    private Statement shown(Decision.Match match) {
        List<SourcePolicy> among =
                switch (match.source()) {
                    case RESOURCE -> resourcePolicies();
                    case BOUNDARY -> policies.boundary();
                    default -> policies.identity();
                };
        Optional<SourcePolicy.Span> span = among.stream()
                .filter(policy -> policy.name().equals(match.policy()))
                .findFirst()
                .map(policy -> policy.statements().get(match.index()));
        return Statement.builder()
                .sourcePolicyId(match.policy())
                .sourcePolicyType(match.source() == Decision.Source.RESOURCE ? "Resource Policy" : "IAM Policy")
                .startPosition(span.map(SourcePolicy.Span::start).orElse(null))
                .endPosition(span.map(SourcePolicy.Span::end).orElse(null))
                .build();
    }

    private List<SourcePolicy> resourcePolicies() {
        return resourcePolicy == null ? List.of() : List.of(resourcePolicy);
    }

    private static List<NamedPolicy> read(List<SourcePolicy> policies) {
        return policies.stream().map(SourcePolicy::read).toList();
    }

    /** Keys that the policies ask for and that nobody gave. */
    private static List<String> missing(EvaluationRequest request, PolicyBundle bundle) {
        return Stream.of(bundle.identity(), bundle.resource(), bundle.boundary())
                .flatMap(List::stream)
                .flatMap(policy -> ContextKeys.of(policy.document()).stream())
                .filter(key -> !request.context().has(key))
                .distinct()
                .toList();
    }
}
