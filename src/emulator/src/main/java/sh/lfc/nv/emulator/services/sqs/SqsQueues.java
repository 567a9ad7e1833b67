package sh.lfc.nv.emulator.services.sqs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import sh.lfc.nv.emulator.call.AwsError;
import sh.lfc.nv.emulator.call.AwsService;
import sh.lfc.nv.emulator.call.Call;
import sh.lfc.nv.emulator.call.Scope;
import software.amazon.awssdk.services.sqs.model.AddPermissionRequest;
import software.amazon.awssdk.services.sqs.model.AddPermissionResponse;
import software.amazon.awssdk.services.sqs.model.CreateQueueRequest;
import software.amazon.awssdk.services.sqs.model.CreateQueueResponse;
import software.amazon.awssdk.services.sqs.model.DeleteQueueRequest;
import software.amazon.awssdk.services.sqs.model.DeleteQueueResponse;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesResponse;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlResponse;
import software.amazon.awssdk.services.sqs.model.ListDeadLetterSourceQueuesRequest;
import software.amazon.awssdk.services.sqs.model.ListDeadLetterSourceQueuesResponse;
import software.amazon.awssdk.services.sqs.model.ListQueueTagsRequest;
import software.amazon.awssdk.services.sqs.model.ListQueueTagsResponse;
import software.amazon.awssdk.services.sqs.model.ListQueuesRequest;
import software.amazon.awssdk.services.sqs.model.ListQueuesResponse;
import software.amazon.awssdk.services.sqs.model.PurgeQueueRequest;
import software.amazon.awssdk.services.sqs.model.PurgeQueueResponse;
import software.amazon.awssdk.services.sqs.model.QueueNameExistsException;
import software.amazon.awssdk.services.sqs.model.RemovePermissionRequest;
import software.amazon.awssdk.services.sqs.model.RemovePermissionResponse;
import software.amazon.awssdk.services.sqs.model.SetQueueAttributesRequest;
import software.amazon.awssdk.services.sqs.model.SetQueueAttributesResponse;
import software.amazon.awssdk.services.sqs.model.TagQueueRequest;
import software.amazon.awssdk.services.sqs.model.TagQueueResponse;
import software.amazon.awssdk.services.sqs.model.UntagQueueRequest;
import software.amazon.awssdk.services.sqs.model.UntagQueueResponse;

/**
 * The operations of SQS on queues, after its API reference.
 *
 * <p>A name can be used again as soon as its queue is deleted; AWS asks for 60 seconds, and may or may not insist.
 */
