package sh.lfc.nv.harness.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import sh.lfc.nv.harness.checkout.Checkout;
import sh.lfc.nv.harness.stacks.Stack;

class StackNeedsTest {
    private static final Checkout CHECKOUT = Checkout.around(Path.of(""));
    private static final Pattern TYPE =
            Pattern.compile("^(?:resource|data|ephemeral) \"aws_([a-z0-9_]+)\"", Pattern.MULTILINE);

    /** Whose a type is, by how it begins. */
    private static final Map<String, Service> TYPES = Map.ofEntries(
            Map.entry("acm_", Service.ACM),
            Map.entry("apigatewayv2_", Service.API_GATEWAY),
            Map.entry("cloudwatch_dashboard", Service.CLOUDWATCH),
            Map.entry("cloudwatch_metric_alarm", Service.CLOUDWATCH),
            Map.entry("cloudwatch_log_", Service.LOGS),
            Map.entry("db_", Service.RDS),
            Map.entry("elasticache_", Service.ELASTICACHE),
            Map.entry("iam_role", Service.IAM),
            Map.entry("iam_session_context", Service.IAM),
            Map.entry("lambda_", Service.LAMBDA),
            Map.entry("route53_", Service.ROUTE53),
            Map.entry("s3_", Service.S3),
            Map.entry("secretsmanager_", Service.SECRETS_MANAGER),
            Map.entry("sns_", Service.SNS),
            Map.entry("sqs_", Service.SQS),
            Map.entry("synthetics_", Service.SYNTHETICS));

    /** Of no service, or of one that is asked anyway. */
    private static final Set<String> NOBODYS = Set.of("iam_policy_document", "caller_identity");

    private static final Pattern NETWORK = Pattern.compile(
            "vpc.*|subnets?|security_group|default_security_group|eip|.*gateway|route|route_table.*|availability_zones");

    static Iterable<Stack> stacks() {
        return CHECKOUT.stacks().applyOrder();
    }

    @ParameterizedTest
    @MethodSource("stacks")
    void areTheServicesThatTheConfigurationUses(Stack stack) throws IOException {
        assertThat(StackNeeds.of(stack.name())).isEqualTo(used(stack.name()));
    }

    @Test
    void ofAnUnknownStackAreNone() {
        assertThat(StackNeeds.of("nothing")).isEmpty();
    }

    private static Set<Service> used(String stack) throws IOException {
        var used = EnumSet.noneOf(Service.class);
        try (var files = Files.list(CHECKOUT.stack(stack))) {
            for (var file : files.filter(one -> one.toString().endsWith(".tf")).toList()) {
                var types = TYPE.matcher(Files.readString(file));
                while (types.find()) {
                    var type = types.group(1);
                    if (!NOBODYS.contains(type)) {
                        used.add(service(type));
                    }
                }
            }
        }
        return used;
    }

    private static Service service(String type) {
        return TYPES.entrySet().stream()
                .filter(entry -> type.startsWith(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseGet(() -> {
                    assertThat(type).as("a type whose service this test knows").matches(NETWORK);
                    return Service.EC2;
                });
    }
}
