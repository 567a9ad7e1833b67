package sh.lfc.nv.emulator.authorization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import sh.lfc.nv.emulator.Emulator;
import sh.lfc.nv.emulator.junit.EmulatorExtension;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.DeletedObject;
import software.amazon.awssdk.services.s3.model.Event;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.BatchGetSecretValueResponse;
import software.amazon.awssdk.services.secretsmanager.model.SecretValueEntry;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** What services do for their customers' resources, as far as policies let them. */
@ExtendWith(EmulatorExtension.class)
class ActingServicesTest {

    private static String queueArn(String name) {
        return "arn:aws:sqs:us-east-1:000000000000:" + name;
    }

    private static String letIn(String service, String action, String resource) {
        return "{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"Allow\", \"Principal\": {\"Service\": \""
                + service + "\"}, \"Action\": \"" + action + "\", \"Resource\": \"" + resource + "\"}]}";
    }

    private static String queue(SqsClient sqs, String name, String policy) {
        return sqs.createQueue(create -> create.queueName(name)
                        .attributes(policy == null ? Map.of() : Map.of(QueueAttributeName.POLICY, policy)))
                .queueUrl();
    }

    private static List<Message> receive(SqsClient sqs, String url) {
        return sqs.receiveMessage(receive -> receive.queueUrl(url).waitTimeSeconds(10))
                .messages();
    }

    @Test
    void aTopicReachesOnlyQueuesThatLetSnsIn(Emulator aws) {
        Accounts accounts = new Accounts(aws);
        SnsClient sns = accounts.root(SnsClient.builder());
        SqsClient sqs = accounts.root(SqsClient.builder());
        String topic = sns.createTopic(create -> create.name("news")).topicArn();
        queue(sqs, "closed", null);
        String letters = queue(sqs, "letters", letIn("sns.amazonaws.com", "sqs:SendMessage", queueArn("letters")));
        sns.subscribe(subscribe -> subscribe
                .topicArn(topic)
                .protocol("sqs")
                .endpoint(queueArn("closed"))
                .attributes(Map.of("RedrivePolicy", "{\"deadLetterTargetArn\":\"" + queueArn("letters") + "\"}")));

        sns.publish(publish -> publish.topicArn(topic).message("refused"));

        assertThat(receive(sqs, letters)).singleElement().satisfies(message -> assertThat(message.body())
                .contains("refused"));
    }

    @Test
    void aBucketTellsOnlyTopicsThatLetS3In(Emulator aws) {
        Accounts accounts = new Accounts(aws);
        S3Client s3 = accounts.root(S3Client.builder());
        SnsClient sns = accounts.root(SnsClient.builder());
        s3.createBucket(create -> create.bucket("tells"));
        String topic = sns.createTopic(create -> create.name("uploads")).topicArn();

        assertThatThrownBy(() -> notify(s3, topic))
                .hasMessageContaining("Unable to validate the following destination configurations");
        sns.setTopicAttributes(set -> set.topicArn(topic)
                .attributeName("Policy")
                .attributeValue(letIn("s3.amazonaws.com", "SNS:Publish", topic)));
        assertThatCode(() -> notify(s3, topic)).doesNotThrowAnyException();
    }

    private static void notify(S3Client s3, String topic) {
        s3.putBucketNotificationConfiguration(put -> put.bucket("tells")
                .notificationConfiguration(all ->
                        all.topicConfigurations(one -> one.topicArn(topic).events(Event.S3_OBJECT_CREATED))));
    }

