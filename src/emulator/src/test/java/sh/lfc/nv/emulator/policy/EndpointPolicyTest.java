package sh.lfc.nv.emulator.policy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The policy of the VPC endpoint that a request came through ("Control access to VPC endpoints using endpoint policies"). */
class EndpointPolicyTest {

    private static final PolicyBundle MAY_PUT = PolicyBundle.ofIdentity(
            policy("role", "{\"Effect\": \"Allow\", \"Action\": \"s3:PutObject\", \"Resource\": \"*\"}"));

    @Test
    void whatTheEndpointDoesNotAllowDoesNotComeThrough() {
        PolicyBundle through = MAY_PUT.through(policy(
                "vpce-1",
                "{\"Effect\": \"Allow\", \"Principal\": \"*\", \"Action\": \"s3:*\", \"Resource\":"
                        + " \"arn:aws:s3:::own-*\"}"));

        assertThat(decision("arn:aws:s3:::own-files/a", through).allowed()).isTrue();
        assertThat(decision("arn:aws:s3:::other/a", through).outcome()).isEqualTo(Decision.Outcome.IMPLICIT_DENY);
        assertThat(decision("arn:aws:s3:::other/a", through).explanation())
                .isEqualTo("implicitDeny: no VPC endpoint policy allows it");
    }

    @Test
    void anEndpointGrantsNothing() {
        PolicyBundle nothing = PolicyBundle.ofIdentity()
                .through(policy(
                        "vpce-1",
                        "{\"Effect\": \"Allow\", \"Principal\": \"*\", \"Action\": \"*\", \"Resource\": \"*\"}"));

        assertThat(decision("arn:aws:s3:::own-files/a", nothing).outcome()).isEqualTo(Decision.Outcome.IMPLICIT_DENY);
    }

    @Test
    void anExplicitDenialOfTheEndpointWins() {
        PolicyBundle denies = MAY_PUT.through(
                policy(
                        "vpce-1",
                        "{\"Effect\": \"Allow\", \"Principal\": \"*\", \"Action\": \"*\", \"Resource\": \"*\"},"
                                + "{\"Effect\": \"Deny\", \"Principal\": \"*\", \"Action\": \"s3:PutObject\", \"Resource\": \"*\"}"));

        assertThat(decision("arn:aws:s3:::own-files/a", denies).outcome()).isEqualTo(Decision.Outcome.EXPLICIT_DENY);
    }

    private static Decision decision(String resource, PolicyBundle policies) {
        return PolicyEvaluator.evaluate(
                new EvaluationRequest(
                        Requester.role("arn:aws:iam::000000000000:role/api", "AROA1"),
                        "s3:PutObject",
                        resource,
                        "000000000000",
                        RequestContext.EMPTY),
                policies);
    }

    private static NamedPolicy policy(String name, String statements) {
        try {
            return new NamedPolicy(
                    name, PolicyDocument.parse("{\"Version\": \"2012-10-17\", \"Statement\": [" + statements + "]}"));
        } catch (PolicySyntaxException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
