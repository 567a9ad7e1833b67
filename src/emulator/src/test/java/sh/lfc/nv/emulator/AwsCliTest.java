package sh.lfc.nv.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every protocol as the AWS CLI speaks it, whose botocore shares no code with the SDK that our codecs read their
 * metadata from. Works with version 1 and 2.
 *
 * <p>A process of the CLI takes about a second, most of it for itself: each protocol's commands follow each other, two
 * protocols at a time.
 */
@TestInstance(Lifecycle.PER_CLASS)
class AwsCliTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TRUST = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\","
            + "\"Principal\":{\"Service\":\"lambda.amazonaws.com\"},\"Action\":\"sts:AssumeRole\"}]}";

    @TempDir
    Path folder;

    private final ExecutorService two = Executors.newFixedThreadPool(2);
    private Path cli;
    private Emulator emulator;

    @BeforeAll
    void start() throws IOException {
        cli = Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(entry -> Path.of(entry, "aws"))
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(null);
        assumeThat(cli).as("the AWS CLI on PATH").isNotNull();
        emulator = Emulator.builder().port(0).start();
    }

    @AfterAll
    void end() {
        two.shutdownNow();
        if (emulator != null) {
            emulator.close();
        }
    }

    @TestFactory
    Stream<DynamicTest> botocoreUnderstands() {
        return Stream.of(
                story("REST-XML: a bucket and its objects", this::restXml),
                story("REST-XML: a hosted zone", this::hostedZone),
                story("Query: a role and a topic", this::query),
                story("EC2: a network", this::ec2),
                story("JSON: a secret and a log", this::json),
                story("JSON: a rule", this::rule),
                story("JSON or Query, by the CLI's age: a queue", this::queue),
                story("REST-JSON: an API and no function", this::restJson),
                story("REST-JSON: a schedule", this::schedule));
    }

    private DynamicTest story(String name, Callable<Void> commands) {
        Future<Void> running = two.submit(commands);
        return DynamicTest.dynamicTest(name, () -> running.get(5, TimeUnit.MINUTES));
    }

    private Void restXml() throws Exception {
        Path file = Files.writeString(folder.resolve("a b.txt"), "hello");
        aws("s3", "mb", "s3://cli-files");
        aws("s3", "cp", file.toString(), "s3://cli-files/ä/a b.txt", "--metadata", "k=v");
        assertThat(aws("s3", "ls", "s3://cli-files", "--recursive")).contains(" 5 ä/a b.txt");
        JsonNode head = result("s3api", "head-object", "--bucket", "cli-files", "--key", "ä/a b.txt");
        assertThat(head.path("ContentLength").asInt()).isEqualTo(5);
        assertThat(head.path("Metadata").path("k").asText()).isEqualTo("v");
        assertThat(aws("s3", "cp", "s3://cli-files/ä/a b.txt", "-")).isEqualTo("hello");
        assertThat(refused("s3api", "get-object", "--bucket", "cli-files", "--key", "none", "none"))
                .contains("(NoSuchKey)");
        return null;
    }

    private Void hostedZone() throws Exception {
        JsonNode zone = result("route53", "create-hosted-zone", "--name", "cli.test", "--caller-reference", "1");
        String id = zone.path("HostedZone").path("Id").asText();
        assertThat(result("route53", "list-resource-record-sets", "--hosted-zone-id", id)
                        .path("ResourceRecordSets")
                        .findValuesAsText("Type"))
                .containsExactly("NS", "SOA");
        return null;
    }

    private Void query() throws Exception {
        assertThat(result("sts", "get-caller-identity").path("Account").asText())
                .isEqualTo("000000000000");
        aws("iam", "create-role", "--role-name", "cli", "--assume-role-policy-document", TRUST);
        assertThat(result("iam", "get-role", "--role-name", "cli")
                        .path("Role")
                        .path("AssumeRolePolicyDocument")
                        .path("Version")
                        .asText())
                .isEqualTo("2012-10-17");
        assertThat(refused("iam", "get-role", "--role-name", "none")).contains("(NoSuchEntity)");
        String topic =
                result("sns", "create-topic", "--name", "cli").path("TopicArn").asText();
        assertThat(result("sns", "list-topics").path("Topics").findValuesAsText("TopicArn"))
                .containsExactly(topic);
        return null;
    }

    private Void ec2() throws Exception {
        JsonNode vpc = result(
                "ec2",
                "create-vpc",
                "--cidr-block",
                "10.9.0.0/16",
                "--tag-specifications",
                "ResourceType=vpc,Tags=[{Key=Name,Value=cli}]");
        String id = vpc.path("Vpc").path("VpcId").asText();
        JsonNode found = result("ec2", "describe-vpcs", "--filters", "Name=tag:Name,Values=cli")
                .path("Vpcs");
        assertThat(found.findValuesAsText("VpcId")).containsExactly(id);
        assertThat(found.get(0).path("Tags").get(0).path("Value").asText()).isEqualTo("cli");
        assertThat(result("ec2", "describe-security-groups", "--filters", "Name=vpc-id,Values=" + id)
                        .path("SecurityGroups")
                        .get(0)
                        .path("IpPermissionsEgress")
                        .get(0)
                        .path("IpRanges")
                        .get(0)
                        .path("CidrIp")
                        .asText())
                .isEqualTo("0.0.0.0/0");
        assertThat(refused("ec2", "describe-vpcs", "--vpc-ids", "vpc-01234567")).contains("(InvalidVpcID.NotFound)");
        return null;
    }

    private Void json() throws Exception {
        aws("secretsmanager", "create-secret", "--name", "cli", "--secret-string", "s3cr3t");
        assertThat(result("secretsmanager", "get-secret-value", "--secret-id", "cli")
                        .path("SecretString")
                        .asText())
                .isEqualTo("s3cr3t");
        assertThat(refused("secretsmanager", "get-secret-value", "--secret-id", "none"))
                .contains("(ResourceNotFoundException)");
        aws("logs", "create-log-group", "--log-group-name", "/cli");
        assertThat(result("logs", "describe-log-groups").path("logGroups").findValuesAsText("logGroupName"))
                .containsExactly("/cli");
        return null;
    }

    private Void rule() throws Exception {
        String arn = result(
                        "events",
                        "put-rule",
                        "--name",
                        "cli",
                        "--event-pattern",
                        "{\"source\": [\"shop\"]}",
                        "--tags",
                        "Key=Env,Value=cli")
                .path("RuleArn")
                .asText();
        assertThat(arn).isEqualTo("arn:aws:events:us-east-1:000000000000:rule/cli");
        assertThat(result(
                                "events",
                                "put-targets",
                                "--rule",
                                "cli",
                                "--targets",
                                "Id=1,Arn=" + arn.replace("rule", "event-bus"))
                        .path("FailedEntryCount")
                        .asInt())
                .isZero();
        assertThat(result("events", "list-targets-by-rule", "--rule", "cli")
                        .path("Targets")
                        .findValuesAsText("Id"))
                .containsExactly("1");
        assertThat(result(
                                "events",
                                "put-events",
                                "--entries",
                                "[{\"Source\":\"shop\",\"DetailType\":\"order\",\"Detail\":\"{}\"}]")
                        .path("Entries")
                        .get(0)
                        .has("EventId"))
                .isTrue();
        assertThat(refused("events", "put-rule", "--name", "cli", "--schedule-expression", "rate(1 minutes)"))
                .contains("(ValidationException)")
                .contains("Parameter ScheduleExpression is not valid.");
        assertThat(refused("events", "put-rule", "--name", "cli", "--event-pattern", "{}"))
                .contains("(InvalidEventPatternException)");
        return null;
    }

    private Void schedule() throws Exception {
        aws(
                "iam",
                "create-role",
                "--role-name",
                "cli-scheduler",
                "--assume-role-policy-document",
                TRUST.replace("lambda", "scheduler"));
        String arn = result(
                        "scheduler",
                        "create-schedule",
                        "--name",
                        "cli",
                        "--schedule-expression",
                        "at(2099-12-31T23:59:59)",
                        "--schedule-expression-timezone",
                        "Europe/Berlin",
                        "--flexible-time-window",
                        "Mode=OFF",
                        "--target",
                        "Arn=arn:aws:sqs:us-east-1:000000000000:cli,RoleArn=arn:aws:iam::000000000000:role/cli-scheduler")
                .path("ScheduleArn")
                .asText();
        assertThat(arn).isEqualTo("arn:aws:scheduler:us-east-1:000000000000:schedule/default/cli");
        JsonNode shown = result("scheduler", "get-schedule", "--name", "cli");
        assertThat(shown.path("FlexibleTimeWindow").path("Mode").asText()).isEqualTo("OFF");
        assertThat(shown.path("CreationDate").asText()).isNotEmpty();
        assertThat(result("scheduler", "list-schedules", "--group-name", "default")
                        .path("Schedules")
                        .findValuesAsText("Name"))
                .containsExactly("cli");
        aws("scheduler", "delete-schedule", "--name", "cli");
        assertThat(refused("scheduler", "get-schedule", "--name", "cli")).contains("(ResourceNotFoundException)");
        return null;
    }

    private Void queue() throws Exception {
        String queue = result("sqs", "create-queue", "--queue-name", "cli", "--attributes", "DelaySeconds=0")
                .path("QueueUrl")
                .asText();
        aws(
                "sqs",
                "send-message",
                "--queue-url",
                queue,
                "--message-body",
                "hello",
                "--message-attributes",
                "{\"a\":{\"DataType\":\"String\",\"StringValue\":\"b\"}}");
        JsonNode message = result(
                        "sqs",
                        "receive-message",
                        "--queue-url",
                        queue,
                        "--attribute-names",
                        "All",
                        "--message-attribute-names",
                        "All")
                .path("Messages")
                .get(0);
        assertThat(message.path("Body").asText()).isEqualTo("hello");
        assertThat(message.path("Attributes").path("ApproximateReceiveCount").asText())
                .isEqualTo("1");
        assertThat(message.path("MessageAttributes")
                        .path("a")
                        .path("StringValue")
                        .asText())
                .isEqualTo("b");
        assertThat(refused("sqs", "get-queue-url", "--queue-name", "none")).contains("NonExistentQueue");
        return null;
    }

    private Void restJson() throws Exception {
        String api = result("apigatewayv2", "create-api", "--name", "cli", "--protocol-type", "HTTP")
                .path("ApiId")
                .asText();
        assertThat(result("apigatewayv2", "get-apis").path("Items").findValuesAsText("ApiId"))
                .containsExactly(api);
        assertThat(result("lambda", "list-functions").path("Functions")).isEmpty();
        assertThat(refused("lambda", "get-function", "--function-name", "none"))
                .contains("(ResourceNotFoundException)");
        return null;
    }

    private JsonNode result(String... arguments) throws Exception {
        return JSON.readTree(aws(arguments));
    }

    private String aws(String... arguments) throws Exception {
        Path errors = Files.createTempFile(folder, "errors", "");
        Process process = start(errors, arguments);
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor())
                .as("aws %s: %s", String.join(" ", arguments), Files.readString(errors))
                .isZero();
        return output;
    }

    /** What the CLI says of a call that must fail. */
    private String refused(String... arguments) throws Exception {
        Path errors = Files.createTempFile(folder, "errors", "");
        Process process = start(errors, arguments);
        process.getInputStream().readAllBytes();
        assertThat(process.waitFor())
                .as("aws %s must fail", String.join(" ", arguments))
                .isNotZero();
        return Files.readString(errors);
    }

    private Process start(Path errors, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(cli.toString(), "--endpoint-url", emulator.endpoint().toString(), "--output", "json"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectInput(new File("/dev/null"))
                .redirectError(errors.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
        builder.environment().put("AWS_CONFIG_FILE", folder.resolve("none").toString());
        builder.environment().put("AWS_ACCESS_KEY_ID", "test");
        builder.environment().put("AWS_SECRET_ACCESS_KEY", "test");
        builder.environment().put("AWS_DEFAULT_REGION", "us-east-1");
        builder.environment().put("AWS_PAGER", "");
        // File names and keys with letters beyond ASCII, whatever the locale of this machine.
        builder.environment().put("PYTHONUTF8", "1");
        builder.environment().put("LC_ALL", "C.UTF-8");
        return builder.start();
    }
}