    @Test
    void ofManyKeysThoseThatMayNotBeDeletedAreErrors(Emulator aws) {
        Accounts accounts = new Accounts(aws);
        S3Client root = accounts.root(S3Client.builder());
        root.createBucket(create -> create.bucket("several"));
        root.putObject(put -> put.bucket("several").key("mine/a"), RequestBody.fromString("a"));
        root.putObject(put -> put.bucket("several").key("yours/b"), RequestBody.fromString("b"));
        S3Client cleaner = accounts.role(
                S3Client.builder(),
                "cleaner",
                """
                {"Version": "2012-10-17", "Statement": [
                  {"Effect": "Allow", "Action": "s3:DeleteObject", "Resource": "arn:aws:s3:::several/mine/*"}]}""");

        DeleteObjectsResponse answer = cleaner.deleteObjects(delete -> delete.bucket("several")
                .delete(keys -> keys.objects(
                        ObjectIdentifier.builder().key("mine/a").build(),
                        ObjectIdentifier.builder().key("yours/b").build())));

        assertThat(answer.deleted()).extracting(DeletedObject::key).containsExactly("mine/a");
        assertThat(answer.errors()).singleElement().satisfies(error -> {
            assertThat(error.key()).isEqualTo("yours/b");
            assertThat(error.code()).isEqualTo("AccessDenied");
            assertThat(error.message())
                    .endsWith("is not authorized to perform: s3:DeleteObject on resource:"
                            + " \"arn:aws:s3:::several/yours/b\" because no identity-based policy allows the"
                            + " s3:DeleteObject action");
        });
        assertThat(root.listObjectsV2(list -> list.bucket("several")).contents())
                .singleElement()
                .satisfies(left -> assertThat(left.key()).isEqualTo("yours/b"));
    }

    @Test
    void ofSeveralSecretsThoseThatMayNotBeReadAreErrors(Emulator aws) {
        Accounts accounts = new Accounts(aws);
        SecretsManagerClient root = accounts.root(SecretsManagerClient.builder());
        String mine = root.createSecret(create -> create.name("mine").secretString("a"))
                .arn();
        String yours = root.createSecret(create -> create.name("yours").secretString("b"))
                .arn();
        SecretsManagerClient reader = accounts.role(
                SecretsManagerClient.builder(),
                "reads-mine",
                """
                {"Version": "2012-10-17", "Statement": [
                  {"Effect": "Allow", "Action": ["secretsmanager:BatchGetSecretValue", "secretsmanager:ListSecrets"],
                   "Resource": "*"},
                  {"Effect": "Allow", "Action": "secretsmanager:GetSecretValue", "Resource": "%s"}]}"""
                        .formatted(mine));

        for (BatchGetSecretValueResponse answer : List.of(
                reader.batchGetSecretValue(get -> get.secretIdList("mine", "yours")),
                reader.batchGetSecretValue(
                        get -> get.filters(by -> by.key("name").values("mine", "yours"))))) {
            assertThat(answer.secretValues())
                    .extracting(SecretValueEntry::secretString)
                    .containsExactly("a");
            assertThat(answer.errors()).singleElement().satisfies(error -> {
                assertThat(error.secretId()).isIn("yours", yours);
                assertThat(error.errorCode()).isEqualTo("AccessDeniedException");
                assertThat(error.message())
                        .endsWith("is not authorized to perform: secretsmanager:GetSecretValue on resource: " + yours
                                + " because no identity-based policy allows the secretsmanager:GetSecretValue action");
            });
        }
    }

    @Test
    void objectsTagsNarrowWhatMayBeRead(Emulator aws) {
        Accounts accounts = new Accounts(aws);
        S3Client root = accounts.root(S3Client.builder());
        root.createBucket(create -> create.bucket("by-tag"));
        root.putObject(put -> put.bucket("by-tag").key("a").tagging("public=yes"), RequestBody.fromString("a"));
        root.putObject(put -> put.bucket("by-tag").key("b"), RequestBody.fromString("b"));
        S3Client reader = accounts.role(
                S3Client.builder(),
                "tag-reader",
                """
                {"Version": "2012-10-17", "Statement": [
                  {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::by-tag/*",
                   "Condition": {"StringEquals": {"s3:ExistingObjectTag/public": "yes"}}}]}""");

        assertThatCode(() -> reader.getObjectAsBytes(get -> get.bucket("by-tag").key("a")))
                .doesNotThrowAnyException();
        assertThatThrownBy(() ->
                        reader.getObjectAsBytes(get -> get.bucket("by-tag").key("b")))
                .hasMessageContaining("is not authorized to perform: s3:GetObject");
    }
}
