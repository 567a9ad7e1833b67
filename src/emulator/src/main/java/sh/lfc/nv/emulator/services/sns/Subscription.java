package sh.lfc.nv.emulator.services.sns;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * An endpoint that gets what is published to a topic.
 *
 * @param token confirms the subscription; null once it is confirmed
 * @param attributes those that the subscriber set
 * @param filter what is read from the filter policy
 */
record Subscription(
        String arn,
        String topicArn,
        String owner,
        String principal,
        String protocol,
        String endpoint,
        String token,
        Map<String, String> attributes,
        Optional<FilterPolicy> filter) {

    private static final String PENDING = "PendingConfirmation";

    boolean pending() {
        return token != null;
    }

    boolean raw() {
        return "true".equals(attributes.get("RawMessageDelivery"));
    }

    Subscription confirmed() {
        return new Subscription(arn, topicArn, owner, principal, protocol, endpoint, null, attributes, filter);
    }

    /** This subscription with attributes changed; null or an empty value takes an attribute away. */
    Subscription with(Map<String, String> changes) {
        Map<String, String> merged = new TreeMap<>(attributes);
        changes.forEach((name, value) -> {
            check(name, value);
            boolean gone = value == null || value.isEmpty() || name.equals("FilterPolicy") && value.equals("{}");
            if (gone) {
                merged.remove(name);
            } else {
                merged.put(name, value);
            }
        });
        String policy = merged.get("FilterPolicy");
        if (policy == null) {
            merged.remove("FilterPolicyScope");
        } else {
            merged.putIfAbsent("FilterPolicyScope", "MessageAttributes");
        }
        Optional<FilterPolicy> read = Optional.ofNullable(policy)
                .map(text ->
                        FilterPolicy.parse(text, merged.get("FilterPolicyScope").equals("MessageBody")));
        return new Subscription(arn, topicArn, owner, principal, protocol, endpoint, token, Map.copyOf(merged), read);
    }

    private static void check(String name, String value) {
        switch (name) {
            case "RawMessageDelivery" -> {
                if (value == null || !value.matches("true|false")) {
                    throw SnsErrors.invalid("Attributes Reason: RawMessageDelivery: Invalid value [" + value
                            + "]. Must be true or false.");
                }
            }
            case "FilterPolicyScope" -> {
                if (value == null || !value.matches("MessageAttributes|MessageBody")) {
                    throw SnsErrors.invalid("FilterPolicyScope: Invalid value [" + value
                            + "]. Please use either MessageBody or MessageAttributes");
                }
            }
            case "FilterPolicy", "DeliveryPolicy", "RedrivePolicy", "SubscriptionRoleArn", "ReplayPolicy" -> {}
            default -> throw SnsErrors.invalid("AttributeName");
        }
    }

    /** What GetSubscriptionAttributes answers. */
    Map<String, String> describe() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("SubscriptionArn", arn);
        all.put("TopicArn", topicArn);
        all.put("Owner", owner);
        all.put("Protocol", protocol);
        all.put("Endpoint", endpoint);
        all.put("SubscriptionPrincipal", principal);
        all.put("ConfirmationWasAuthenticated", Boolean.toString(protocol.matches("sqs|lambda|firehose")));
        all.put(PENDING, Boolean.toString(pending()));
        all.put("RawMessageDelivery", "false");
        all.putAll(attributes);
        return all;
    }

    /** How listings show the subscription, which hide the ARN of one that is pending. */
    software.amazon.awssdk.services.sns.model.Subscription listed() {
        return software.amazon.awssdk.services.sns.model.Subscription.builder()
                .subscriptionArn(pending() ? PENDING : arn)
                .owner(owner)
                .protocol(protocol)
                .endpoint(endpoint)
                .topicArn(topicArn)
                .build();
    }
}
