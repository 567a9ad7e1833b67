package sh.lfc.nv.emulator.services.sns;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import sh.lfc.nv.emulator.call.AwsService;
import sh.lfc.nv.emulator.call.Call;
import software.amazon.awssdk.services.sns.model.AddPermissionRequest;
import software.amazon.awssdk.services.sns.model.AddPermissionResponse;
import software.amazon.awssdk.services.sns.model.CreateTopicRequest;
import software.amazon.awssdk.services.sns.model.CreateTopicResponse;
import software.amazon.awssdk.services.sns.model.DeleteTopicRequest;
import software.amazon.awssdk.services.sns.model.DeleteTopicResponse;
import software.amazon.awssdk.services.sns.model.GetDataProtectionPolicyRequest;
import software.amazon.awssdk.services.sns.model.GetDataProtectionPolicyResponse;
import software.amazon.awssdk.services.sns.model.GetTopicAttributesRequest;
import software.amazon.awssdk.services.sns.model.GetTopicAttributesResponse;
import software.amazon.awssdk.services.sns.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.sns.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.sns.model.ListTopicsRequest;
import software.amazon.awssdk.services.sns.model.ListTopicsResponse;
import software.amazon.awssdk.services.sns.model.PutDataProtectionPolicyRequest;
import software.amazon.awssdk.services.sns.model.PutDataProtectionPolicyResponse;
import software.amazon.awssdk.services.sns.model.RemovePermissionRequest;
import software.amazon.awssdk.services.sns.model.RemovePermissionResponse;
import software.amazon.awssdk.services.sns.model.ResourceNotFoundException;
import software.amazon.awssdk.services.sns.model.SetTopicAttributesRequest;
import software.amazon.awssdk.services.sns.model.SetTopicAttributesResponse;
import software.amazon.awssdk.services.sns.model.Tag;
import software.amazon.awssdk.services.sns.model.TagResourceRequest;
import software.amazon.awssdk.services.sns.model.TagResourceResponse;
import software.amazon.awssdk.services.sns.model.UntagResourceRequest;
import software.amazon.awssdk.services.sns.model.UntagResourceResponse;

