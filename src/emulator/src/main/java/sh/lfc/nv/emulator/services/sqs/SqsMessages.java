package sh.lfc.nv.emulator.services.sqs;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import sh.lfc.nv.emulator.call.AwsError;
import sh.lfc.nv.emulator.call.AwsService;
import sh.lfc.nv.emulator.call.Call;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.sqs.model.BatchEntryIdsNotDistinctException;
import software.amazon.awssdk.services.sqs.model.BatchRequestTooLongException;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequest;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchResponse;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchResultEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityRequest;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityResponse;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchResultEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageResponse;
import software.amazon.awssdk.services.sqs.model.EmptyBatchRequestException;
import software.amazon.awssdk.services.sqs.model.InvalidBatchEntryIdException;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResultEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;
import software.amazon.awssdk.services.sqs.model.TooManyEntriesInBatchRequestException;

/** The operations of SQS on messages, after its API reference. */
final class SqsMessages implements AwsService {

    private static final int MAX_BATCH = 10;
    private static final int MAX_BATCH_BYTES = 1048576;

    private final Sqs queues;

    SqsMessages(Sqs queues) {
        this.queues = queues;
    }

    @Override
    public String sdkPackage() {
        return "sqs";
    }

    public SendMessageResponse sendMessage(SendMessageRequest request, Call call) {
        SqsQueue queue = queues.byUrl(request.queueUrl(), call);
        OutgoingMessage message = OutgoingMessage.of(request, call.principal().userId());
        StoredMessage stored = queues.send(queue, message);
        return SendMessageResponse.builder()
                .messageId(stored.id)
                .md5OfMessageBody(Checksums.ofBody(message.body()))
                .md5OfMessageAttributes(Checksums.ofAttributes(message.attributes()))
                .sequenceNumber(stored.sequenceNumber)
                .build();
    }

    public SendMessageBatchResponse sendMessageBatch(SendMessageBatchRequest request, Call call) {
        SqsQueue queue = queues.byUrl(request.queueUrl(), call);
        requireBatch(request.entries(), SendMessageBatchRequestEntry::id);
        int size = request.entries().stream()
                .filter(entry -> entry.messageBody() != null)
                .mapToInt(entry -> entry.messageBody().length())
                .sum();
        if (size > MAX_BATCH_BYTES) {
            throw BatchRequestTooLongException.builder()
                    .message("Batch requests cannot be longer than " + MAX_BATCH_BYTES + " bytes. You have sent " + size
                            + " bytes.")
                    .build();
        }
        List<SendMessageBatchResultEntry> sent = new ArrayList<>();
        List<BatchResultErrorEntry> failed = each(request.entries(), SendMessageBatchRequestEntry::id, entry -> {
            OutgoingMessage message = OutgoingMessage.of(entry, call.principal().userId());
            StoredMessage stored = queues.send(queue, message);
            sent.add(SendMessageBatchResultEntry.builder()
                    .id(entry.id())
                    .messageId(stored.id)
                    .md5OfMessageBody(Checksums.ofBody(message.body()))
                    .md5OfMessageAttributes(Checksums.ofAttributes(message.attributes()))
                    .sequenceNumber(stored.sequenceNumber)
                    .build());
        });
        return SendMessageBatchResponse.builder()
                .successful(sent)
                .failed(failed.isEmpty() ? null : failed)
                .build();
    }

    public ReceiveMessageResponse receiveMessage(ReceiveMessageRequest request, Call call) {
        SqsQueue queue = queues.byUrl(request.queueUrl(), call);
        int most = MessageChecks.count(request.maxNumberOfMessages());
        MessageChecks.visibility(request.visibilityTimeout());
        MessageChecks.waitTime(request.waitTimeSeconds());
        QueueAttributes attributes = queue.attributes();
        Duration visibility = request.visibilityTimeout() == null
                ? attributes.visibilityTimeout()
                : Duration.ofSeconds(request.visibilityTimeout());
        Duration wait = request.waitTimeSeconds() == null
                ? attributes.waitTime()
                : Duration.ofSeconds(request.waitTimeSeconds());
        Optional<SqsQueue> deadLetters = attributes.redrivePolicy().flatMap(policy -> queues.byArn(policy.target()));
        List<SqsQueue.Received> received = queue.receive(most, visibility, wait, deadLetters);
        if (received.isEmpty()) {
            queues.record(queue, "NumberOfEmptyReceives", 1, "Count");
            return ReceiveMessageResponse.builder().build();
        }
        queues.record(queue, "NumberOfMessagesReceived", received.size(), "Count");
        Set<String> systemNames = new LinkedHashSet<>(request.attributeNamesAsStrings());
        systemNames.addAll(request.messageSystemAttributeNamesAsStrings());
        return ReceiveMessageResponse.builder()
                .messages(received.stream()
                        .map(message -> describe(message, systemNames, request.messageAttributeNames()))
                        .toList())
                .build();
    }

    private static Message describe(SqsQueue.Received received, Set<String> systemNames, List<String> names) {
        Map<String, String> system = new LinkedHashMap<>(received.systemAttributes());
        if (!systemNames.contains("All")) {
            system.keySet().retainAll(systemNames);
        }
        Map<String, MessageAttributeValue> attributes =
                new LinkedHashMap<>(received.message().attributes());
        attributes.keySet().removeIf(name -> names.stream().noneMatch(wanted -> asksFor(wanted, name)));
        String body = received.message().content.body();
        return Message.builder()
                .messageId(received.message().id)
                .receiptHandle(received.handle())
                .body(body)
                .md5OfBody(Checksums.ofBody(body))
                .attributesWithStrings(system.isEmpty() ? null : system)
                .messageAttributes(attributes.isEmpty() ? null : attributes)
                .md5OfMessageAttributes(Checksums.ofAttributes(attributes))
                .build();
    }

