package sh.lfc.nv.emulator.services.eventbridge;

import java.util.LinkedHashMap;
import java.util.Map;
import sh.lfc.nv.emulator.delivery.DeliveryFailure;

/**
 * What a dead-letter queue is told of an event ("Using dead-letter queues to process undelivered events in EventBridge").
 *
 * @param exhausted the condition that ended the retries; null where there were none to be made
 */
record DeadLetter(String ruleArn, String targetArn, DeliveryFailure failure, int retries, String exhausted) {

    Map<String, String> attributes() {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("RULE_ARN", ruleArn);
        attributes.put("TARGET_ARN", targetArn);
        attributes.put("ERROR_CODE", failure.code());
        attributes.put("ERROR_MESSAGE", failure.getMessage());
        attributes.put("RETRY_ATTEMPTS", Integer.toString(retries));
        if (exhausted != null) {
            attributes.put("EXHAUSTED_RETRY_CONDITION", exhausted);
        }
        return attributes;
    }
}
