package sh.lfc.nv.emulator.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for all policies. */
class PolicyPropertiesTest {

    private static final String ACCOUNT = "111122223333";
    private static final Requester ROLE = Requester.role("arn:aws:iam::111122223333:role/api", "AROAEXAMPLE");
    private static final List<String> ACTIONS =
            List.of("*", "s3:*", "s3:Get*", "s3:GetObject", "s3:PutObject", "sqs:*");
    private static final List<String> RESOURCES =
            List.of("*", "arn:aws:s3:::*", "arn:aws:s3:::bucket/*", "arn:aws:s3:::bucket/a", "arn:aws:s3:::other/*");
    private static final EvaluationRequest GET =
            new EvaluationRequest(ROLE, "s3:GetObject", "arn:aws:s3:::bucket/a", ACCOUNT, RequestContext.EMPTY);

    @Property(seed = "1", tries = 300, edgeCases = EdgeCasesMode.NONE)
    void anExplicitDenyAlwaysWins(
            @ForAll("policies") List<NamedPolicy> identity,
            @ForAll("policies") List<NamedPolicy> boundary,
            @ForAll("policies") List<NamedPolicy> session,
            @ForAll("places") int place) {
        List<NamedPolicy> deny = List.of(policy(Statement.Effect.DENY, "s3:Get*", "*"));
        PolicyBundle policies = new PolicyBundle(
                place == 0 ? both(identity, deny) : identity,
                place == 1 ? deny : List.of(),
                place == 2 ? both(boundary, deny) : boundary,
                place == 3 ? both(session, deny) : session,
                false);

        assertThat(PolicyEvaluator.evaluate(GET, policies).outcome()).isEqualTo(Decision.Outcome.EXPLICIT_DENY);
    }

    @Property(seed = "1", tries = 300, edgeCases = EdgeCasesMode.NONE)
    void aFurtherAllowTakesNothingAway(
            @ForAll("policies") List<NamedPolicy> identity, @ForAll("statements") NamedPolicy more) {
        boolean before = PolicyEvaluator.evaluate(GET, bundle(identity)).allowed();
        boolean allows = more.document().statements().get(0).effect() == Statement.Effect.ALLOW;

        boolean after = PolicyEvaluator.evaluate(GET, bundle(both(identity, List.of(more))))
                .allowed();

        assertThat(!allows || !before || after).isTrue();
    }

    @Property(seed = "1", tries = 300, edgeCases = EdgeCasesMode.NONE)
    void aBoundaryOnlyTakesAway(
            @ForAll("policies") List<NamedPolicy> identity, @ForAll("policies") List<NamedPolicy> boundary) {
        boolean without = PolicyEvaluator.evaluate(GET, bundle(identity)).allowed();
        boolean with = PolicyEvaluator.evaluate(GET, new PolicyBundle(identity, List.of(), boundary, List.of(), false))
                .allowed();

        assertThat(without || !with).isTrue();
    }

    @Property(seed = "1", tries = 300, edgeCases = EdgeCasesMode.NONE)
    void theOrderOfPoliciesDoesNotMatter(@ForAll("policies") List<NamedPolicy> identity) {
        List<NamedPolicy> reversed = new ArrayList<>(identity);
        Collections.reverse(reversed);

        assertThat(PolicyEvaluator.evaluate(GET, bundle(reversed)).outcome())
                .isEqualTo(PolicyEvaluator.evaluate(GET, bundle(identity)).outcome());
    }

    @Provide
    Arbitrary<Integer> places() {
        return Arbitraries.integers().between(0, 3);
    }

    @Provide
    Arbitrary<List<NamedPolicy>> policies() {
        return statements().list().ofMaxSize(4);
    }

    @Provide
    Arbitrary<NamedPolicy> statements() {
        return Combinators.combine(
                        Arbitraries.of(Statement.Effect.values()), Arbitraries.of(ACTIONS), Arbitraries.of(RESOURCES))
                .as(PolicyPropertiesTest::policy);
    }

    private static PolicyBundle bundle(List<NamedPolicy> identity) {
        return PolicyBundle.ofIdentity(identity.toArray(NamedPolicy[]::new));
    }

    private static List<NamedPolicy> both(List<NamedPolicy> some, List<NamedPolicy> others) {
        List<NamedPolicy> all = new ArrayList<>(some);
        all.addAll(others);
        return all;
    }

    private static NamedPolicy policy(Statement.Effect effect, String action, String resource) {
        Statement statement = new Statement(
                null,
                effect,
                Map.of("*", List.of("*")),
                Map.of(),
                List.of(action),
                List.of(),
                List.of(resource),
                List.of(),
                Map.of());
        return new NamedPolicy(effect + " " + action, new PolicyDocument("2012-10-17", null, List.of(statement)));
    }
}
