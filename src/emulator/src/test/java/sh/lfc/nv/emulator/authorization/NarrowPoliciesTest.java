package sh.lfc.nv.emulator.authorization;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import sh.lfc.nv.emulator.Emulator;
import sh.lfc.nv.emulator.junit.EmulatorExtension;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Policies that name one resource let their role use it, however a request names it, and no other one. */
@ExtendWith(EmulatorExtension.class)
class NarrowPoliciesTest {

    private static void allowed(ThrowingCallable call) {
        assertThatCode(call).doesNotThrowAnyException();
    }

    private static void refused(ThrowingCallable call) {
        assertThatThrownBy(call).hasMessageContaining("is not authorized to perform");
    }

    private static String allow(String action, String resource) {
        return allow(action, resource, "{}");
    }

    private static String allow(String action, String resource, String condition) {
        return "{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"Allow\", \"Action\": \"" + action
                + "\", \"Resource\": \"" + resource + "\", \"Condition\": " + condition + "}]}";
    }

    @Test
    void aSecretIsItsArnByWhateverNameItIsAskedFor(Emulator aws) {
        Accounts accounts = new Accounts(aws);
        SecretsManagerClient root = accounts.root(SecretsManagerClient.builder());
        String arn = root.createSecret(create -> create.name("app/db").secretString("x"))
                .arn();
        root.createSecret(create -> create.name("app/other").secretString("x"));
        SecretsManagerClient reader = accounts.role(
                SecretsManagerClient.builder(), "one-secret", allow("secretsmanager:GetSecretValue", arn));

        allowed(() -> reader.getSecretValue(get -> get.secretId("app/db")));
        allowed(() -> reader.getSecretValue(get -> get.secretId(arn)));
        allowed(() -> reader.getSecretValue(get -> get.secretId(arn.substring(0, arn.length() - 7))));
        refused(() -> reader.getSecretValue(get -> get.secretId("app/other")));
        refused(() -> reader.getSecretValue(get -> get.secretId("app/none")));
    }

    @Test
    void aSecretsTagsAndPolicyCount(Emulator aws) {
        Accounts accounts = new Accounts(aws);
        SecretsManagerClient root = accounts.root(SecretsManagerClient.builder());
        root.createSecret(create -> create.name("tagged").secretString("x").tags(tag -> tag.key("team")
                .value("red")));
        SecretsManagerClient red = accounts.role(
                SecretsManagerClient.builder(),
                "team-red",
                allow("secretsmanager:*", "*", "{\"StringEquals\": {\"aws:ResourceTag/team\": \"red\"}}"));

        allowed(() -> red.getSecretValue(get -> get.secretId("tagged")));
        root.putResourcePolicy(
                put -> put.secretId("tagged")
                        .resourcePolicy(
                                """
                        {"Version": "2012-10-17", "Statement": [
                          {"Effect": "Deny", "Principal": "*", "Action": "secretsmanager:GetSecretValue",
                           "Resource": "*", "Condition": {"ArnNotEquals":
                             {"aws:PrincipalArn": "arn:aws:iam::000000000000:role/somebody"}}}]}"""));

        assertThatThrownBy(() -> red.getSecretValue(get -> get.secretId("tagged")))
                .hasMessageContaining("with an explicit deny in a resource-based policy");
    }

    @Test
    void aKeyIsItsArnByAliasAndByWhatItEncrypted(Emulator aws) {
        Accounts accounts = new Accounts(aws);
        KmsClient root = accounts.root(KmsClient.builder());
        String key = root.createKey().keyMetadata().arn();
        String other = root.createKey().keyMetadata().arn();
        root.createAlias(create -> create.aliasName("alias/app").targetKeyId(key));
        KmsClient user = accounts.role(
                KmsClient.builder(),
                "one-key",
                "{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"Allow\","
                        + " \"Action\": [\"kms:Encrypt\", \"kms:Decrypt\"], \"Resource\": \"" + key
                        + "\", \"Condition\": {\"StringEquals\": {\"kms:EncryptionContext:for\": \"test\"}}}]}");
        SdkBytes text = SdkBytes.fromUtf8String("text");
        Map<String, String> context = Map.of("for", "test");

        SdkBytes ciphertext = user.encrypt(
                        encrypt -> encrypt.keyId("alias/app").plaintext(text).encryptionContext(context))
                .ciphertextBlob();
        allowed(() -> user.decrypt(decrypt -> decrypt.ciphertextBlob(ciphertext).encryptionContext(context)));
        refused(() -> user.encrypt(encrypt -> encrypt.keyId("alias/app").plaintext(text)));
        refused(() ->
                user.encrypt(encrypt -> encrypt.keyId(other).plaintext(text).encryptionContext(context)));
    }

