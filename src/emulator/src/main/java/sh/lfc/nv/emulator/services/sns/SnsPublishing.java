package sh.lfc.nv.emulator.services.sns;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import sh.lfc.nv.emulator.call.AwsService;
import sh.lfc.nv.emulator.call.Call;
import software.amazon.awssdk.services.sns.model.BatchEntryIdsNotDistinctException;
import software.amazon.awssdk.services.sns.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sns.model.EmptyBatchRequestException;
import software.amazon.awssdk.services.sns.model.InvalidParameterException;
import software.amazon.awssdk.services.sns.model.PublishBatchRequest;
import software.amazon.awssdk.services.sns.model.PublishBatchResponse;
import software.amazon.awssdk.services.sns.model.PublishBatchResultEntry;
import software.amazon.awssdk.services.sns.model.PublishRequest;
import software.amazon.awssdk.services.sns.model.PublishResponse;
import software.amazon.awssdk.services.sns.model.TooManyEntriesInBatchRequestException;

/** Publish and PublishBatch of SNS, after its API reference. */
final class SnsPublishing implements AwsService {

    private static final int MAX_BATCH = 10;
    private static final Duration DEDUPLICATION = Duration.ofMinutes(5);

    private record Seen(String messageId, Instant until) {}

    private final Sns sns;
    private final Map<String, Seen> seen = new ConcurrentHashMap<>();

    SnsPublishing(Sns sns) {
        this.sns = sns;
    }

    @Override
    public String sdkPackage() {
        return "sns";
    }

    public PublishResponse publish(PublishRequest request, Call call) {
        String target = request.topicArn() == null ? request.targetArn() : request.topicArn();
        if (target == null) {
            if (request.phoneNumber() != null) {
                // There is no telephone network; the message counts as sent.
                return PublishResponse.builder()
                        .messageId(sns.platform().ids().uuid())
                        .build();
            }
            throw SnsErrors.invalid("TopicArn or TargetArn Reason: no value for required parameter");
        }
        Publication publication = new Publication(
                sns.platform().ids().uuid(),
                sns.topic(target),
                request.subject(),
                request.message(),
                request.messageStructure(),
                request.messageAttributes(),
                sns.platform().clock().instant(),
                request.messageGroupId(),
                request.messageDeduplicationId());
        String id = publish(publication, call.endpoint());
        return PublishResponse.builder()
                .messageId(id)
                .sequenceNumber(publication.topic().fifo() ? publication.sequenceNumber() : null)
                .build();
    }

    public PublishBatchResponse publishBatch(PublishBatchRequest request, Call call) {
        Topic topic = sns.topic(request.topicArn());
        requireBatch(request);
        List<PublishBatchResultEntry> published = new ArrayList<>();
        List<BatchResultErrorEntry> failed = new ArrayList<>();
        request.publishBatchRequestEntries().forEach(entry -> {
            Publication publication = new Publication(
                    sns.platform().ids().uuid(),
                    topic,
                    entry.subject(),
                    entry.message(),
                    entry.messageStructure(),
                    entry.messageAttributes(),
                    sns.platform().clock().instant(),
                    entry.messageGroupId(),
                    entry.messageDeduplicationId());
            try {
                published.add(PublishBatchResultEntry.builder()
                        .id(entry.id())
                        .messageId(publish(publication, call.endpoint()))
                        .sequenceNumber(topic.fifo() ? publication.sequenceNumber() : null)
                        .build());
            } catch (InvalidParameterException e) {
                failed.add(BatchResultErrorEntry.builder()
                        .id(entry.id())
                        .code("InvalidParameter")
                        .message(e.toBuilder().message())
                        .senderFault(true)
                        .build());
            }
        });
        return PublishBatchResponse.builder()
                .successful(published)
                .failed(failed)
                .build();
    }

    private static void requireBatch(PublishBatchRequest request) {
        int size = request.publishBatchRequestEntries().size();
        if (size == 0) {
            throw EmptyBatchRequestException.builder()
                    .message("The batch request doesn't contain any entries.")
                    .build();
        }
        if (size > MAX_BATCH) {
            throw TooManyEntriesInBatchRequestException.builder()
                    .message("The batch request contains more entries than permissible.")
                    .build();
        }
        Set<String> ids = new HashSet<>();
        request.publishBatchRequestEntries().forEach(entry -> {
            if (!ids.add(entry.id())) {
                throw BatchEntryIdsNotDistinctException.builder()
                        .message("Two or more batch entries in the request have the same Id.")
                        .build();
            }
        });
    }

    /** Publishes, and answers the message's identifier, which is an earlier one's where this repeats it. */
    String publish(Publication asked, String endpoint) {
        asked.check();
        Publication publication = asked.topic().fifo() ? ordered(asked) : asked;
        if (publication.topic().fifo()) {
            Instant now = publication.time();
            seen.values().removeIf(entry -> !entry.until().isAfter(now));
            Seen earlier = seen.putIfAbsent(
                    publication.topic().arn() + "\n" + publication.deduplicationId(),
                    new Seen(publication.messageId(), now.plus(DEDUPLICATION)));
            if (earlier != null) {
                return earlier.messageId();
            }
        }
        sns.delivery().count(publication, "NumberOfMessagesPublished");
        sns.subscriptions(publication.topic()).stream()
                .filter(subscription -> !subscription.pending())
                .forEach(subscription -> sns.delivery().deliver(publication, subscription, endpoint));
        return publication.messageId();
    }

    private static Publication ordered(Publication asked) {
        if (asked.groupId() == null) {
            throw SnsErrors.invalid("The MessageGroupId parameter is required for FIFO topics");
        }
        if (asked.deduplicationId() == null && !asked.topic().contentBasedDeduplication()) {
            throw SnsErrors.invalid("The topic should either have ContentBasedDeduplication enabled or "
                    + "MessageDeduplicationId provided explicitly");
        }
        return asked.deduplicationId() != null ? asked : asked.deduplicatedByContent();
    }
}
