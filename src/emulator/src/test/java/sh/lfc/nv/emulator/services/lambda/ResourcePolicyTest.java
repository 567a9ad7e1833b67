package sh.lfc.nv.emulator.services.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import sh.lfc.nv.emulator.policy.EvaluationRequest;
import sh.lfc.nv.emulator.policy.NamedPolicy;
import sh.lfc.nv.emulator.policy.PolicyBundle;
import sh.lfc.nv.emulator.policy.PolicyDocument;
import sh.lfc.nv.emulator.policy.PolicyEvaluator;
import sh.lfc.nv.emulator.policy.PolicySyntaxException;
import sh.lfc.nv.emulator.policy.RequestContext;
import sh.lfc.nv.emulator.policy.Requester;
import sh.lfc.nv.emulator.services.lambda.ResourcePolicy.Grant;

class ResourcePolicyTest {

    private static final String FUNCTION = "arn:aws:lambda:us-east-1:000000000000:function:f";
    private static final String BUCKET = "arn:aws:s3:::storage";

    @Test
    void aServiceIsAllowedOnlyOnBehalfOfTheResourceThatTheStatementNames() throws PolicySyntaxException {
        assertThat(allows(BUCKET, "s3.amazonaws.com", BUCKET, "000000000000")).isTrue();
        assertThat(allows(BUCKET, "sns.amazonaws.com", BUCKET, "000000000000")).isFalse();
        assertThat(allows(BUCKET, "s3.amazonaws.com", BUCKET + "2", "000000000000"))
                .isFalse();
        assertThat(allows(BUCKET, "s3.amazonaws.com", BUCKET, "111111111111")).isFalse();
    }

    @Test
    void aPatternMatchesWithinAPartOfAnArn() throws PolicySyntaxException {
        String pattern = "arn:aws:execute-api:us-east-1:000000000000:abc/*/GET/*";
        String api = "arn:aws:execute-api:us-east-1:000000000000:abc/$default/";

        assertThat(allows(pattern, "s3.amazonaws.com", api + "GET/api/list", "000000000000"))
                .isTrue();
        assertThat(allows(pattern, "s3.amazonaws.com", api + "PUT/api/list", "000000000000"))
                .isFalse();
        assertThat(allows(
                        "arn:aws:*:storage",
                        "s3.amazonaws.com",
                        "arn:aws:s3:us-east-1:000000000000:bucket:storage",
                        "000000000000"))
                .isFalse();
    }

    /** What the policy says whose one statement lets S3 in on behalf of such resources of the account. */
    private static boolean allows(String sourceArn, String service, String source, String account)
            throws PolicySyntaxException {
        ResourcePolicy policy = new ResourcePolicy(
                "r",
                List.of(new Grant(
                        "s",
                        "s3.amazonaws.com",
                        "lambda:InvokeFunction",
                        FUNCTION,
                        sourceArn,
                        "000000000000",
                        null,
                        null,
                        null,
                        null)));
        return PolicyEvaluator.evaluate(
                        new EvaluationRequest(
                                Requester.service(service),
                                "lambda:InvokeFunction",
                                FUNCTION,
                                "000000000000",
                                RequestContext.of(Map.of(
                                        "aws:SourceArn", List.of(source), "aws:SourceAccount", List.of(account)))),
                        new PolicyBundle(
                                List.of(),
                                List.of(new NamedPolicy("policy", PolicyDocument.parse(policy.json()))),
                                List.of(),
                                List.of(),
                                false))
                .allowed();
    }
}