    private static boolean asksFor(String wanted, String name) {
        return wanted.equals("All")
                || wanted.equals(name)
                || wanted.endsWith(".*") && name.startsWith(wanted.substring(0, wanted.length() - 2));
    }

    public DeleteMessageResponse deleteMessage(DeleteMessageRequest request, Call call) {
        delete(queues.byUrl(request.queueUrl(), call), request.receiptHandle());
        return DeleteMessageResponse.builder().build();
    }

    public DeleteMessageBatchResponse deleteMessageBatch(DeleteMessageBatchRequest request, Call call) {
        SqsQueue queue = queues.byUrl(request.queueUrl(), call);
        requireBatch(request.entries(), DeleteMessageBatchRequestEntry::id);
        List<DeleteMessageBatchResultEntry> deleted = new ArrayList<>();
        List<BatchResultErrorEntry> failed = each(request.entries(), DeleteMessageBatchRequestEntry::id, entry -> {
            delete(queue, entry.receiptHandle());
            deleted.add(DeleteMessageBatchResultEntry.builder().id(entry.id()).build());
        });
        return DeleteMessageBatchResponse.builder()
                .successful(deleted)
                .failed(failed.isEmpty() ? null : failed)
                .build();
    }

    private void delete(SqsQueue queue, String receiptHandle) {
        queue.delete(receiptHandle);
        queues.record(queue, "NumberOfMessagesDeleted", 1, "Count");
    }

    public ChangeMessageVisibilityResponse changeMessageVisibility(ChangeMessageVisibilityRequest request, Call call) {
        SqsQueue queue = queues.byUrl(request.queueUrl(), call);
        changeVisibility(queue, request.receiptHandle(), request.visibilityTimeout());
        return ChangeMessageVisibilityResponse.builder().build();
    }

    public ChangeMessageVisibilityBatchResponse changeMessageVisibilityBatch(
            ChangeMessageVisibilityBatchRequest request, Call call) {
        SqsQueue queue = queues.byUrl(request.queueUrl(), call);
        requireBatch(request.entries(), ChangeMessageVisibilityBatchRequestEntry::id);
        List<ChangeMessageVisibilityBatchResultEntry> changed = new ArrayList<>();
        List<BatchResultErrorEntry> failed =
                each(request.entries(), ChangeMessageVisibilityBatchRequestEntry::id, entry -> {
                    changeVisibility(queue, entry.receiptHandle(), entry.visibilityTimeout());
                    changed.add(ChangeMessageVisibilityBatchResultEntry.builder()
                            .id(entry.id())
                            .build());
                });
        return ChangeMessageVisibilityBatchResponse.builder()
                .successful(changed)
                .failed(failed.isEmpty() ? null : failed)
                .build();
    }

    private static void changeVisibility(SqsQueue queue, String receiptHandle, Integer seconds) {
        if (seconds == null) {
            throw SqsErrors.missing("VisibilityTimeout");
        }
        MessageChecks.visibility(seconds);
        queue.changeVisibility(receiptHandle, Duration.ofSeconds(seconds));
    }

    // Batches

    private static <T> void requireBatch(List<T> entries, Function<T, String> id) {
        if (entries.isEmpty()) {
            throw EmptyBatchRequestException.builder()
                    .message("There should be at least one entry in the request.")
                    .build();
        }
        if (entries.size() > MAX_BATCH) {
            throw TooManyEntriesInBatchRequestException.builder()
                    .message("Maximum number of entries per request are " + MAX_BATCH + ". You have sent "
                            + entries.size() + ".")
                    .build();
        }
        Set<String> ids = new HashSet<>();
        for (T entry : entries) {
            String own = id.apply(entry);
            if (own == null || !own.matches("[A-Za-z0-9_-]{1,80}")) {
                throw InvalidBatchEntryIdException.builder()
                        .message("A batch entry id can only contain alphanumeric characters, hyphens and underscores."
                                + " It can be at most 80 letters long.")
                        .build();
            }
            if (!ids.add(own)) {
                throw BatchEntryIdsNotDistinctException.builder()
                        .message("Id " + own + " repeated.")
                        .build();
            }
        }
    }

    /** Does the work for each entry; what is refused becomes an entry of the answer. */
    private static <T> List<BatchResultErrorEntry> each(List<T> entries, Function<T, String> id, Consumer<T> work) {
        List<BatchResultErrorEntry> failed = new ArrayList<>();
        for (T entry : entries) {
            try {
                work.accept(entry);
            } catch (AwsError e) {
                failed.add(failure(id.apply(entry), e.code(), e.getMessage()));
            } catch (AwsServiceException e) {
                String code = e.getClass().getSimpleName().replaceAll("Exception$", "");
                failed.add(failure(id.apply(entry), code, e.toBuilder().message()));
            }
        }
        return failed;
    }

    private static BatchResultErrorEntry failure(String id, String code, String message) {
        return BatchResultErrorEntry.builder()
                .id(id)
                .senderFault(true)
                .code(code)
                .message(message)
                .build();
    }
}
