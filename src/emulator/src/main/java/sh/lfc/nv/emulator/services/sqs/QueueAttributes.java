package sh.lfc.nv.emulator.services.sqs;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import sh.lfc.nv.emulator.policy.PolicyKind;
import sh.lfc.nv.emulator.policy.PolicySyntaxException;

/**
 * The attributes of a queue that its owner can set, after {@code SetQueueAttributes} of the SQS API reference.
 *
 * @param values by name; those that have a default are always there
 */
record QueueAttributes(Map<String, String> values) {

    private record Range(long least, long most, long preset) {}

    private static final Map<String, Range> NUMBERS = Map.of(
            "DelaySeconds", new Range(0, 900, 0),
            "MaximumMessageSize", new Range(1024, 1048576, 1048576),
            "MessageRetentionPeriod", new Range(60, 1209600, 345600),
            "ReceiveMessageWaitTimeSeconds", new Range(0, 20, 0),
            "VisibilityTimeout", new Range(0, 43200, 30));
    private static final Set<String> FIFO_ONLY =
            Set.of("FifoQueue", "ContentBasedDeduplication", "DeduplicationScope", "FifoThroughputLimit");

    /** An empty value takes these away. */
    private static final Set<String> REMOVABLE =
            Set.of("Policy", "RedrivePolicy", "RedriveAllowPolicy", "KmsMasterKeyId");

    static QueueAttributes of(Map<String, String> requested, boolean fifo) {
        Map<String, String> values = new TreeMap<>();
        NUMBERS.forEach((name, range) -> values.put(name, Long.toString(range.preset())));
        values.put("SqsManagedSseEnabled", "true");
        if (fifo) {
            values.put("FifoQueue", "true");
            values.put("ContentBasedDeduplication", "false");
            values.put("DeduplicationScope", "queue");
            values.put("FifoThroughputLimit", "perQueue");
        }
        return new QueueAttributes(values).with(requested);
    }

    /** These attributes with some changed. */
    QueueAttributes with(Map<String, String> changes) {
        Map<String, String> merged = new TreeMap<>(values);
        changes.forEach((name, value) -> {
            check(name, value);
            if (value.isEmpty() && REMOVABLE.contains(name)) {
                merged.remove(name);
            } else {
                merged.put(name, value);
            }
        });
        if (merged.containsKey("KmsMasterKeyId")) {
            merged.putIfAbsent("KmsDataKeyReusePeriodSeconds", "300");
            merged.put("SqsManagedSseEnabled", "false");
        } else {
            merged.remove("KmsDataKeyReusePeriodSeconds");
        }
        return new QueueAttributes(Map.copyOf(merged));
    }

    private void check(String name, String value) {
        if (value == null) {
            throw SqsErrors.invalidAttribute(name);
        }
        if (NUMBERS.containsKey(name)) {
            Range range = NUMBERS.get(name);
            require(name, within(value, range.least(), range.most()));
        } else if (FIFO_ONLY.contains(name)) {
            checkFifo(name, value);
        } else if (REMOVABLE.contains(name) && value.isEmpty()) {
            return;
        } else {
            switch (name) {
                case "Policy" -> require(name, isPolicy(value));
                case "RedrivePolicy" -> require(name, RedrivePolicy.parse(value).isPresent());
                case "RedriveAllowPolicy" ->
                    require(name, RedrivePolicy.allowPolicy(value).isPresent());
                case "SqsManagedSseEnabled" -> require(name, value.matches("true|false"));
                case "KmsDataKeyReusePeriodSeconds" -> require(name, within(value, 60, 86400));
                case "KmsMasterKeyId" -> {}
                default -> throw SqsErrors.unknownAttribute(name);
            }
        }
    }

    private void checkFifo(String name, String value) {
        if (!fifo()) {
            throw SqsErrors.unknownAttribute(name);
        }
        require(
                name,
                switch (name) {
                    case "DeduplicationScope" -> value.matches("messageGroup|queue");
                    case "FifoThroughputLimit" -> value.matches("perQueue|perMessageGroupId");
                    case "FifoQueue" -> value.equals("true");
                    default -> value.matches("true|false");
                });
    }

    private static void require(String name, boolean valid) {
        if (!valid) {
            throw SqsErrors.invalidAttribute(name);
        }
    }

    private static boolean within(String value, long least, long most) {
        if (!value.matches("\\d{1,9}")) {
            return false;
        }
        long number = Long.parseLong(value);
        return number >= least && number <= most;
    }

    private static boolean isPolicy(String value) {
        try {
            PolicyKind.RESOURCE.parse(value);
            return true;
        } catch (PolicySyntaxException e) {
            return false;
        }
    }

    boolean fifo() {
        return values.containsKey("FifoQueue");
    }

    boolean contentBasedDeduplication() {
        return "true".equals(values.get("ContentBasedDeduplication"));
    }

    boolean deduplicatesPerGroup() {
        return "messageGroup".equals(values.get("DeduplicationScope"));
    }

    Duration delay() {
        return seconds("DelaySeconds");
    }

    Duration retention() {
        return seconds("MessageRetentionPeriod");
    }

    Duration visibilityTimeout() {
        return seconds("VisibilityTimeout");
    }

    Duration waitTime() {
        return seconds("ReceiveMessageWaitTimeSeconds");
    }

    int maximumMessageSize() {
        return Integer.parseInt(values.get("MaximumMessageSize"));
    }

    Optional<RedrivePolicy> redrivePolicy() {
        return Optional.ofNullable(values.get("RedrivePolicy")).flatMap(RedrivePolicy::parse);
    }

    private Duration seconds(String name) {
        return Duration.ofSeconds(Long.parseLong(values.get(name)));
    }

    /** The name of an attribute that a request states differently, if there is one. */
    Optional<String> difference(Map<String, String> requested) {
        Map<String, String> wanted = new LinkedHashMap<>(requested);
        return wanted.entrySet().stream()
                .filter(entry -> !entry.getValue().equals(values.getOrDefault(entry.getKey(), "")))
                .map(Map.Entry::getKey)
                .findFirst();
    }
}
