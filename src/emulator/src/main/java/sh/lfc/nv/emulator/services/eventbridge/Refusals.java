package sh.lfc.nv.emulator.services.eventbridge;

import sh.lfc.nv.emulator.call.AwsError;
import software.amazon.awssdk.services.eventbridge.model.InvalidEventPatternException;
import software.amazon.awssdk.services.eventbridge.model.LimitExceededException;
import software.amazon.awssdk.services.eventbridge.model.ResourceNotFoundException;

/** The refusals of EventBridge that several operations share, in its own words. */
final class Refusals {

    private Refusals() {}

    static AwsError invalid(String message) {
        return AwsError.badRequest("ValidationException", message);
    }

    static AwsError invalidToken() {
        return invalid("Parameter NextToken is not valid.");
    }

    static InvalidEventPatternException invalidPattern(String reason) {
        return InvalidEventPatternException.builder()
                .message("Event pattern is not valid. Reason: " + reason)
                .build();
    }

    static ResourceNotFoundException noBus(String name) {
        return notFound("Event bus " + name + " does not exist.");
    }

    static ResourceNotFoundException noRule(String name, String bus) {
        return notFound("Rule " + name + " does not exist on EventBus " + bus + ".");
    }

    static ResourceNotFoundException notFound(String message) {
        return ResourceNotFoundException.builder().message(message).build();
    }

    static LimitExceededException limitExceeded() {
        return LimitExceededException.builder()
                .message("The requested resource exceeds the maximum number allowed.")
                .build();
    }
}
