package sh.lfc.nv.harness.steps;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import sh.lfc.nv.canary.aws.AwsAccess;
import sh.lfc.nv.canary.steps.Scene;
import sh.lfc.nv.harness.sweep.Belongings;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Bucket;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** The stacks as a whole. */
public final class InfrastructureSteps {
    /** Actions for which AWS knows no narrower resource ("Service Authorization Reference"). */
    private static final Set<String> WITHOUT_NAMES = Set.of(
            "ec2:DescribeNetworkInterfaces", "ec2:DescribeSubnets", "s3:ListAllMyBuckets", "cloudwatch:PutMetricData");

    private final Scene scene;
    private final Deployed deployed;
    private Instant planned;

    public InfrastructureSteps(Scene scene, Deployed deployed) {
        this.scene = scene;
        this.deployed = deployed;
    }

    @Then("the second plan of every stack is empty")
    public void secondPlanIsEmpty() throws InterruptedException {
        planned = scene.system().now();
        assertThat(deployed.infrastructure().pendingChanges()).isEmpty();
    }

    /** The lock is an object beside the state, which the bucket's versions remember. */
    @Then("each stack's state was locked meanwhile")
    public void locked() {
        var bucket = scene.system().named("terraform-state");
        try (var s3 = aws().client(S3Client.builder())) {
            var locked = s3.listObjectVersionsPaginator(list -> list.bucket(bucket)).versions().stream()
                    .filter(version -> version.key().endsWith(".tflock")
                            && !version.lastModified().isBefore(planned.truncatedTo(ChronoUnit.SECONDS)))
                    .map(version -> version.key().replace(".tflock", ""))
                    .collect(Collectors.toSet());
            var states = s3.listObjectsV2Paginator(list -> list.bucket(bucket)).contents().stream()
                    .map(object -> object.key())
                    .filter(key -> key.endsWith(".tfstate"))
                    .collect(Collectors.toSet());
            assertThat(states).isNotEmpty();
            assertThat(locked).isEqualTo(states);
        }
    }

    @When("the stacks are destroyed")
    public void destroyed() throws InterruptedException {
        deployed.infrastructure().destroy();
    }

    @Then("nothing of them is left")
    public void nothingLeft() {
        var system = deployed.system();
        var host = system.url().getHost();
        var domain = host.substring(host.indexOf('.') + 1);
        try (var belongings = new Belongings(system.target().aws(), system.environment(), Optional.of(domain))) {
            // Synthetics makes the canary's own log group, and leaves it.
            assertThat(belongings.everything()).allMatch(one -> one.name().startsWith("/aws/lambda/cwsyn-"));
        }
    }

    @Then("every bucket, function, secret and database is tagged with its environment and stack")
    public void tagged() {
        var untagged = new ArrayList<String>();
        tags().forEach((what, tags) -> {
            if (!scene.system().environment().equals(tags.get("Environment")) || !tags.containsKey("Stack")) {
                untagged.add(what + " " + tags);
            }
        });
        assertThat(untagged).isEmpty();
    }

    @Then("no function's role allows every action or names every resource where a name is possible")
    public void leastPrivilege() {
        try (var iam = aws().client(IamClient.builder())) {
            for (var function : functions()) {
                var role = function.role().substring(function.role().lastIndexOf('/') + 1);
                for (var name :
                        iam.listRolePolicies(list -> list.roleName(role)).policyNames()) {
                    var document = iam.getRolePolicy(get -> get.roleName(role).policyName(name))
                            .policyDocument();
                    var policy = Json.read(URLDecoder.decode(document, StandardCharsets.UTF_8));
                    policy.path("Statement").forEach(statement -> narrow(role, statement));
                }
                assertThat(iam.listAttachedRolePolicies(list -> list.roleName(role))
                                .attachedPolicies())
                        .as("managed policies of " + role)
                        .isEmpty();
            }
        }
    }

    private static void narrow(String role, JsonNode statement) {
        if (statement.path("Effect").asText().equals("Deny")) {
            return;
        }
        var actions = texts(statement.path("Action"));
        assertThat(actions).as("actions of " + role).isNotEmpty().noneMatch(action -> action.contains("*"));
        if (texts(statement.path("Resource")).contains("*")) {
            assertThat(WITHOUT_NAMES)
                    .as("what " + role + " may do to everything")
                    .containsAll(actions);
        }
    }

    private static List<String> texts(JsonNode node) {
        return node.isArray()
                ? StreamSupport.stream(node.spliterator(), false)
                        .map(JsonNode::asText)
                        .toList()
                : node.isMissingNode() ? List.of() : List.of(node.asText());
    }

    private Map<String, Map<String, String>> tags() {
        var all = new TreeMap<String, Map<String, String>>();
        try (var s3 = aws().client(S3Client.builder());
                var lambda = aws().client(LambdaClient.builder());
                var secrets = aws().client(SecretsManagerClient.builder());
                var rds = aws().client(RdsClient.builder())) {
            s3.listBuckets().buckets().stream()
                    .map(Bucket::name)
                    .filter(this::isOurs)
                    .forEach(bucket -> all.put(
                            "bucket " + bucket,
                            s3.getBucketTagging(get -> get.bucket(bucket)).tagSet().stream()
                                    .collect(Collectors.toMap(tag -> tag.key(), tag -> tag.value()))));
            functions()
                    .forEach(function -> all.put(
                            "function " + function.functionName(),
                            lambda.listTags(list -> list.resource(function.functionArn()))
                                    .tags()));
            secrets.listSecretsPaginator().stream()
                    .flatMap(page -> page.secretList().stream())
                    .filter(secret -> isOurs(secret.name()))
                    .forEach(secret -> all.put(
                            "secret " + secret.name(),
                            secret.tags().stream().collect(Collectors.toMap(tag -> tag.key(), tag -> tag.value()))));
            rds.describeDBInstances().dbInstances().stream()
                    .filter(instance -> isOurs(instance.dbInstanceIdentifier()))
                    .forEach(instance -> all.put(
                            "database " + instance.dbInstanceIdentifier(),
                            instance.tagList().stream()
                                    .collect(Collectors.toMap(tag -> tag.key(), tag -> tag.value()))));
        }
        return all;
    }

    private List<FunctionConfiguration> functions() {
        try (var lambda = aws().client(LambdaClient.builder())) {
            return lambda.listFunctionsPaginator().functions().stream()
                    .filter(function -> isOurs(function.functionName()))
                    .toList();
        }
    }

    private boolean isOurs(String name) {
        return name.startsWith(scene.system().environment() + "-");
    }

    private AwsAccess aws() {
        return deployed.target().aws();
    }
}
