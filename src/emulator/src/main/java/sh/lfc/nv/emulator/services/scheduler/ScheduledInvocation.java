package sh.lfc.nv.emulator.services.scheduler;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sh.lfc.nv.emulator.call.Scope;
import sh.lfc.nv.emulator.delivery.Delivery;
import sh.lfc.nv.emulator.delivery.DeliveryFailure;
import software.amazon.awssdk.services.scheduler.model.DeadLetterConfig;
import software.amazon.awssdk.services.scheduler.model.Target;

/**
 * One invocation of a schedule's target.
 *
 * @param time for which it was scheduled
 * @param executionId tells it from others
 */
record ScheduledInvocation(
        Surroundings surroundings, Scope scope, String groupArn, ScheduleEntry entry, Instant time, String executionId)
        implements Delivery.Parcel {

    private static final Logger log = LoggerFactory.getLogger(ScheduledInvocation.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * @param count counts one of the metric
     * @param completed to be called when the target was invoked, or never will be
     */
    record Surroundings(ScheduleTargets targets, Consumer<String> count, Runnable completed) {}

    @Override
    public String shown() {
        return "schedule=" + entry.name() + " target=" + target().arn() + " execution=" + executionId;
    }

    @Override
    public void attempt(int retry) {
        count("InvocationAttemptCount");
        try {
            surroundings.targets().invoke(invocation(retry));
        } catch (DeliveryFailure e) {
            count("TargetErrorCount");
            throw e;
        }
    }

    @Override
    public void delivered(int retries) {
        surroundings.completed().run();
    }

    @Override
    public void givenUp(DeliveryFailure failure, int retries, String exhausted) {
        count("InvocationDroppedCount");
        DeadLetterConfig letters = target().deadLetterConfig();
        if (letters != null && letters.arn() != null) {
            ScheduleTargets.Invocation invocation = invocation(retries);
            try {
                surroundings
                        .targets()
                        .deadLetter(
                                invocation,
                                surroundings.targets().request(invocation),
                                attributes(failure, retries, exhausted));
                count("InvocationsSentToDeadLetterCount");
            } catch (DeliveryFailure e) {
                count("InvocationsFailedToBeSentToDeadLetterCount");
                log.warn("{} dead letter lost: {}", shown(), e.getMessage());
            }
        }
        surroundings.completed().run();
    }

    /** What the queue is told ("Retrieve the dead-letter event"). */
    private Map<String, String> attributes(DeliveryFailure failure, int retries, String exhausted) {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("ERROR_CODE", failure.code());
        attributes.put("ERROR_MESSAGE", failure.getMessage());
        attributes.put("EXECUTION_ID", executionId);
        if (exhausted != null) {
            attributes.put("EXHAUSTED_RETRY_CONDITION", exhausted);
        }
        attributes.put("IS_PAYLOAD_TRUNCATED", "false");
        attributes.put("RETRY_ATTEMPTS", Integer.toString(retries));
        attributes.put("SCHEDULED_TIME", time.toString());
        attributes.put("SCHEDULE_ARN", entry.arn());
        attributes.put("TARGET_ARN", target().arn());
        return attributes;
    }

    private ScheduleTargets.Invocation invocation(int retry) {
        return new ScheduleTargets.Invocation(scope, groupArn, executionId, target(), input(retry + 1));
    }

    /** The target's input with what Scheduler knows of the invocation ("Adding context attributes in Scheduler"). */
    private String input(int attempt) {
        if (target().input() == null) {
            return notification();
        }
        return target().input()
                .replace("<aws.scheduler.schedule-arn>", entry.arn())
                .replace("<aws.scheduler.scheduled-time>", time.toString())
                .replace("<aws.scheduler.execution-id>", executionId)
                .replace("<aws.scheduler.attempt-number>", Integer.toString(attempt));
    }

    /** What a target without an input gets. */
    private String notification() {
        ObjectNode event = JSON.createObjectNode();
        event.put("version", "0");
        event.put("id", executionId);
        event.put("detail-type", "Scheduled Event");
        event.put("source", "aws.scheduler");
        event.put("account", scope.account());
        event.put("time", time.toString());
        event.put("region", scope.region());
        event.putArray("resources").add(entry.arn());
        event.put("detail", "{}");
        return event.toString();
    }

    private Target target() {
        return entry.shown().target();
    }

    private void count(String metric) {
        surroundings.count().accept(metric);
    }
}
