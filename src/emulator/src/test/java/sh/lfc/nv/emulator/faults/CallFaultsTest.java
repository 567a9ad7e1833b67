package sh.lfc.nv.emulator.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import sh.lfc.nv.emulator.Emulator;
import sh.lfc.nv.emulator.faults.Target.Calls;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClientBuilder;
import software.amazon.awssdk.services.secretsmanager.model.InternalServiceErrorException;
import software.amazon.awssdk.services.secretsmanager.model.SecretsManagerException;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;

/** Calls of a real client that go wrong. */
class CallFaultsTest {

    private static final Calls READS = Calls.of("secretsmanager", "GetSecretValue");
    private static final AwsCredentials OPERATOR = AwsBasicCredentials.create("test", "test");

    private Emulator aws;
    private SecretsManagerClient secrets;

    @BeforeEach
    void start() throws IOException {
        aws = Emulator.builder().port(0).start();
        secrets = client(SecretsManagerClient.builder(), OPERATOR);
        secrets.createSecret(create -> create.name("a").secretString("of a"));
        secrets.createSecret(create -> create.name("b").secretString("of b"));
    }

    @AfterEach
    void end() {
        secrets.close();
        aws.close();
    }

    /** A client that tries once and gives up after two seconds. */
    private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(
            B builder, AwsCredentials credentials) {
        return builder.endpointOverride(aws.endpoint())
                .region(Region.US_EAST_1)
                .httpClient(UrlConnectionHttpClient.builder()
                        .socketTimeout(Duration.ofSeconds(2))
                        .build())
                .overrideConfiguration(once -> once.retryStrategy(retries -> retries.maxAttempts(1)))
                .credentialsProvider(StaticCredentialsProvider.create(credentials))
                .build();
    }

    private String read(String name) {
        return secrets.getSecretValue(get -> get.secretId(name)).secretString();
    }

    private boolean fails(String name) {
        try {
            read(name);
            return false;
        } catch (SdkException e) {
            return true;
        }
    }

    @Test
    void aThrottledOperationIsRefusedAndOthersAreNot() {
        Fault fault = aws.faults().throttle(READS, Often.ALWAYS);

        assertThatThrownBy(() -> read("a")).isInstanceOfSatisfying(SecretsManagerException.class, refusal -> {
            assertThat(refusal.isThrottlingException()).isTrue();
            assertThat(refusal.statusCode()).isEqualTo(400);
            assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo("ThrottlingException");
            assertThat(refusal.awsErrorDetails().errorMessage()).isEqualTo("Rate exceeded");
        });
        assertThat(secrets.describeSecret(describe -> describe.secretId("a")).name())
                .isEqualTo("a");
        assertThat(aws.faults().list()).singleElement().satisfies(shown -> {
            assertThat(shown.struck()).isEqualTo(1);
            assertThat(shown.over()).isFalse();
        });

        aws.faults().clear(fault.id());

        assertThat(read("a")).isEqualTo("of a");
        assertThat(aws.faults().list()).isEmpty();
    }

    @Test
    void anInternalErrorIsTheServicesOwn() {
        aws.faults().error(READS, Often.ALWAYS);

        assertThatThrownBy(() -> read("a"))
                .isInstanceOfSatisfying(InternalServiceErrorException.class, failure -> assertThat(failure.statusCode())
                        .isEqualTo(500));
    }

    @Test
    void theFirstSoManyCallsAreHitAndThenNone() {
        aws.faults().throttle(READS, Often.times(2));

        List<Boolean> failed = List.of(fails("a"), fails("b"), fails("a"), fails("b"));

        assertThat(failed).containsExactly(true, true, false, false);
        assertThat(aws.faults().list()).singleElement().satisfies(shown -> {
            assertThat(shown.struck()).isEqualTo(2);
            assertThat(shown.over()).isTrue();
        });
    }

    @Test
    void aWindowEndsByTheEmulatorsClock() {
        aws.clock().freeze();
        aws.faults().throttle(READS, Often.during(Duration.ofMinutes(2)));
        assertThat(fails("a")).isTrue();

        aws.clock().advance(Duration.ofSeconds(119));
        assertThat(fails("a")).isTrue();

        aws.clock().advance(Duration.ofSeconds(2));
        assertThat(fails("a")).isFalse();
        assertThat(aws.faults().list().get(0).over()).isTrue();
    }

