package sh.lfc.nv.emulator.services.sqs;

import sh.lfc.nv.emulator.call.AwsError;
import software.amazon.awssdk.services.sqs.model.InvalidAttributeNameException;
import software.amazon.awssdk.services.sqs.model.InvalidAttributeValueException;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.ReceiptHandleIsInvalidException;

/** The refusals of SQS that several operations share, in its own words. */
final class SqsErrors {

    private SqsErrors() {}

    static QueueDoesNotExistException noQueue() {
        return QueueDoesNotExistException.builder()
                .message("The specified queue does not exist.")
                .build();
    }

    static AwsError missing(String parameter) {
        return AwsError.badRequest("MissingParameter", "The request must contain the parameter " + parameter + ".");
    }

    static AwsError invalid(Object value, String parameter, String reason) {
        return invalid("Value " + value + " for parameter " + parameter + " is invalid. Reason: " + reason);
    }

    static AwsError invalid(String message) {
        return AwsError.badRequest("InvalidParameterValue", message);
    }

    static InvalidAttributeNameException unknownAttribute(String name) {
        return InvalidAttributeNameException.builder()
                .message("Unknown Attribute " + name + ".")
                .build();
    }

    static InvalidAttributeValueException invalidAttribute(String name) {
        return InvalidAttributeValueException.builder()
                .message("Invalid value for the parameter " + name + ".")
                .build();
    }

    static ReceiptHandleIsInvalidException invalidHandle(String handle) {
        return ReceiptHandleIsInvalidException.builder()
                .message("The input receipt handle \"" + handle + "\" is not a valid receipt handle.")
                .build();
    }
}