/** The operations of SNS on topics, after its API reference. */
final class SnsTopics implements AwsService {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,256}");
    private static final Pattern FIFO_NAME = Pattern.compile("[A-Za-z0-9_-]{1,251}\\.fifo");
    private static final int PAGE = 100;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What AWS answers for topics without a delivery policy of their own. */
    private static final String DEFAULT_DELIVERY_POLICY =
            "{\"http\":{\"defaultHealthyRetryPolicy\":{\"minDelayTarget\":20,\"maxDelayTarget\":20,\"numRetries\":3,"
                    + "\"numMaxDelayRetries\":0,\"numNoDelayRetries\":0,\"numMinDelayRetries\":0,"
                    + "\"backoffFunction\":\"linear\"},\"disableSubscriptionOverrides\":false,"
                    + "\"defaultRequestPolicy\":{\"headerContentType\":\"text/plain; charset=UTF-8\"}}}";

    private final Sns sns;

    SnsTopics(Sns sns) {
        this.sns = sns;
    }

    @Override
    public String sdkPackage() {
        return "sns";
    }

    public CreateTopicResponse createTopic(CreateTopicRequest request, Call call) {
        Map<String, String> wanted = new HashMap<>(request.attributes());
        boolean fifo = "true".equals(wanted.remove("FifoTopic"));
        String name = request.name();
        if (name == null || !(fifo ? FIFO_NAME : NAME).matcher(name).matches()) {
            throw SnsErrors.invalid(
                    fifo
                            ? "Fifo Topic names must end with .fifo and must be made up of only uppercase and lowercase "
                                    + "ASCII letters, numbers, underscores, and hyphens, and must be between 1 and 256 "
                                    + "characters long."
                            : "Topic Name");
        }
        Topic made = new Topic(call.scope(), name);
        if (fifo) {
            made.attributes().put("FifoTopic", "true");
            made.attributes().put("ContentBasedDeduplication", "false");
            made.attributes().put("FifoThroughputScope", "Topic");
        }
        wanted.forEach(made::set);
        request.tags().forEach(tag -> made.tags().put(tag.key(), tag.value()));
        Topic existing = sns.of(call.scope()).topics().putIfAbsent(made.arn(), made);
        if (existing != null) {
            wanted.forEach((attribute, value) -> {
                if (!value.equals(existing.attributes().getOrDefault(attribute, ""))) {
                    throw SnsErrors.invalid("Attributes Reason: Topic already exists with different attributes");
                }
            });
            if (!request.tags().isEmpty() && !existing.tags().equals(made.tags())) {
                throw SnsErrors.invalid("Tags Reason: Topic already exists with different tags");
            }
        }
        return CreateTopicResponse.builder().topicArn(made.arn()).build();
    }

    public DeleteTopicResponse deleteTopic(DeleteTopicRequest request, Call call) {
        Sns.State state = sns.ofArn("TopicArn", request.topicArn());
        state.topics().remove(request.topicArn());
        state.subscriptions()
                .values()
                .removeIf(subscription -> subscription.topicArn().equals(request.topicArn()));
        return DeleteTopicResponse.builder().build();
    }

    public ListTopicsResponse listTopics(ListTopicsRequest request, Call call) {
        List<String> rest = sns.of(call.scope()).topics().keySet().stream()
                .filter(arn -> request.nextToken() == null || arn.compareTo(request.nextToken()) > 0)
                .toList();
        List<String> page = rest.subList(0, Math.min(PAGE, rest.size()));
        return ListTopicsResponse.builder()
                .topics(page.stream()
                        .map(arn -> software.amazon.awssdk.services.sns.model.Topic.builder()
                                .topicArn(arn)
                                .build())
                        .toList())
                .nextToken(rest.size() > PAGE ? page.get(PAGE - 1) : null)
                .build();
    }

    // Attributes

    public GetTopicAttributesResponse getTopicAttributes(GetTopicAttributesRequest request, Call call) {
        Topic topic = sns.topic(request.topicArn());
        List<Subscription> subscriptions = sns.subscriptions(topic);
        long pending = subscriptions.stream().filter(Subscription::pending).count();
        Map<String, String> all = new LinkedHashMap<>(topic.attributes());
        all.put("TopicArn", topic.arn());
        all.put("Owner", topic.scope().account());
        all.put("SubscriptionsConfirmed", Long.toString(subscriptions.size() - pending));
        all.put("SubscriptionsPending", Long.toString(pending));
        all.put("SubscriptionsDeleted", "0");
        all.put("EffectiveDeliveryPolicy", topic.attributes().getOrDefault("DeliveryPolicy", DEFAULT_DELIVERY_POLICY));
        return GetTopicAttributesResponse.builder().attributes(all).build();
    }

    public SetTopicAttributesResponse setTopicAttributes(SetTopicAttributesRequest request, Call call) {
        if (request.attributeName() == null) {
            throw SnsErrors.invalid("AttributeName");
        }
        sns.topic(request.topicArn()).set(request.attributeName(), request.attributeValue());
        return SetTopicAttributesResponse.builder().build();
    }

    public AddPermissionResponse addPermission(AddPermissionRequest request, Call call) {
        Topic topic = sns.topic(request.topicArn());
        ObjectNode policy = policy(topic);
        ArrayNode statements = policy.withArray("Statement");
        statements.forEach(statement -> {
            if (statement.path("Sid").asText().equals(request.label())) {
                throw SnsErrors.invalid("Statement already exists");
            }
        });
        ObjectNode statement =
                statements.addObject().put("Sid", request.label()).put("Effect", "Allow");
        ArrayNode principals = statement.putObject("Principal").putArray("AWS");
        request.awsAccountIds().forEach(account -> principals.add("arn:aws:iam::" + account + ":root"));
        ArrayNode actions = statement.putArray("Action");
        request.actionNames().forEach(action -> actions.add("SNS:" + action));
        statement.put("Resource", topic.arn());
        topic.set("Policy", policy.toString());
        return AddPermissionResponse.builder().build();
    }

    public RemovePermissionResponse removePermission(RemovePermissionRequest request, Call call) {
        Topic topic = sns.topic(request.topicArn());
        ObjectNode policy = policy(topic);
        ArrayNode statements = policy.withArray("Statement");
        for (int i = statements.size() - 1; i >= 0; i--) {
            if (statements.get(i).path("Sid").asText().equals(request.label())) {
                statements.remove(i);
            }
        }
        topic.attributes().put("Policy", policy.toString());
        return RemovePermissionResponse.builder().build();
    }

    private static ObjectNode policy(Topic topic) {
        try {
            return (ObjectNode) JSON.readTree(topic.attributes().get("Policy"));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    public GetDataProtectionPolicyResponse getDataProtectionPolicy(GetDataProtectionPolicyRequest request, Call call) {
        return GetDataProtectionPolicyResponse.builder()
                .dataProtectionPolicy(
                        sns.topic(request.resourceArn()).attributes().get("DataProtectionPolicy"))
                .build();
    }

    public PutDataProtectionPolicyResponse putDataProtectionPolicy(PutDataProtectionPolicyRequest request, Call call) {
        sns.topic(request.resourceArn()).set("DataProtectionPolicy", request.dataProtectionPolicy());
        return PutDataProtectionPolicyResponse.builder().build();
    }

    // Tags

    public ListTagsForResourceResponse listTagsForResource(ListTagsForResourceRequest request, Call call) {
        List<Tag> tags = tagged(request.resourceArn()).tags().entrySet().stream()
                .map(tag ->
                        Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
        return ListTagsForResourceResponse.builder().tags(tags).build();
    }

    public TagResourceResponse tagResource(TagResourceRequest request, Call call) {
        Topic topic = tagged(request.resourceArn());
        request.tags().forEach(tag -> topic.tags().put(tag.key(), tag.value()));
        return TagResourceResponse.builder().build();
    }

    public UntagResourceResponse untagResource(UntagResourceRequest request, Call call) {
        tagged(request.resourceArn()).tags().keySet().removeAll(request.tagKeys());
        return UntagResourceResponse.builder().build();
    }

    private Topic tagged(String arn) {
        Topic topic = sns.ofArn("ResourceArn", arn).topics().get(arn);
        if (topic == null) {
            throw ResourceNotFoundException.builder()
                    .message("Resource does not exist")
                    .build();
        }
        return topic;
    }
}
