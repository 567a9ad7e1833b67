package sh.lfc.nv.terraform.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import sh.lfc.nv.emulator.Emulator;
import sh.lfc.nv.emulator.junit.EmulatorExtension;
import sh.lfc.nv.terraform.wait.Wait;
import sh.lfc.nv.terraform.wait.WaitTimedOutException;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.route53.model.ChangeStatus;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Real clients against an embedded AWS; what is waited for happens on another thread, in between. */
@ExtendWith(EmulatorExtension.class)
class WaitsTest {
    private static final Wait LONG = Wait.atMost(Duration.ofSeconds(30)).every(Duration.ofMillis(10));
    private static final Wait SHORT = Wait.atMost(Duration.ofMillis(50)).every(Duration.ofMillis(10));

    @Test
    void anObjectAppearsAndGoes(Emulator aws) throws Exception {
        try (var s3 = client(aws, S3Client.builder().forcePathStyle(true))) {
            var done = CompletableFuture.runAsync(() -> {
                s3.createBucket(r -> r.bucket("files"));
                s3.putObject(r -> r.bucket("files").key("a.txt"), RequestBody.fromString("text"));
            });

            assertThat(new BucketWaits(s3, LONG)
                            .untilObjectExists("files", "a.txt")
                            .contentLength())
                    .isEqualTo(4);
            done.join();
            assertThatThrownBy(() -> new BucketWaits(s3, SHORT).untilObjectIsGone("files", "a.txt"))
                    .isInstanceOf(WaitTimedOutException.class)
                    .hasMessage("waited 50 ms for s3://files/a.txt to be gone, in vain; last seen: it is there");
            s3.deleteObject(r -> r.bucket("files").key("a.txt"));
            new BucketWaits(s3, LONG).untilObjectIsGone("files", "a.txt");
            assertThatThrownBy(() -> new BucketWaits(s3, SHORT).untilObjectExists("files", "a.txt"))
                    .hasMessage("waited 50 ms for s3://files/a.txt, in vain; last seen: nothing");
        }
    }

    @Test
    void aMessageIsFoundAmongOthersAndTakenOut(Emulator aws) throws Exception {
        try (var sqs = client(aws, SqsClient.builder())) {
            var queue = sqs.createQueue(r -> r.queueName("work")).queueUrl();
            sqs.sendMessage(r -> r.queueUrl(queue).messageBody("other"));
            var sent = CompletableFuture.runAsync(
                    () -> sqs.sendMessage(r -> r.queueUrl(queue).messageBody("wanted")));
            var waits = new QueueWaits(sqs, LONG);

            assertThat(waits.untilMessage(queue, message -> message.body().equals("wanted"))
                            .body())
                    .isEqualTo("wanted");
            sent.join();
            assertThatThrownBy(() -> new QueueWaits(sqs, SHORT).untilEmpty(queue))
                    .hasMessageEndingWith("last seen: 1 messages");
            assertThat(waits.untilMessage(queue).body()).isEqualTo("other");
            waits.untilEmpty(queue);
        }
    }

    @Test
    void aLineIsLogged(Emulator aws) throws Exception {
        try (var logs = client(aws, CloudWatchLogsClient.builder())) {
            var done = CompletableFuture.runAsync(() -> {
                logs.createLogGroup(r -> r.logGroupName("/app"));
                logs.createLogStream(r -> r.logGroupName("/app").logStreamName("one"));
                logs.putLogEvents(r -> r.logGroupName("/app")
                        .logStreamName("one")
                        .logEvents(InputLogEvent.builder()
                                .message("ready to serve")
                                .timestamp(System.currentTimeMillis())
                                .build()));
            });

            assertThat(new LogWaits(logs, LONG).untilLogged("/app", "ready").message())
                    .isEqualTo("ready to serve");
            done.join();
            assertThatThrownBy(() -> new LogWaits(logs, SHORT).untilLogged("/app", "nothing of the kind"))
                    .hasMessage("waited 50 ms for a line in the log group /app, in vain; last seen: nothing");
        }
    }

    @Test
    void aSecretIsWrittenAndChanges(Emulator aws) throws Exception {
        try (var secrets = client(aws, SecretsManagerClient.builder())) {
            var made = CompletableFuture.runAsync(
                    () -> secrets.createSecret(r -> r.name("key").secretString("geheim")));
            var waits = new SecretWaits(secrets, LONG);

            var first = waits.untilPresent("key");
            made.join();
            assertThatThrownBy(() -> new SecretWaits(secrets, SHORT).untilChangedFrom("key", first.versionId()))
                    .hasMessageEndingWith("last seen: version " + first.versionId());
            secrets.putSecretValue(r -> r.secretId("key").secretString("geheimer"));

            assertThat(waits.untilChangedFrom("key", first.versionId()).secretString())
                    .isEqualTo("geheimer");
        }
    }

    @Test
    void aChangeOfDnsIsInSync(Emulator aws) throws Exception {
        try (var route53 = client(aws, Route53Client.builder())) {
            var change = route53.createHostedZone(r -> r.name("example.test").callerReference("one"))
                    .changeInfo();

            assertThat(new DnsWaits(route53, LONG).untilInSync(change.id()).status())
                    .isEqualTo(ChangeStatus.INSYNC);
        }
    }

    @Test
    void aFunctionThatNeverComesIsTold(Emulator aws) {
        try (var lambda = client(aws, LambdaClient.builder())) {
            assertThatThrownBy(() -> new FunctionWaits(lambda, SHORT).untilActive("nobody"))
                    .isInstanceOf(WaitTimedOutException.class)
                    .hasMessageStartingWith("waited 50 ms for the function nobody to be active, in vain; last seen: ")
                    .hasMessageContaining("nobody");
        }
    }

    private static <B extends AwsClientBuilder<B, C>, C> C client(Emulator aws, B builder) {
        return builder.endpointOverride(aws.endpoint())
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .build();
    }
}