    @Test
    void theSameSeedHitsTheSameCallsWhateverElseIsCalled() throws IOException {
        List<Boolean> here = struck(0);
        secrets.close();
        aws.close();
        start();
        List<Boolean> again = struck(3);

        assertThat(again).isEqualTo(here);
        assertThat(here).contains(true, false);
    }

    private List<Boolean> struck(int callsBetween) {
        aws.faults().throttle(READS, Often.chance(0.3));
        List<Boolean> failed = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            failed.add(fails("a"));
            for (int j = 0; j < callsBetween; j++) {
                secrets.listSecrets();
            }
        }
        return failed;
    }

    @Test
    void aProbabilityIsKeptToOnTheWhole() {
        aws.faults().throttle(READS, Often.chance(0.3));

        long failed = IntStream.range(0, 200).filter(i -> fails("a")).count();

        assertThat(failed).isBetween(35L, 85L);
        assertThat(aws.faults().list().get(0).struck()).isEqualTo(failed);
    }

    @Test
    void onlyCallsAboutTheResourceAreHit() {
        aws.faults().throttle(Calls.of("secretsmanager").on("*:secret:b-*"), Often.ALWAYS);

        assertThat(fails("b")).isTrue();
        assertThat(fails("a")).isFalse();
        assertThat(secrets.listSecrets().secretList()).hasSize(2);
    }

    @Test
    void onlyCallsOfThePrincipalAreHit() {
        try (IamClient iam = client(IamClient.builder(), OPERATOR);
                StsClient sts = client(StsClient.builder(), OPERATOR)) {
            iam.createRole(role -> role.roleName("reader")
                    .assumeRolePolicyDocument("{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\","
                            + "\"Principal\":{\"AWS\":\"000000000000\"},\"Action\":\"sts:AssumeRole\"}]}"));
            iam.putRolePolicy(put -> put.roleName("reader")
                    .policyName("all")
                    .policyDocument("{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\","
                            + "\"Action\":\"secretsmanager:*\",\"Resource\":\"*\"}]}"));
            Credentials session = sts.assumeRole(assume -> assume.roleArn("arn:aws:iam::000000000000:role/reader")
                            .roleSessionName("somebody"))
                    .credentials();
            try (SecretsManagerClient reader = client(
                    SecretsManagerClient.builder(),
                    AwsSessionCredentials.create(
                            session.accessKeyId(), session.secretAccessKey(), session.sessionToken()))) {
                for (String name : List.of(
                        "reader",
                        "somebody",
                        "arn:aws:iam::000000000000:role/reader",
                        "arn:aws:sts::000000000000:assumed-role/reader/*")) {
                    Fault fault = aws.faults().throttle(READS.by(name), Often.ALWAYS);
                    assertThat(fails("a")).isFalse();
                    assertThatThrownBy(() -> reader.getSecretValue(get -> get.secretId("a")))
                            .as(name)
                            .isInstanceOf(SecretsManagerException.class);
                    aws.faults().clear(fault.id());
                }
            }
        }
    }

    @Test
    void aLateAnswerComesAndOthersAreNotHeldUp() {
        aws.faults().latency(READS, Duration.ofMillis(400), Often.times(1));
        aws.faults().latency(Calls.of("secretsmanager"), Duration.ofMillis(300), Often.times(1));
        long begin = System.nanoTime();
        CompletableFuture<String> late = CompletableFuture.supplyAsync(() -> read("a"));

        assertThat(late.join()).isEqualTo("of a");

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThanOrEqualTo(Duration.ofMillis(700));
        assertThat(aws.faults().list())
                .allSatisfy(fault -> assertThat(fault.over()).isTrue());
    }

    @Test
    void aDroppedConnectionEndsWithoutAnAnswerAndTheCallIsNotPerformed() {
        aws.faults().drop(Calls.of("secretsmanager", "PutSecretValue"), Often.ALWAYS);

        assertThatThrownBy(() -> secrets.putSecretValue(put -> put.secretId("a").secretString("other")))
                .isInstanceOf(SdkClientException.class);

        aws.faults().clear();
        assertThat(read("a")).isEqualTo("of a");
    }

    @Test
    void aClientGivesUpWaitingWhereNoAnswerComes() {
        aws.faults().timeout(READS, Often.ALWAYS);
        long begin = System.nanoTime();

        assertThatThrownBy(() -> read("a")).isInstanceOf(SdkClientException.class);

        assertThat(System.nanoTime() - begin).isGreaterThanOrEqualTo(TimeUnit.SECONDS.toNanos(2));
        assertThat(secrets.listSecrets().secretList()).hasSize(2);
    }

    @Test
    void whatIsHeldIsLetGoWhenTheFaultIsCleared() {
        SecretsManagerClientBuilder patient = SecretsManagerClient.builder();
        aws.faults().timeout(READS, Often.ALWAYS);
        try (SecretsManagerClient client = patient.endpointOverride(aws.endpoint())
                .region(Region.US_EAST_1)
                .httpClient(UrlConnectionHttpClient.create())
                .overrideConfiguration(once -> once.retryStrategy(retries -> retries.maxAttempts(1)))
                .credentialsProvider(StaticCredentialsProvider.create(OPERATOR))
                .build()) {
            CompletableFuture<String> waiting = CompletableFuture.supplyAsync(
                    () -> client.getSecretValue(get -> get.secretId("a")).secretString());
            Awaitility.await().until(() -> aws.faults().list().get(0).struck() > 0);

            aws.faults().clear();

            assertThatThrownBy(() -> waiting.get(10, TimeUnit.SECONDS)).hasCauseInstanceOf(SdkClientException.class);
        }
    }

    @Test
    void bodiesThatAreStreamedAreRefusedToo() {
        try (S3Client s3 = client(S3Client.builder(), OPERATOR)) {
            s3.createBucket(create -> create.bucket("files"));
            aws.faults().throttle(Calls.of("s3", "PutObject").on("arn:aws:s3:::files/big*"), Often.ALWAYS);

            assertThatThrownBy(() -> s3.putObject(
                            put -> put.bucket("files").key("big"), RequestBody.fromBytes(new byte[300_000])))
                    .isInstanceOfSatisfying(S3Exception.class, refusal -> assertThat(refusal.statusCode())
                            .isEqualTo(503));
            s3.putObject(put -> put.bucket("files").key("small"), RequestBody.fromString("s"));
            assertThat(s3.listObjectsV2(list -> list.bucket("files")).contents())
                    .singleElement()
                    .satisfies(object -> assertThat(object.key()).isEqualTo("small"));

            aws.faults().clear();
            aws.faults().throttle(Calls.of("s3", "GetObject"), Often.times(1));
            assertThatThrownBy(
                            () -> s3.getObjectAsBytes(get -> get.bucket("files").key("small")))
                    .isInstanceOfSatisfying(S3Exception.class, refusal -> {
                        assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo("SlowDown");
                        assertThat(refusal.awsErrorDetails().errorMessage())
                                .isEqualTo("Please reduce your request rate.");
                    });
            aws.faults().drop(Calls.of("s3", "GetObject"), Often.ALWAYS);
            assertThatThrownBy(
                            () -> s3.getObjectAsBytes(get -> get.bucket("files").key("small")))
                    .isInstanceOf(SdkClientException.class);
        }
    }

    @Test
    void aClientThatRetriesGetsOverAFewRefusals() {
        aws.faults().throttle(READS, Often.times(2));
        try (SecretsManagerClient client = SecretsManagerClient.builder()
                .endpointOverride(aws.endpoint())
                .region(Region.US_EAST_1)
                .httpClient(UrlConnectionHttpClient.create())
                .credentialsProvider(StaticCredentialsProvider.create(OPERATOR))
                .build()) {
            assertThat(client.getSecretValue(get -> get.secretId("a")).secretString())
                    .isEqualTo("of a");
        }
        assertThat(aws.faults().list().get(0).struck()).isEqualTo(2);
    }
}