final class SqsQueues implements AwsService {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,80}");
    private static final Pattern FIFO_NAME = Pattern.compile("[A-Za-z0-9_-]{1,75}\\.fifo");
    private static final int MAX_LISTED = 1000;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Sqs queues;

    SqsQueues(Sqs queues) {
        this.queues = queues;
    }

    @Override
    public String sdkPackage() {
        return "sqs";
    }

    public CreateQueueResponse createQueue(CreateQueueRequest request, Call call) {
        String name = request.queueName();
        Map<String, String> wanted = request.attributesAsStrings();
        if (name == null) {
            throw SqsErrors.missing("QueueName");
        }
        boolean fifo = "true".equals(wanted.get("FifoQueue"));
        if (fifo && !FIFO_NAME.matcher(name).matches()) {
            throw SqsErrors.invalid("The name of a FIFO queue can only include alphanumeric characters, hyphens, or "
                    + "underscores, must end with .fifo suffix and be 1 to 80 in length.");
        }
        if (!fifo && !NAME.matcher(name).matches()) {
            throw SqsErrors.invalid(
                    "Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length");
        }
        QueueAttributes attributes = QueueAttributes.of(wanted, fifo);
        requireDeadLetterQueue(attributes, call.scope().arn("sqs", name), fifo);
        SqsQueue made = new SqsQueue(call.scope(), name, attributes, request.tags(), queues.platform());
        SqsQueue existing = queues.of(call.scope()).putIfAbsent(name, made);
        if (existing != null) {
            existing.attributes().difference(wanted).ifPresent(different -> {
                throw QueueNameExistsException.builder()
                        .message("A queue already exists with the same name and a different value for attribute "
                                + different)
                        .build();
            });
        }
        return CreateQueueResponse.builder().queueUrl(url(name, call)).build();
    }

    public GetQueueUrlResponse getQueueUrl(GetQueueUrlRequest request, Call call) {
        if (request.queueName() == null) {
            throw SqsErrors.missing("QueueName");
        }
        String account =
                request.queueOwnerAWSAccountId() == null ? call.scope().account() : request.queueOwnerAWSAccountId();
        if (!queues.of(new Scope(account, call.scope().region())).containsKey(request.queueName())) {
            throw SqsErrors.noQueue();
        }
        return GetQueueUrlResponse.builder()
                .queueUrl(call.endpoint() + "/" + account + "/" + request.queueName())
                .build();
    }

    public DeleteQueueResponse deleteQueue(DeleteQueueRequest request, Call call) {
        SqsQueue queue = queues.byUrl(request.queueUrl(), call);
        queues.of(queue.scope()).remove(queue.name(), queue);
        queue.deleted();
        return DeleteQueueResponse.builder().build();
    }

    public PurgeQueueResponse purgeQueue(PurgeQueueRequest request, Call call) {
        queues.byUrl(request.queueUrl(), call).purge();
        return PurgeQueueResponse.builder().build();
    }

    public ListQueuesResponse listQueues(ListQueuesRequest request, Call call) {
        String prefix = request.queueNamePrefix() == null ? "" : request.queueNamePrefix();
        List<String> names = queues.of(call.scope()).keySet().stream()
                .filter(name -> name.startsWith(prefix))
                .toList();
        Page page = page(names, request.nextToken(), request.maxResults());
        return ListQueuesResponse.builder()
                .queueUrls(page.names().stream().map(name -> url(name, call)).toList())
                .nextToken(page.nextToken())
                .build();
    }

    public ListDeadLetterSourceQueuesResponse listDeadLetterSourceQueues(
            ListDeadLetterSourceQueuesRequest request, Call call) {
        String target = queues.byUrl(request.queueUrl(), call).arn();
        List<String> names = queues.of(call.scope()).values().stream()
                .filter(queue -> queue.attributes()
                        .redrivePolicy()
                        .filter(policy -> policy.target().equals(target))
                        .isPresent())
                .map(SqsQueue::name)
                .toList();
        Page page = page(names, request.nextToken(), request.maxResults());
        return ListDeadLetterSourceQueuesResponse.builder()
                .queueUrls(page.names().stream().map(name -> url(name, call)).toList())
                .nextToken(page.nextToken())
                .build();
    }

    private record Page(List<String> names, String nextToken) {}

    /** One page of a listing; the token is the last name of the page before. */
    private static Page page(List<String> names, String token, Integer size) {
        List<String> rest = names.stream()
                .filter(name -> token == null || name.compareTo(token) > 0)
                .toList();
        int limit = size == null ? MAX_LISTED : size;
        if (limit < 1 || limit > MAX_LISTED) {
            throw SqsErrors.invalid(size, "MaxResults", "MaxResults must be an integer between 1 and 1000.");
        }
        return rest.size() <= limit
                ? new Page(rest, null)
                : new Page(rest.subList(0, limit), size == null ? null : rest.get(limit - 1));
    }

    // Attributes

    public GetQueueAttributesResponse getQueueAttributes(GetQueueAttributesRequest request, Call call) {
        SqsQueue queue = queues.byUrl(request.queueUrl(), call);
        Map<String, String> all = attributes(queue);
        List<String> names = request.attributeNamesAsStrings();
        Map<String, String> answered = new LinkedHashMap<>();
        for (String name : names) {
            if (name.equals("All")) {
                answered.putAll(all);
            } else if (all.containsKey(name)) {
                answered.put(name, all.get(name));
            } else if (!KNOWN.contains(name)) {
                throw SqsErrors.unknownAttribute(name);
            }
        }
        return GetQueueAttributesResponse.builder()
                .attributesWithStrings(answered.isEmpty() ? null : answered)
                .build();
    }

    /** Attributes that a queue may lack. */
    private static final Set<String> KNOWN = Set.of(
            "Policy",
            "RedrivePolicy",
            "RedriveAllowPolicy",
            "KmsMasterKeyId",
            "KmsDataKeyReusePeriodSeconds",
            "FifoQueue",
            "ContentBasedDeduplication",
            "DeduplicationScope",
            "FifoThroughputLimit");

    private static Map<String, String> attributes(SqsQueue queue) {
        SqsQueue.Depth depth = queue.depth();
        Map<String, String> all = new LinkedHashMap<>();
        all.put("QueueArn", queue.arn());
        all.put("ApproximateNumberOfMessages", Long.toString(depth.visible()));
        all.put("ApproximateNumberOfMessagesNotVisible", Long.toString(depth.inFlight()));
        all.put("ApproximateNumberOfMessagesDelayed", Long.toString(depth.delayed()));
        all.put("CreatedTimestamp", Long.toString(queue.created().getEpochSecond()));
        all.put("LastModifiedTimestamp", Long.toString(queue.modified().getEpochSecond()));
        all.putAll(queue.attributes().values());
        return all;
    }

    public SetQueueAttributesResponse setQueueAttributes(SetQueueAttributesRequest request, Call call) {
        SqsQueue queue = queues.byUrl(request.queueUrl(), call);
        QueueAttributes changed = queue.attributes().with(request.attributesAsStrings());
        if (request.attributesAsStrings().containsKey("RedrivePolicy")) {
            requireDeadLetterQueue(changed, queue.arn(), changed.fifo());
        }
        queue.attributes(changed);
        return SetQueueAttributesResponse.builder().build();
    }

    private void requireDeadLetterQueue(QueueAttributes attributes, String sourceArn, boolean fifo) {
        attributes.redrivePolicy().ifPresent(policy -> {
            SqsQueue target = queues.byArn(policy.target())
                    .orElseThrow(() -> redriveRefused(policy, "Dead letter target does not exist."));
            if (target.attributes().fifo() != fifo) {
                throw redriveRefused(policy, "Dead-letter queue must be same type of queue as the source.");
            }
            if (!RedrivePolicy.allows(target.attributes().values().get("RedriveAllowPolicy"), sourceArn)) {
                throw redriveRefused(
                        policy,
                        "Queue does not have permission to use the dead-letter queue: " + policy.target() + ".");
            }
        });
    }

    private static AwsError redriveRefused(RedrivePolicy policy, String reason) {
        ObjectNode shown = JSON.createObjectNode()
                .put("deadLetterTargetArn", policy.target())
                .put("maxReceiveCount", policy.maxReceiveCount());
        return SqsErrors.invalid(shown, "RedrivePolicy", reason);
    }

    // Permissions

    public AddPermissionResponse addPermission(AddPermissionRequest request, Call call) {
        SqsQueue queue = queues.byUrl(request.queueUrl(), call);
        ObjectNode policy = policy(queue);
        ArrayNode statements = policy.withArray("Statement");
        statements.forEach(statement -> {
            if (statement.path("Sid").asText().equals(request.label())) {
                throw SqsErrors.invalid(request.label(), "Label", "Already exists.");
            }
        });
        ObjectNode statement =
                statements.addObject().put("Sid", request.label()).put("Effect", "Allow");
        ArrayNode principals = statement.putObject("Principal").putArray("AWS");
        request.awsAccountIds().forEach(account -> principals.add("arn:aws:iam::" + account + ":root"));
        ArrayNode actions = statement.putArray("Action");
        request.actions().forEach(action -> actions.add("SQS:" + action));
        statement.put("Resource", queue.arn());
        queue.attributes(queue.attributes().with(Map.of("Policy", policy.toString())));
        return AddPermissionResponse.builder().build();
    }

    public RemovePermissionResponse removePermission(RemovePermissionRequest request, Call call) {
        SqsQueue queue = queues.byUrl(request.queueUrl(), call);
        ObjectNode policy = policy(queue);
        ArrayNode statements = policy.withArray("Statement");
        List<Integer> found = new ArrayList<>();
        for (int i = 0; i < statements.size(); i++) {
            if (statements.get(i).path("Sid").asText().equals(request.label())) {
                found.add(0, i);
            }
        }
        if (found.isEmpty()) {
            throw SqsErrors.invalid(request.label(), "Label", "can't find label on existing policy.");
        }
        found.forEach(statements::remove);
        String left = statements.isEmpty() ? "" : policy.toString();
        queue.attributes(queue.attributes().with(Map.of("Policy", left)));
        return RemovePermissionResponse.builder().build();
    }

    private static ObjectNode policy(SqsQueue queue) {
        String text = queue.attributes().values().get("Policy");
        if (text == null) {
            return JSON.createObjectNode().put("Version", "2008-10-17").put("Id", queue.arn() + "/SQSDefaultPolicy");
        }
        try {
            return (ObjectNode) JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    // Tags

    public ListQueueTagsResponse listQueueTags(ListQueueTagsRequest request, Call call) {
        Map<String, String> tags = queues.byUrl(request.queueUrl(), call).tags();
        return ListQueueTagsResponse.builder()
                .tags(tags.isEmpty() ? null : tags)
                .build();
    }

    public TagQueueResponse tagQueue(TagQueueRequest request, Call call) {
        queues.byUrl(request.queueUrl(), call).tags().putAll(request.tags());
        return TagQueueResponse.builder().build();
    }

    public UntagQueueResponse untagQueue(UntagQueueRequest request, Call call) {
        queues.byUrl(request.queueUrl(), call).tags().keySet().removeAll(request.tagKeys());
        return UntagQueueResponse.builder().build();
    }

    private static String url(String name, Call call) {
        return call.endpoint() + "/" + call.scope().account() + "/" + name;
    }
}