    @Test
    void anAliasNeedsThePermissionOnItselfAndOnItsKey(Emulator aws) {
        Accounts accounts = new Accounts(aws);
        String key =
                accounts.root(KmsClient.builder()).createKey().keyMetadata().arn();
        KmsClient ofKey = accounts.role(KmsClient.builder(), "alias-of-key", allow("kms:CreateAlias", key));
        KmsClient ofBoth = accounts.role(
                KmsClient.builder(),
                "alias-of-both",
                "{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"Allow\", \"Action\": \"kms:CreateAlias\","
                        + " \"Resource\": [\"" + key + "\", \"arn:aws:kms:*:*:alias/new\"]}]}");

        refused(() -> ofKey.createAlias(create -> create.aliasName("alias/new").targetKeyId(key)));
        allowed(() -> ofBoth.createAlias(create -> create.aliasName("alias/new").targetKeyId(key)));
    }

    @Test
    void aLogGroupIsMatchedWithWhatFollowsItsName(Emulator aws) {
        Accounts accounts = new Accounts(aws);
        CloudWatchLogsClient root = accounts.root(CloudWatchLogsClient.builder());
        root.createLogGroup(create -> create.logGroupName("/aws/lambda/x"));
        String arn = "arn:aws:logs:us-east-1:000000000000:log-group:/aws/lambda/x";
        CloudWatchLogsClient writer =
                accounts.role(CloudWatchLogsClient.builder(), "log-writer", allow("logs:*", arn + ":*"));
        CloudWatchLogsClient bare = accounts.role(CloudWatchLogsClient.builder(), "log-bare", allow("logs:*", arn));

        allowed(() -> writer.createLogStream(
                create -> create.logGroupName("/aws/lambda/x").logStreamName("s")));
        allowed(() -> writer.putLogEvents(
                put -> put.logGroupName("/aws/lambda/x").logStreamName("s").logEvents(event -> event.timestamp(
                                Instant.now().toEpochMilli())
                        .message("m"))));
        allowed(() -> writer.filterLogEvents(filter -> filter.logGroupIdentifier(arn)));
        refused(() -> writer.putRetentionPolicy(
                put -> put.logGroupName("/aws/lambda/y").retentionInDays(1)));
        refused(() -> bare.createLogStream(
                create -> create.logGroupName("/aws/lambda/x").logStreamName("t")));
        allowed(() -> bare.listTagsForResource(list -> list.resourceArn(arn)));
    }

    @Test
    void conditionsOfServicesNarrowWhatIsAllowed(Emulator aws) {
        Accounts accounts = new Accounts(aws);
        CloudWatchClient metrics = accounts.role(
                CloudWatchClient.builder(),
                "one-namespace",
                allow("cloudwatch:PutMetricData", "*", "{\"StringEquals\": {\"cloudwatch:namespace\": \"App\"}}"));
        String topic = accounts.root(SnsClient.builder())
                .createTopic(create -> create.name("narrow"))
                .topicArn();
        SnsClient subscriber = accounts.role(
                SnsClient.builder(),
                "only-sqs",
                allow("sns:Subscribe", topic, "{\"StringEquals\": {\"sns:Protocol\": \"sqs\"}}"));

        allowed(() -> metrics.putMetricData(put ->
                put.namespace("App").metricData(one -> one.metricName("m").value(1.0))));
        refused(() -> metrics.putMetricData(put ->
                put.namespace("Other").metricData(one -> one.metricName("m").value(1.0))));
        allowed(() -> subscriber.subscribe(subscribe ->
                subscribe.topicArn(topic).protocol("sqs").endpoint("arn:aws:sqs:us-east-1:000000000000:x")));
        refused(() -> subscriber.subscribe(
                subscribe -> subscribe.topicArn(topic).protocol("email").endpoint("a@example.com")));
    }

    @Test
    void tagsAtCreationNeedAPermissionOfTheirOwn(Emulator aws) {
        SqsClient creator = new Accounts(aws)
                .role(
                        SqsClient.builder(),
                        "creator",
                        allow("sqs:CreateQueue", "arn:aws:sqs:us-east-1:000000000000:made"));

        refused(() -> creator.createQueue(create -> create.queueName("made").tags(Map.of("a", "b"))));
        allowed(() -> creator.createQueue(create -> create.queueName("made")));
    }
}
