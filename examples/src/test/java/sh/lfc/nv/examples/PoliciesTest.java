package sh.lfc.nv.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.cucumber.core.cli.Main;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import sh.lfc.nv.terraform.policy.Infrastructure;
import sh.lfc.nv.terraform.policy.Policy;
import sh.lfc.nv.terraform.policy.aws.AwsPolicies;

/** The same rules in Java and in Gherkin. */
class PoliciesTest {
    @Test
    void theServiceKeepsTheRules() throws Exception {
        var planned = Infrastructure.planned(new EmbeddedPlanner().plan(Path.of("service")));

        Policy.all(
                        AwsPolicies.noSecurityGroupIsOpenToTheWorld(443),
                        AwsPolicies.everythingIsEncryptedAtRest(),
                        AwsPolicies.noBucketIsPublic(),
                        AwsPolicies.noWildcardActions(),
                        AwsPolicies.everythingIsTagged("Owner"))
                .require(planned);

        var named = Policy.forEach(
                "queues are named after their service",
                List.of("aws_sqs_queue"),
                queue -> queue.text("/name").startsWith("service-") ? List.of() : List.of(queue.text("/name")));
        named.require(planned);

        assertThat(AwsPolicies.noSecurityGroupIsOpenToTheWorld().check(planned))
                .extracting(Object::toString)
                .containsExactly("aws_vpc_security_group_ingress_rule.https: no security group is open to the world:"
                        + " 0.0.0.0/0 may reach port 443");
        AwsPolicies.noSecurityGroupIsOpenToTheWorld()
                .except("aws_vpc_security_group_ingress_rule.https")
                .require(planned);
    }

    @Test
    void theServiceKeepsTheRulesInGherkinToo() {
        assertThat(Main.run("--glue", "sh.lfc.nv.terraform.cucumber", "features/rules.feature"))
                .isZero();
    }
}
