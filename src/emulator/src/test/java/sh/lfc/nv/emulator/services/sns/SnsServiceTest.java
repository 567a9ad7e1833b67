package sh.lfc.nv.emulator.services.sns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import sh.lfc.nv.emulator.Emulator;
import sh.lfc.nv.emulator.services.Clients;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.InvalidParameterException;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.NotFoundException;
import software.amazon.awssdk.services.sns.model.Subscription;
import software.amazon.awssdk.services.sns.model.Tag;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SnsServiceTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Emulator aws;
    private SnsClient sns;
    private SqsClient sqs;

    @BeforeAll
    void start() throws IOException {
        aws = Emulator.builder().port(0).start();
        sns = Clients.of(SnsClient.builder(), aws);
        sqs = Clients.of(SqsClient.builder(), aws);
    }

    @AfterAll
    void end() {
        sns.close();
        sqs.close();
        aws.close();
    }

    @Test
    void aTopicHasItsTagsItsAttributesAndThePolicyOfTheOwner() {
        String topic = sns.createTopic(create -> create.name("alarms")
                        .tags(Tag.builder().key("Env").value("demo").build()))
                .topicArn();

        assertThat(topic).isEqualTo("arn:aws:sns:us-east-1:000000000000:alarms");
        assertThat(sns.getTopicAttributes(get -> get.topicArn(topic)).attributes())
                .containsEntry("Owner", "000000000000")
                .containsEntry("SubscriptionsConfirmed", "0")
                .hasEntrySatisfying("Policy", policy -> assertThat(policy).contains("__default_statement_ID"));
        assertThat(sns.listTagsForResource(list -> list.resourceArn(topic)).tags())
                .singleElement()
                .matches(tag -> tag.key().equals("Env"));
        assertThatThrownBy(() -> sns.setTopicAttributes(
                        set -> set.topicArn(topic).attributeName("Policy").attributeValue("{}")))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("Invalid parameter: Policy");
    }

    @Test
    void aTopicThatDoesNotExistIsNotFound() {
        assertThatThrownBy(
                        () -> sns.getTopicAttributes(get -> get.topicArn("arn:aws:sns:us-east-1:000000000000:missing")))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("Topic does not exist");
        assertThatThrownBy(
                        () -> sns.publish(publish -> publish.topicArn("missing").message("x")))
                .hasMessageContaining("An ARN must have at least 6 elements, not 1");
    }

    @Test
    void aQueueGetsTheNotificationInItsEnvelope() throws IOException {
        String topic = topic("envelope");
        String queue = subscribedQueue(topic, "envelope", Map.of());

        String id = sns.publish(publish -> publish.topicArn(topic)
                        .subject("hello")
                        .message("Grüße")
                        .messageAttributes(Map.of("colour", text("red"))))
                .messageId();

        JsonNode envelope = JSON.readTree(receive(queue).body());
        assertThat(envelope.path("Type").asText()).isEqualTo("Notification");
        assertThat(envelope.path("MessageId").asText()).isEqualTo(id);
        assertThat(envelope.path("TopicArn").asText()).isEqualTo(topic);
        assertThat(envelope.path("Subject").asText()).isEqualTo("hello");
        assertThat(envelope.path("Message").asText()).isEqualTo("Grüße");
        assertThat(envelope.path("MessageAttributes")
                        .path("colour")
                        .path("Value")
                        .asText())
                .isEqualTo("red");
        assertThat(envelope.has("Signature")).isTrue();
    }

    @Test
    void aRawSubscriptionGetsTheMessageAlone() {
        String topic = topic("raw");
        String queue = subscribedQueue(topic, "raw", Map.of("RawMessageDelivery", "true"));

        sns.publish(publish -> publish.topicArn(topic).message("plain").messageAttributes(Map.of("a", text("b"))));

        Message message = receive(queue);
        assertThat(message.body()).isEqualTo("plain");
        assertThat(message.messageAttributes()).containsKey("a");
    }

    @Test
    void aFilterPolicyLetsThroughWhatItNames() {
        String topic = topic("filtered");
        String queue = subscribedQueue(
                topic,
                "filtered",
                Map.of(
                        "RawMessageDelivery",
                        "true",
                        "FilterPolicy",
                        "{\"colour\":[\"red\",{\"prefix\":\"blu\"}],\"size\":[{\"numeric\":[\">\",1,\"<=\",5]}]}"));

        for (String[] message :
                List.of(new String[] {"green", "2"}, new String[] {"red", "1"}, new String[] {"blue", "5"})) {
            sns.publish(publish -> publish.topicArn(topic)
                    .message(message[0])
                    .messageAttributes(Map.of("colour", text(message[0]), "size", number(message[1]))));
        }

        assertThat(receive(queue).body()).isEqualTo("blue");
        assertThat(sqs.receiveMessage(receive -> receive.queueUrl(queue)).messages())
                .isEmpty();
    }

    @Test
    void aPolicyOnTheBodyReachesIntoIt() {
        FilterPolicy policy = FilterPolicy.parse(
                "{\"detail\":{\"bucket\":[\"a\"],\"$or\":[{\"n\":[1]},{\"m\":[{\"exists\":true}]}]}}", true);

        assertThat(policy.accepts("{\"detail\":{\"bucket\":\"a\",\"m\":null}}", Map.of()))
                .isTrue();
        assertThat(policy.accepts("{\"detail\":{\"bucket\":\"a\"}}", Map.of())).isFalse();
        assertThat(policy.accepts("{\"detail\":{\"bucket\":\"b\",\"n\":1}}", Map.of()))
                .isFalse();
        assertThat(policy.accepts("no JSON", Map.of())).isFalse();
        assertThatThrownBy(() -> FilterPolicy.parse("{\"a\":{\"b\":[1]}}", false))
                .isInstanceOf(InvalidParameterException.class);
    }

    @Test
    void anAddressMustConfirmBeforeItGetsMail() {
        String topic = topic("mail");

        String answer = sns.subscribe(
                        subscribe -> subscribe.topicArn(topic).protocol("email").endpoint("ops@example.com"))
                .subscriptionArn();

        assertThat(answer).isEqualTo("pending confirmation");
        assertThat(sns.listSubscriptionsByTopic(list -> list.topicArn(topic)).subscriptions())
                .extracting(Subscription::subscriptionArn)
                .containsExactly("PendingConfirmation");
        assertThat(sns.getTopicAttributes(get -> get.topicArn(topic)).attributes())
                .containsEntry("SubscriptionsPending", "1");
        assertThatThrownBy(() -> sns.confirmSubscription(
                        confirm -> confirm.topicArn(topic).token("wrong")))
                .isInstanceOf(InvalidParameterException.class);
    }

    @Test
    void anHttpEndpointConfirmsWithTheLinkAndThenGetsMessages() throws Exception {
        String topic = topic("http");
        BlockingQueue<JsonNode> posted = new LinkedBlockingQueue<>();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            posted.add(JSON.readTree(exchange.getRequestBody().readAllBytes()));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
        try {
            sns.subscribe(subscribe -> subscribe
                    .topicArn(topic)
                    .protocol("http")
                    .endpoint("http://127.0.0.1:" + server.getAddress().getPort() + "/"));
            JsonNode confirmation = posted.poll(10, TimeUnit.SECONDS);
            String link = confirmation.path("SubscribeURL").asText();
            HttpResponse<String> confirmed = HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(URI.create(link)).build(), HttpResponse.BodyHandlers.ofString());

            sns.publish(publish -> publish.topicArn(topic).message("now"));

            assertThat(confirmed.statusCode()).isEqualTo(200);
            assertThat(confirmed.body()).contains("<SubscriptionArn>" + topic + ":");
            assertThat(posted.poll(10, TimeUnit.SECONDS).path("Message").asText())
                    .isEqualTo("now");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void aStructuredMessageHasATextForEachProtocol() {
        String topic = topic("structured");
        String queue = subscribedQueue(topic, "structured", Map.of("RawMessageDelivery", "true"));

        sns.publish(publish ->
                publish.topicArn(topic).messageStructure("json").message("{\"default\":\"d\",\"sqs\":\"for queues\"}"));

        assertThat(receive(queue).body()).isEqualTo("for queues");
        assertThatThrownBy(() -> sns.publish(publish ->
                        publish.topicArn(topic).messageStructure("json").message("{\"sqs\":\"x\"}")))
                .hasMessageContaining("No default entry in JSON message body");
    }

    @Test
    void aFifoTopicFeedsAFifoQueueOnce() {
        String topic = sns.createTopic(create -> create.name("order.fifo")
                        .attributes(Map.of("FifoTopic", "true", "ContentBasedDeduplication", "true")))
                .topicArn();
        String queue = sqs.createQueue(create ->
                        create.queueName("order.fifo").attributes(Map.of(QueueAttributeName.FIFO_QUEUE, "true")))
                .queueUrl();
        subscribe(topic, "order.fifo", Map.of("RawMessageDelivery", "true"));

        for (String message : List.of("one", "one", "two")) {
            sns.publish(publish -> publish.topicArn(topic).message(message).messageGroupId("g"));
        }

        assertThat(sqs.receiveMessage(receive -> receive.queueUrl(queue).maxNumberOfMessages(10))
                        .messages())
                .extracting(Message::body)
                .containsExactly("one", "two");
    }

    @Test
    void aDeletedTopicTakesItsSubscriptionsAlong() {
        String topic = topic("gone");
        subscribedQueue(topic, "gone", Map.of());

        sns.deleteTopic(delete -> delete.topicArn(topic));

        assertThat(sns.listSubscriptions().subscriptions())
                .extracting(Subscription::topicArn)
                .doesNotContain(topic);
    }

    private String topic(String name) {
        return sns.createTopic(create -> create.name(name)).topicArn();
    }

    private String subscribedQueue(String topic, String name, Map<String, String> attributes) {
        String url = sqs.createQueue(create -> create.queueName(name)).queueUrl();
        subscribe(topic, name, attributes);
        return url;
    }

    private void subscribe(String topic, String queue, Map<String, String> attributes) {
        String queueArn = "arn:aws:sqs:us-east-1:000000000000:" + queue;
        String url = sqs.getQueueUrl(get -> get.queueName(queue)).queueUrl();
        sqs.setQueueAttributes(set -> set.queueUrl(url)
                .attributes(Map.of(
                        QueueAttributeName.POLICY,
                        """
                        {"Version": "2012-10-17", "Statement": [
                          {"Effect": "Allow", "Principal": {"Service": "sns.amazonaws.com"}, "Action": "sqs:SendMessage",
                           "Resource": "%s", "Condition": {"ArnEquals": {"aws:SourceArn": "%s"}}}]}"""
                                .formatted(queueArn, topic))));
        sns.subscribe(subscribe ->
                subscribe.topicArn(topic).protocol("sqs").endpoint(queueArn).attributes(attributes));
    }

    private Message receive(String queue) {
        List<Message> messages = sqs.receiveMessage(
                        receive -> receive.queueUrl(queue).waitTimeSeconds(10).messageAttributeNames("All"))
                .messages();
        assertThat(messages).hasSize(1);
        return messages.get(0);
    }

    private static MessageAttributeValue text(String value) {
        return MessageAttributeValue.builder()
                .dataType("String")
                .stringValue(value)
                .build();
    }

    private static MessageAttributeValue number(String value) {
        return MessageAttributeValue.builder()
                .dataType("Number")
                .stringValue(value)
                .build();
    }
}
