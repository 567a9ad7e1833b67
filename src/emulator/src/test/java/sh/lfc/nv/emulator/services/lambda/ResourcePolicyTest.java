package sh.lfc.nv.emulator.services.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import sh.lfc.nv.emulator.services.lambda.ResourcePolicy.Grant;

class ResourcePolicyTest {

    private static final String BUCKET = "arn:aws:s3:::storage";

    @Test
    void aServiceIsAllowedOnlyOnBehalfOfTheResourceThatTheStatementNames() {
        Grant grant = grant("s3.amazonaws.com", BUCKET, "000000000000");

        assertThat(grant.allows("s3.amazonaws.com", BUCKET, "000000000000")).isTrue();
        assertThat(grant.allows("sns.amazonaws.com", BUCKET, "000000000000")).isFalse();
        assertThat(grant.allows("s3.amazonaws.com", BUCKET + "2", "000000000000"))
                .isFalse();
        assertThat(grant.allows("s3.amazonaws.com", BUCKET, "111111111111")).isFalse();
        assertThat(grant.allows("s3.amazonaws.com", null, null)).isFalse();
    }

    @Test
    void aPatternMatchesWithinAPartOfAnArn() {
        String pattern = "arn:aws:execute-api:us-east-1:000000000000:abc/*/GET/*";

        assertThat(ResourcePolicy.arnLike(
                        pattern, "arn:aws:execute-api:us-east-1:000000000000:abc/$default/GET/api/list"))
                .isTrue();
        assertThat(ResourcePolicy.arnLike(
                        pattern, "arn:aws:execute-api:us-east-1:000000000000:abc/$default/PUT/api/list"))
                .isFalse();
        assertThat(ResourcePolicy.arnLike("arn:aws:*:storage", "arn:aws:s3:us-east-1:000000000000:bucket:storage"))
                .isFalse();
    }

    private static Grant grant(String principal, String sourceArn, String sourceAccount) {
        return new Grant(
                "s", principal, "lambda:InvokeFunction", "arn", sourceArn, sourceAccount, null, null, null, null);
    }
}
