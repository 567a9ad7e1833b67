package sh.lfc.nv.emulator.services.cloudwatch;

import sh.lfc.nv.emulator.call.AwsError;
import software.amazon.awssdk.services.cloudwatch.model.InvalidParameterCombinationException;
import software.amazon.awssdk.services.cloudwatch.model.InvalidParameterValueException;
import software.amazon.awssdk.services.cloudwatch.model.MissingRequiredParameterException;
import software.amazon.awssdk.services.cloudwatch.model.ResourceNotFoundException;

/** The refusals of CloudWatch that several operations share, in its own words. */
final class CloudWatchErrors {

    private CloudWatchErrors() {}

    /** What alarms are refused with, mostly. */
    static AwsError validation(String message) {
        return AwsError.badRequest("ValidationError", message);
    }

    static InvalidParameterValueException invalid(String message) {
        return InvalidParameterValueException.builder().message(message).build();
    }

    static InvalidParameterCombinationException combination(String message) {
        return InvalidParameterCombinationException.builder().message(message).build();
    }

    static MissingRequiredParameterException missing(String parameter) {
        return MissingRequiredParameterException.builder()
                .message("The parameter " + parameter + " is required.")
                .build();
    }

    static void require(String parameter, Object value) {
        if (value == null || value instanceof String text && text.isEmpty()) {
            throw missing(parameter);
        }
    }

    static ResourceNotFoundException noResource(String arn) {
        return ResourceNotFoundException.builder()
                .message("Unknown resource: " + arn)
                .build();
    }
}
