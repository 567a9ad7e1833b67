package sh.lfc.nv.emulator.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyKindTest {

    @Test
    void anIdentityPolicyIsReadWhole() throws PolicySyntaxException {
        PolicyDocument policy = PolicyKind.IDENTITY.parse(
                """
                {"Version": "2012-10-17", "Statement": {
                  "Sid": "Read", "Effect": "Allow", "Action": ["s3:Get*", "s3:List*"], "Resource": "*",
                  "Condition": {"Bool": {"aws:SecureTransport": true}}}}
                """);

        Statement statement = policy.statements().get(0);
        assertThat(policy.version()).isEqualTo("2012-10-17");
        assertThat(statement.effect()).isEqualTo(Statement.Effect.ALLOW);
        assertThat(statement.actions()).containsExactly("s3:Get*", "s3:List*");
        assertThat(statement.conditions()).isEqualTo(Map.of("Bool", Map.of("aws:SecureTransport", List.of("true"))));
    }

    @Test
    void everybodyIsAPrincipalOfItsOwnType() throws PolicySyntaxException {
        PolicyDocument policy = PolicyKind.RESOURCE.parse(
                "{'Statement':[{'Effect':'Deny','Principal':'*','Action':'s3:*','Resource':'*'}]}".replace('\'', '"'));

        assertThat(policy.statements().get(0).principals()).isEqualTo(Map.of("*", List.of("*")));
        assertThat(policy.version()).isEqualTo("2008-10-17");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
            {'Statement':[]}                                                                       | Syntax errors in policy.
            {'Statement':[{'Effect':'Maybe','Action':'s3:*','Resource':'*'}]}                      | Syntax errors in policy.
            {'Statement':[{'Effect':'Allow','Action':'s3:*','Resources':'*'}]}                     | Syntax errors in policy.
            {'Version':'2020-01-01','Statement':[{'Effect':'Allow','Action':'*','Resource':'*'}]}  | The policy must contain a valid version string.
            {'Statement':[{'Effect':'Allow','Action':'*'}]}                                        | Policy statement must contain resources.
            {'Statement':[{'Effect':'Allow','Resource':'*'}]}                                      | Policy statement must contain actions.
            {'Statement':[{'Effect':'Allow','Action':'GetObject','Resource':'*'}]}                 | Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.
            {'Statement':[{'Effect':'Allow','Action':'*','Resource':'bucket'}]}                    | Resource bucket must be in ARN format or "*".
            {'Statement':[{'Effect':'Allow','Action':'*','Resource':'arn:aws:s3'}]}                | The policy failed legacy parsing
            {'Statement':[{'Effect':'Allow','Action':'*','Resource':'*','Principal':'*'}]}         | Policy document should not specify a principal.
            {'Statement':[{'Effect':'Allow','Action':'*','Resource':'*','Condition':{'Is':{}}}]}   | Invalid Condition type : Is.
            {'Statement':[{'Sid':'a b','Effect':'Allow','Action':'*','Resource':'*'}]}             | Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the regular expression [0-9A-Za-z]*
            {'Statement':[{'Effect':'Allow'                                                        | This policy contains invalid Json
            {'Statement':[{'Effect':'Allow','Effect':'Deny','Action':'*','Resource':'*'}]}         | This policy contains invalid Json
            """)
    void whatIsNoIdentityPolicyIsRefusedInAwsWords(String document, String message) {
        assertThatThrownBy(() -> PolicyKind.IDENTITY.parse(document.replace('\'', '"')))
                .isInstanceOf(PolicySyntaxException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
            {'Statement':[{'Effect':'Allow','Action':'sts:AssumeRole'}]}                                                | Missing required field Principal
            {'Statement':[{'Effect':'Allow','Principal':{'AWS':'*'}}]}                                                  | Missing required field Action
            {'Statement':[{'Effect':'Allow','Principal':{'AWS':'*'},'Action':'s3:Get*'}]}                               | AssumeRole policy may only specify STS AssumeRole actions.
            {'Statement':[{'Effect':'Allow','Principal':{'AWS':'*'},'Action':'sts:AssumeRole','Resource':'*'}]}         | Has prohibited field Resource
            {'Statement':[{'Effect':'Allow','Principal':{'Human':'me'},'Action':'sts:AssumeRole'}]}                     | Invalid principal in policy: "Human":"me"
            """)
    void whatIsNoTrustPolicyIsRefusedInAwsWords(String document, String message) {
        assertThatThrownBy(() -> PolicyKind.TRUST.parse(document.replace('\'', '"')))
                .isInstanceOf(PolicySyntaxException.class)
                .hasMessage(message);
    }
}
