package sh.lfc.nv.emulator.services.lambda;

import java.util.Locale;
import java.util.Map;
import software.amazon.awssdk.services.lambda.model.DestinationConfig;

/** Whether execution roles allow what Lambda does with them after asynchronous invocations. */
final class TargetPermissions {

    private static final Map<String, String> ACTIONS = Map.of(
            "sqs", "sqs:SendMessage",
            "sns", "sns:Publish",
            "lambda", "lambda:InvokeFunction",
            "events", "events:PutEvents");

    private final ExecutionRoles roles;

    TargetPermissions(ExecutionRoles roles) {
        this.roles = roles;
    }

    /** Refuses a dead-letter queue or topic that the role does not reach. */
    void requireDeadLetters(String role, String target) {
        if (!allows(role, target)) {
            throw FunctionRules.invalid("The provided execution role does not have permissions to call "
                    + operation(target) + " on " + service(target).toUpperCase(Locale.ROOT));
        }
    }

    /** Refuses destinations that the role does not reach. */
    void requireDestinations(String role, DestinationConfig config) {
        if (config != null) {
            requireDestination(
                    role, config.onSuccess() == null ? null : config.onSuccess().destination());
            requireDestination(
                    role, config.onFailure() == null ? null : config.onFailure().destination());
        }
    }

    private void requireDestination(String role, String target) {
        if (target != null && !target.isEmpty() && !allows(role, target)) {
            throw FunctionRules.invalid("The function's execution role does not have permissions to call "
                    + operation(target) + " on " + target);
        }
    }

    /** @throws IllegalStateException when the role does not reach the target */
    void require(String role, String target) {
        if (!allows(role, target)) {
            throw new IllegalStateException(
                    "the execution role " + role + " may not " + ACTIONS.get(service(target)) + " on " + target);
        }
    }

    private boolean allows(String role, String target) {
        String action = ACTIONS.get(service(target));
        return action == null || roles.allows(role, action, target);
    }

    private static String service(String arn) {
        String[] parts = arn.split(":", 4);
        return parts.length < 4 ? "" : parts[2];
    }

    private static String operation(String target) {
        String action = ACTIONS.get(service(target));
        return action.substring(action.indexOf(':') + 1);
    }
}
