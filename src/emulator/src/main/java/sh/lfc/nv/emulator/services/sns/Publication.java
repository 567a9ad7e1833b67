package sh.lfc.nv.emulator.services.sns;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Map;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;

/**
 * Something that was published to a topic, and the forms in which endpoints get it.
 *
 * @param subject or null
 * @param structure {@code json} when the message holds a text for each protocol, else null
 * @param groupId the message group in a FIFO topic, else null
 * @param deduplicationId in a FIFO topic, else null
 */
record Publication(
        String messageId,
        Topic topic,
        String subject,
        String message,
        String structure,
        Map<String, MessageAttributeValue> attributes,
        Instant time,
        String groupId,
        String deduplicationId) {

    static final int MAX_BYTES = 256 * 1024;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    /** Refuses what SNS does not take. */
    void check() {
        if (message == null || message.isEmpty()) {
            throw SnsErrors.invalid("Empty message");
        }
        if (message.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            throw SnsErrors.invalid("Message too long");
        }
        if (subject != null && (subject.isEmpty() || subject.length() > 100 || subject.contains("\n"))) {
            throw SnsErrors.invalid("Subject");
        }
        if (structure != null) {
            if (!structure.equals("json")) {
                throw SnsErrors.invalid("MessageStructure");
            }
            if (!texts().has("default")) {
                throw SnsErrors.invalid("Message Structure - No default entry in JSON message body");
            }
        }
        attributes.forEach((name, value) -> {
            String text = value.stringValue();
            if (value.binaryValue() == null && (text == null || text.isEmpty())) {
                throw SnsErrors.invalid("The message attribute '" + name
                        + "' must contain non-empty message attribute value for message attribute type '"
                        + value.dataType() + "'.");
            }
        });
    }

    private JsonNode texts() {
        try {
            JsonNode node = JSON.readTree(message);
            if (node != null && node.isObject()) {
                return node;
            }
        } catch (JsonProcessingException e) {
            throw SnsErrors.invalid("Message Structure - JSON message body failed to parse");
        }
        throw SnsErrors.invalid("Message Structure - JSON message body failed to parse");
    }

    /** The text for a protocol. */
    String text(String protocol) {
        if (structure == null) {
            return message;
        }
        JsonNode texts = texts();
        return texts.path(texts.has(protocol) ? protocol : "default").asText();
    }

    /** The document that queues and HTTP endpoints get, after "Parsing Amazon SNS message formats". */
    String notification(Subscription subscription, String endpoint) {
        ObjectNode node = JSON.createObjectNode().put("Type", "Notification");
        node.put("MessageId", messageId);
        if (groupId != null) {
            node.put("SequenceNumber", sequenceNumber());
        }
        node.put("TopicArn", topic.arn());
        if (subject != null) {
            node.put("Subject", subject);
        }
        node.put("Message", text(subscription.protocol()));
        node.put("Timestamp", TIME.format(time));
        node.put("SignatureVersion", signatureVersion());
        node.put("Signature", signature());
        node.put("SigningCertURL", certificateUrl());
        node.put("UnsubscribeURL", endpoint + "/?Action=Unsubscribe&SubscriptionArn=" + subscription.arn());
        if (!attributes.isEmpty()) {
            node.set("MessageAttributes", attributesNode());
        }
        return node.toString();
    }

    /** The event that functions get, after "Invoking Lambda functions with Amazon SNS notifications". */
    String event(Subscription subscription, String endpoint) {
        ObjectNode event = JSON.createObjectNode();
        ObjectNode entry = event.putArray("Records").addObject();
        entry.put("EventSource", "aws:sns");
        entry.put("EventVersion", "1.0");
        entry.put("EventSubscriptionArn", subscription.arn());
        ObjectNode sns = entry.putObject("Sns");
        sns.put("Type", "Notification");
        sns.put("MessageId", messageId);
        sns.put("TopicArn", topic.arn());
        sns.put("Subject", subject);
        sns.put("Message", text("lambda"));
        sns.put("Timestamp", TIME.format(time));
        sns.put("SignatureVersion", signatureVersion());
        sns.put("Signature", signature());
        sns.put("SigningCertUrl", certificateUrl());
        sns.put("UnsubscribeUrl", endpoint + "/?Action=Unsubscribe&SubscriptionArn=" + subscription.arn());
        sns.set("MessageAttributes", attributesNode());
        return event.toString();
    }

    private ObjectNode attributesNode() {
        ObjectNode node = JSON.createObjectNode();
        attributes.forEach((name, value) -> node.putObject(name)
                .put("Type", value.dataType())
                .put(
                        "Value",
                        value.binaryValue() == null
                                ? value.stringValue()
                                : Base64.getEncoder()
                                        .encodeToString(value.binaryValue().asByteArrayUnsafe())));
        return node;
    }

    /** Twenty digits that grow with time. */
    String sequenceNumber() {
        return "%020d".formatted(10_000_000_000_000_000L + time.toEpochMilli());
    }

    private String signatureVersion() {
        return topic.attributes().getOrDefault("SignatureVersion", "1");
    }

    private String certificateUrl() {
        return "https://sns." + topic.scope().region() + ".amazonaws.com/SimpleNotificationService-emulator.pem";
    }

    /** The same publication, told apart from others by the digest of its message. */
    Publication deduplicatedByContent() {
        return new Publication(
                messageId,
                topic,
                subject,
                message,
                structure,
                attributes,
                time,
                groupId,
                sha256(message).toString(16));
    }

    /** Of the right shape only: nobody but AWS can sign so that AWS's certificate verifies it. */
    private String signature() {
        return Base64.getEncoder()
                .encodeToString(sha256(messageId + topic.arn() + message).toByteArray());
    }

    private static BigInteger sha256(String text) {
        try {
            return new BigInteger(
                    1, MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
