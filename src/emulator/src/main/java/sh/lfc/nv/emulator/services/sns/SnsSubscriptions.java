package sh.lfc.nv.emulator.services.sns;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import sh.lfc.nv.emulator.call.AwsService;
import sh.lfc.nv.emulator.call.Call;
import software.amazon.awssdk.services.sns.model.ConfirmSubscriptionRequest;
import software.amazon.awssdk.services.sns.model.ConfirmSubscriptionResponse;
import software.amazon.awssdk.services.sns.model.GetSubscriptionAttributesRequest;
import software.amazon.awssdk.services.sns.model.GetSubscriptionAttributesResponse;
import software.amazon.awssdk.services.sns.model.ListSubscriptionsByTopicRequest;
import software.amazon.awssdk.services.sns.model.ListSubscriptionsByTopicResponse;
import software.amazon.awssdk.services.sns.model.ListSubscriptionsRequest;
import software.amazon.awssdk.services.sns.model.ListSubscriptionsResponse;
import software.amazon.awssdk.services.sns.model.SetSubscriptionAttributesRequest;
import software.amazon.awssdk.services.sns.model.SetSubscriptionAttributesResponse;
import software.amazon.awssdk.services.sns.model.SubscribeRequest;
import software.amazon.awssdk.services.sns.model.SubscribeResponse;
import software.amazon.awssdk.services.sns.model.UnsubscribeRequest;
import software.amazon.awssdk.services.sns.model.UnsubscribeResponse;

/** The operations of SNS on subscriptions, after its API reference. */
final class SnsSubscriptions implements AwsService {

    private static final Set<String> PROTOCOLS =
            Set.of("http", "https", "email", "email-json", "sms", "sqs", "application", "lambda", "firehose");
    private static final Set<String> NEED_CONFIRMATION = Set.of("http", "https", "email", "email-json");
    private static final int PAGE = 100;

    private final Sns sns;

    SnsSubscriptions(Sns sns) {
        this.sns = sns;
    }

    @Override
    public String sdkPackage() {
        return "sns";
    }

    public SubscribeResponse subscribe(SubscribeRequest request, Call call) {
        Topic topic = sns.topic(request.topicArn());
        String protocol = request.protocol();
        check(protocol, request.endpoint());
        Optional<Subscription> existing = sns.subscriptions(topic).stream()
                .filter(subscription -> subscription.protocol().equals(protocol))
                .filter(subscription -> subscription.endpoint().equals(request.endpoint()))
                .findFirst();
        if (existing.isPresent()) {
            request.attributes().forEach((name, value) -> {
                if (!value.equals(existing.get().attributes().getOrDefault(name, ""))) {
                    throw SnsErrors.invalid("Attributes Reason: Subscription already exists with different attributes");
                }
            });
            return answer(existing.get(), request);
        }
        boolean pending = NEED_CONFIRMATION.contains(protocol);
        Subscription made = new Subscription(
                        topic.arn() + ":" + sns.platform().ids().uuid(),
                        topic.arn(),
                        topic.scope().account(),
                        call.principal().arn(),
                        protocol,
                        request.endpoint(),
                        pending ? sns.platform().ids().hex(64) : null,
                        Map.of(),
                        Optional.empty())
                .with(request.attributes());
        sns.of(topic.scope()).subscriptions().put(made.arn(), made);
        if (pending) {
            sns.delivery().askForConfirmation(made, call.endpoint());
        }
        return answer(made, request);
    }

    private static SubscribeResponse answer(Subscription subscription, SubscribeRequest request) {
        boolean hidden = subscription.pending() && !Boolean.TRUE.equals(request.returnSubscriptionArn());
        return SubscribeResponse.builder()
                .subscriptionArn(hidden ? "pending confirmation" : subscription.arn())
                .build();
    }

