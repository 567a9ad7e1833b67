package sh.lfc.nv.emulator.services.sns;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import sh.lfc.nv.emulator.call.Scope;
import sh.lfc.nv.emulator.policy.PolicyKind;
import sh.lfc.nv.emulator.policy.PolicySyntaxException;

/** A topic: its attributes and tags. Safe for use by many threads. */
final class Topic {

    private static final Set<String> SETTABLE = Set.of(
            "DisplayName",
            "Policy",
            "DeliveryPolicy",
            "KmsMasterKeyId",
            "SignatureVersion",
            "TracingConfig",
            "ContentBasedDeduplication",
            "FifoThroughputScope",
            "ArchivePolicy",
            "DataProtectionPolicy");

    private final Scope scope;
    private final String name;
    private final Map<String, String> attributes = new ConcurrentHashMap<>();
    private final Map<String, String> tags = new ConcurrentHashMap<>();

    Topic(Scope scope, String name) {
        this.scope = scope;
        this.name = name;
        attributes.put("Policy", defaultPolicy());
        attributes.put("DisplayName", "");
    }

    Scope scope() {
        return scope;
    }

    String name() {
        return name;
    }

    String arn() {
        return scope.arn("sns", name);
    }

    boolean fifo() {
        return "true".equals(attributes.get("FifoTopic"));
    }

    boolean contentBasedDeduplication() {
        return "true".equals(attributes.get("ContentBasedDeduplication"));
    }

    Map<String, String> attributes() {
        return attributes;
    }

    Map<String, String> tags() {
        return tags;
    }

    void set(String attribute, String value) {
        if (attribute.endsWith("FeedbackRoleArn") || attribute.endsWith("FeedbackSampleRate")) {
            put(attribute, value);
            return;
        }
        boolean fifoOnly = attribute.equals("ContentBasedDeduplication") || attribute.equals("FifoThroughputScope");
        if (!SETTABLE.contains(attribute) || fifoOnly && !fifo()) {
            throw SnsErrors.invalid("AttributeName");
        }
        if (attribute.equals("Policy")) {
            requirePolicy(value);
        }
        put(attribute, value);
    }

    private void put(String attribute, String value) {
        if (attribute.equals("DisplayName")) {
            attributes.put(attribute, value == null ? "" : value);
        } else if (value == null || value.isEmpty()) {
            attributes.remove(attribute);
        } else {
            attributes.put(attribute, value);
        }
    }

    private static void requirePolicy(String value) {
        try {
            PolicyKind.RESOURCE.parse(value == null ? "" : value);
        } catch (PolicySyntaxException e) {
            throw SnsErrors.invalid("Policy Error: " + e.getMessage());
        }
    }

    /** What AWS gives a topic that is made without a policy: its owner may do everything. */
    private String defaultPolicy() {
        return "{\"Version\":\"2008-10-17\",\"Id\":\"__default_policy_ID\",\"Statement\":[{"
                + "\"Sid\":\"__default_statement_ID\",\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"*\"},"
                + "\"Action\":[\"SNS:GetTopicAttributes\",\"SNS:SetTopicAttributes\",\"SNS:AddPermission\","
                + "\"SNS:RemovePermission\",\"SNS:DeleteTopic\",\"SNS:Subscribe\",\"SNS:ListSubscriptionsByTopic\","
                + "\"SNS:Publish\"],\"Resource\":\"" + arn() + "\",\"Condition\":{\"StringEquals\":{"
                + "\"AWS:SourceOwner\":\"" + scope.account() + "\"}}}]}";
    }
}
