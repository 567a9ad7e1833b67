package sh.lfc.nv.emulator.services.sqs;

import java.util.regex.Pattern;
import sh.lfc.nv.emulator.call.AwsError;
import software.amazon.awssdk.services.sqs.model.InvalidMessageContentsException;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/** What SQS refuses to take, after {@code SendMessage} of its API reference. */
final class MessageChecks {

    private static final Pattern TOKEN =
            Pattern.compile("[A-Za-z0-9!\"#$%&'()*+,\\-./:;<=>?@\\[\\\\\\]^_`{|}~]{1,128}");
    private static final Pattern ATTRIBUTE_NAME = Pattern.compile("[A-Za-z0-9_.\\-]{1,256}");
    private static final int MAX_ATTRIBUTES = 10;

    private MessageChecks() {}

    static void check(OutgoingMessage message, QueueAttributes queue) {
        if (message.body() == null || message.body().isEmpty()) {
            throw SqsErrors.missing("MessageBody");
        }
        characters(message.body());
        message.attributes().forEach(MessageChecks::attribute);
        if (message.attributes().size() > MAX_ATTRIBUTES) {
            throw SqsErrors.invalid("Number of message attributes ["
                    + message.attributes().size() + "] exceeds the allowed maximum [" + MAX_ATTRIBUTES + "].");
        }
        if (message.size() > queue.maximumMessageSize()) {
            throw SqsErrors.invalid("One or more parameters are invalid. Reason: Message must be shorter than "
                    + queue.maximumMessageSize() + " bytes.");
        }
        token("MessageGroupId", message.groupId());
        token("MessageDeduplicationId", message.deduplicationId());
        if (queue.fifo()) {
            fifo(message, queue);
        } else if (message.deduplicationId() != null) {
            throw SqsErrors.invalid(
                    message.deduplicationId(),
                    "MessageDeduplicationId",
                    "The request includes a parameter that is not valid for this queue type.");
        }
    }

    private static void fifo(OutgoingMessage message, QueueAttributes queue) {
        if (message.groupId() == null) {
            throw SqsErrors.missing("MessageGroupId");
        }
        if (message.deduplicationId() == null && !queue.contentBasedDeduplication()) {
            throw SqsErrors.invalid("The queue should either have ContentBasedDeduplication enabled or "
                    + "MessageDeduplicationId provided explicitly");
        }
        if (message.delay() != null && !message.delay().isZero()) {
            throw SqsErrors.invalid(
                    message.delay().toSeconds(),
                    "DelaySeconds",
                    "The request include parameter that is not valid for this queue type.");
        }
    }

    private static void token(String parameter, String value) {
        if (value != null && !TOKEN.matcher(value).matches()) {
            throw SqsErrors.invalid(
                    value,
                    parameter,
                    parameter + " can only include alphanumeric and punctuation characters. 1 to 128 in length.");
        }
    }

    private static void attribute(String name, MessageAttributeValue value) {
        if (!ATTRIBUTE_NAME.matcher(name).matches()) {
            throw SqsErrors.invalid(
                    "The message attribute name '" + name + "' is invalid. "
                            + "Attribute name can contain A-Z, a-z, 0-9, underscore (_), hyphen (-), and period (.) characters.");
        }
        String type = value.dataType();
        if (type == null || type.isEmpty()) {
            throw SqsErrors.invalid(
                    "The message attribute '" + name + "' must contain non-empty message attribute type.");
        }
        String kind = type.split("\\.", 2)[0];
        if (!kind.matches("String|Number|Binary")) {
            throw SqsErrors.invalid(
                    "The message attribute '" + name + "' has an invalid message attribute type, the set "
                            + "of supported type prefixes is Binary, Number, and String.");
        }
        boolean absent = kind.equals("Binary")
                ? value.binaryValue() == null || value.binaryValue().asByteArrayUnsafe().length == 0
                : value.stringValue() == null || value.stringValue().isEmpty();
        if (absent) {
            throw SqsErrors.invalid("The message attribute '" + name
                    + "' must contain non-empty message attribute value for message attribute type '" + type + "'.");
        }
        if (kind.equals("Number") && !value.stringValue().matches("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d+)?")) {
            throw SqsErrors.invalid("Can't cast the value of message attribute '" + name + "' to a number.");
        }
    }

    /** Only characters that XML 1.0 allows. */
    private static void characters(String body) {
        body.codePoints()
                .filter(c -> !(c == 0x9
                        || c == 0xA
                        || c == 0xD
                        || c >= 0x20 && c <= 0xD7FF
                        || c >= 0xE000 && c <= 0xFFFD
                        || c >= 0x10000))
                .findFirst()
                .ifPresent(c -> {
                    throw InvalidMessageContentsException.builder()
                            .message("Invalid characters found. Valid unicode characters are #x9 | #xA | #xD | "
                                    + "#x20 to #xD7FF | #xE000 to #xFFFD | #x10000 to #x10FFFF")
                            .build();
                });
    }

    /** The number of messages that are asked for. */
    static int count(Integer requested) {
        if (requested != null && (requested < 1 || requested > 10)) {
            throw SqsErrors.invalid(requested, "MaxNumberOfMessages", "Must be between 1 and 10, if provided.");
        }
        return requested == null ? 1 : requested;
    }

    static void visibility(Integer seconds) {
        if (seconds != null && (seconds < 0 || seconds > 43200)) {
            throw SqsErrors.invalid(
                    seconds, "VisibilityTimeout", "VisibilityTimeout must be an integer between 0 and 43200");
        }
    }

    static void waitTime(Integer seconds) {
        if (seconds != null && (seconds < 0 || seconds > 20)) {
            throw AwsError.badRequest(
                    "InvalidParameterValue",
                    "Value " + seconds
                            + " for parameter WaitTimeSeconds is invalid. Reason: Must be >= 0 and <= 20, if provided.");
        }
    }
}
