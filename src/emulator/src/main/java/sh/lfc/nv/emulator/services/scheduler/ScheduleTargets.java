package sh.lfc.nv.emulator.services.scheduler;

import java.util.Map;
import sh.lfc.nv.emulator.call.Scope;
import sh.lfc.nv.emulator.delivery.DeliveryFailure;
import software.amazon.awssdk.services.scheduler.model.Target;

/** How Scheduler invokes the targets of schedules: with the target's role. Called by many threads. */
public interface ScheduleTargets {

    /**
     * One invocation of a target.
     *
     * @param scope of the schedule
     * @param groupArn the schedule's group, in whose name Scheduler works
     * @param executionId tells invocations apart
     * @param input the text that the target gets
     */
    record Invocation(Scope scope, String groupArn, String executionId, Target target, String input) {}

    /** Whether Scheduler may work with a role for a schedule of this group. */
    boolean mayAssume(String roleArn, String groupArn);

    /** Whether there is an operation behind a target's ARN. */
    boolean knows(String targetArn);

    /**
     * Calls the target's operation.
     *
     * @throws DeliveryFailure with the code of the error that the operation answers
     */
    void invoke(Invocation invocation);

    /** The call that {@link #invoke} makes, in JSON. */
    String request(Invocation invocation);

    /**
     * Sends a message about a target that could not be invoked to the queue for those.
     *
     * @param attributes of the message, all texts
     * @throws DeliveryFailure as of {@link #invoke}
     */
    void deadLetter(Invocation invocation, String body, Map<String, String> attributes);
}
