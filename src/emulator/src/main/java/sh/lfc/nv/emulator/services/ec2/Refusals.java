package sh.lfc.nv.emulator.services.ec2;

import sh.lfc.nv.emulator.call.AwsError;

/** What EC2 says no with, in its words ("Error codes for the Amazon EC2 API"). */
final class Refusals {

    private Refusals() {}

    static AwsError invalid(String message) {
        return AwsError.badRequest("InvalidParameterValue", message);
    }

    static AwsError invalid(String parameter, Object value, String why) {
        return invalid("Value (" + value + ") for parameter " + parameter + " is invalid. " + why);
    }

    static AwsError missing(String parameter) {
        return AwsError.badRequest("MissingParameter", "The request must contain the parameter " + parameter);
    }

    static AwsError combination(String message) {
        return AwsError.badRequest("InvalidParameterCombination", message);
    }

    /** Something else still needs the resource. */
    static AwsError dependencies(String what, String id) {
        return dependency("The " + what + " '" + id + "' has dependencies and cannot be deleted.");
    }

    static AwsError dependency(String message) {
        return AwsError.badRequest("DependencyViolation", message);
    }

    static AwsError notPermitted(String message) {
        return AwsError.badRequest("OperationNotPermitted", message);
    }

    static <T> T required(String parameter, T value) {
        if (value == null || value.equals("")) {
            throw missing(parameter);
        }
        return value;
    }
}
