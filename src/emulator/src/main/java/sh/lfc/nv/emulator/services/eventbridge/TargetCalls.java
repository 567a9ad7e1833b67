package sh.lfc.nv.emulator.services.eventbridge;

import java.util.Map;
import sh.lfc.nv.emulator.delivery.DeliveryFailure;

/**
 * How EventBridge reaches the targets of rules, as far as their policies, or the target's role, let it. Called by many
 * threads.
 */
public interface TargetCalls {

    /**
     * Something for one target of a rule.
     *
     * @param roleArn the role with which EventBridge is to work; null where the target's own policy decides
     * @param messageGroupId of FIFO queues; else null
     * @param input the text that the target gets
     */
    record TargetCall(String ruleArn, String targetArn, String roleArn, String messageGroupId, String input) {

        /** The account of the rule. */
        public String account() {
            return ruleArn.split(":", 6)[4];
        }
    }

    /**
     * Gives a target its input.
     *
     * @throws DeliveryFailure with one of EventBridge's codes
     */
    void send(TargetCall call);

    /**
     * Makes sure that a rule may put events on the event bus that is its target.
     *
     * @throws DeliveryFailure as of {@link #send}
     */
    void requirePutEvents(TargetCall call);

    /**
     * Sends what could not be delivered to a queue.
     *
     * @param attributes of the message, all texts
     * @throws DeliveryFailure as of {@link #send}
     */
    void deadLetter(String queueArn, String ruleArn, String body, Map<String, String> attributes);
}