    private static void check(String protocol, String endpoint) {
        if (protocol == null || !PROTOCOLS.contains(protocol)) {
            throw SnsErrors.invalid("Amazon SNS does not support this protocol string: " + protocol);
        }
        String shown = endpoint == null ? "" : endpoint;
        boolean valid =
                switch (protocol) {
                    case "sqs" -> shown.startsWith("arn:aws") && shown.contains(":sqs:");
                    case "lambda" -> shown.startsWith("arn:aws") && shown.contains(":lambda:");
                    case "http" -> shown.startsWith("http://");
                    case "https" -> shown.startsWith("https://");
                    case "email", "email-json" -> shown.matches("[^@\\s]+@[^@\\s]+");
                    case "sms" -> shown.matches("\\+?[0-9 ()-]{5,20}");
                    default -> shown.startsWith("arn:");
                };
        if (valid) {
            return;
        }
        throw switch (protocol) {
            case "sqs" -> SnsErrors.invalid("SQS endpoint ARN");
            case "lambda" -> SnsErrors.invalid("Lambda endpoint ARN");
            case "http", "https" -> SnsErrors.invalid("Endpoint must match the specified protocol");
            case "email", "email-json" -> SnsErrors.invalid("Email address");
            case "sms" -> SnsErrors.invalid("Invalid SMS endpoint: " + shown);
            default -> SnsErrors.invalid("Endpoint");
        };
    }

    public ConfirmSubscriptionResponse confirmSubscription(ConfirmSubscriptionRequest request, Call call) {
        Topic topic = sns.topic(request.topicArn());
        Subscription subscription = sns.subscriptions(topic).stream()
                .filter(candidate ->
                        candidate.token() != null && candidate.token().equals(request.token()))
                .findFirst()
                .orElseThrow(() -> SnsErrors.invalid("Token"));
        sns.of(topic.scope()).subscriptions().put(subscription.arn(), subscription.confirmed());
        return ConfirmSubscriptionResponse.builder()
                .subscriptionArn(subscription.arn())
                .build();
    }

    public UnsubscribeResponse unsubscribe(UnsubscribeRequest request, Call call) {
        String arn = request.subscriptionArn();
        Subscription subscription =
                sns.ofArn("SubscriptionArn", arn).subscriptions().get(arn);
        if (subscription != null && subscription.pending()) {
            throw SnsErrors.invalid(
                    "SubscriptionArn Reason: Cannot unsubscribe a subscription that is pending confirmation");
        }
        sns.ofArn("SubscriptionArn", arn).subscriptions().remove(arn);
        return UnsubscribeResponse.builder().build();
    }

    public GetSubscriptionAttributesResponse getSubscriptionAttributes(
            GetSubscriptionAttributesRequest request, Call call) {
        return GetSubscriptionAttributesResponse.builder()
                .attributes(sns.subscription(request.subscriptionArn()).describe())
                .build();
    }

    public SetSubscriptionAttributesResponse setSubscriptionAttributes(
            SetSubscriptionAttributesRequest request, Call call) {
        Subscription subscription = sns.subscription(request.subscriptionArn());
        if (request.attributeName() == null) {
            throw SnsErrors.invalid("AttributeName");
        }
        Subscription changed =
                subscription.with(Collections.singletonMap(request.attributeName(), request.attributeValue()));
        sns.ofArn("SubscriptionArn", changed.arn()).subscriptions().replace(changed.arn(), changed);
        return SetSubscriptionAttributesResponse.builder().build();
    }

    public ListSubscriptionsResponse listSubscriptions(ListSubscriptionsRequest request, Call call) {
        Page page = page(List.copyOf(sns.of(call.scope()).subscriptions().values()), request.nextToken());
        return ListSubscriptionsResponse.builder()
                .subscriptions(page.items().stream().map(Subscription::listed).toList())
                .nextToken(page.nextToken())
                .build();
    }

    public ListSubscriptionsByTopicResponse listSubscriptionsByTopic(
            ListSubscriptionsByTopicRequest request, Call call) {
        Page page = page(sns.subscriptions(sns.topic(request.topicArn())), request.nextToken());
        return ListSubscriptionsByTopicResponse.builder()
                .subscriptions(page.items().stream().map(Subscription::listed).toList())
                .nextToken(page.nextToken())
                .build();
    }

    private record Page(List<Subscription> items, String nextToken) {}

    /** One page; the token is the ARN of the last subscription before it. */
    private static Page page(List<Subscription> all, String token) {
        List<Subscription> rest = all.stream()
                .filter(subscription -> token == null || subscription.arn().compareTo(token) > 0)
                .toList();
        return rest.size() <= PAGE
                ? new Page(rest, null)
                : new Page(rest.subList(0, PAGE), rest.get(PAGE - 1).arn());
    }
}
