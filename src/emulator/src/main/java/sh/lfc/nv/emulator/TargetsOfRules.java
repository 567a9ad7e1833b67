package sh.lfc.nv.emulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import sh.lfc.nv.emulator.call.AwsError;
import sh.lfc.nv.emulator.call.Principal;
import sh.lfc.nv.emulator.call.Scope;
import sh.lfc.nv.emulator.delivery.DeliveryFailure;
import sh.lfc.nv.emulator.services.eventbridge.TargetCalls;
import sh.lfc.nv.emulator.services.lambda.Lambda;
import sh.lfc.nv.emulator.services.logs.LogsService;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * Rules of EventBridge invoke functions, send to queues, publish to topics and write to log groups, as far as the targets'
 * policies let them, or the role that a target has.
 *
 * @param lambda asked for when something is delivered: it comes after EventBridge
 * @param endpoint the emulator's address, which is known once it listens
 */
record TargetsOfRules(
        Supplier<Lambda> lambda,
        Messaging messaging,
        LogsService logs,
        IamRoles roles,
        Permissions permissions,
        Supplier<String> endpoint)
        implements TargetCalls {

    private static final String SERVICE = "events.amazonaws.com";
    private static final int THROTTLED = 429;
    private static final int SERVER_ERROR = 500;
    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public void send(TargetCall call) {
        String service = call.targetArn().split(":", 4)[2];
        switch (service) {
            case "lambda" -> {
                require(call, "lambda:InvokeFunction", call.targetArn());
                attempted(() -> lambda.get()
                        .invokeAsync(
                                Scope.ofArn(call.targetArn()),
                                call.targetArn(),
                                call.input().getBytes(StandardCharsets.UTF_8),
                                Principal.service(SERVICE)));
            }
            case "sqs" -> {
                requireThere(messaging.sqs().exists(call.targetArn()), "The specified queue does not exist.");
                require(call, "sqs:SendMessage", call.targetArn());
                attempted(() -> messaging
                        .sqs()
                        .send(call.targetArn(), call.input(), Map.of(), SERVICE, call.messageGroupId(), null));
            }
            case "sns" -> {
                requireThere(messaging.sns().exists(call.targetArn()), "Topic does not exist");
                require(call, "sns:Publish", call.targetArn());
                attempted(() -> messaging.sns().publish(call.targetArn(), null, call.input(), endpoint.get()));
            }
            case "logs" -> write(call);
            default ->
                throw DeliveryFailure.lasting("NO_RESOURCE", "This emulator has no targets of the service " + service);
        }
    }

    /** Each target of a rule has a stream of its own. */
    private void write(TargetCall call) {
        Scope scope = Scope.ofArn(call.targetArn());
        String group = call.targetArn().split(":", 8)[6];
        String stream = UUID.nameUUIDFromBytes((call.ruleArn() + call.targetArn()).getBytes(StandardCharsets.UTF_8))
                .toString();
        String arn = scope.arn("logs", "log-group:" + group + ":log-stream:" + stream);
        requireThere(logs.hasGroup(scope, group), "The specified log group does not exist.");
        require(call, "logs:CreateLogStream", arn);
        require(call, "logs:PutLogEvents", arn);
        logs.write(scope, group, stream, List.of(message(call.input())));
    }

    /** A transformed input is a time stamp and a message. */
    private static String message(String input) {
        try {
            JsonNode read = JSON.readTree(input);
            boolean transformed = read.isObject() && read.size() == 2 && read.has("timestamp") && read.has("message");
            JsonNode message = read.path("message");
            return transformed ? message.isTextual() ? message.asText() : message.toString() : input;
        } catch (JsonProcessingException e) {
            return input;
        }
    }

    @Override
    public void requirePutEvents(TargetCall call) {
        String action = "events:PutEvents";
        if (call.roleArn() == null) {
            if (!permissions.ofAccount(call.account(), action, call.targetArn())) {
                throw refused("Account " + call.account(), action, call.targetArn());
            }
        } else {
            require(call, action, call.targetArn());
        }
    }

    @Override
    public void deadLetter(String queueArn, String ruleArn, String body, Map<String, String> attributes) {
        requireThere(messaging.sqs().exists(queueArn), "The specified queue does not exist.");
        require(new TargetCall(ruleArn, queueArn, null, null, body), "sqs:SendMessage", queueArn);
        attempted(() -> messaging.sqs().send(queueArn, body, TextAttributes.of(attributes), SERVICE));
    }

    /** What is gone has no policy any more that could be asked. */
    private static void requireThere(boolean there, String otherwise) {
        if (!there) {
            throw DeliveryFailure.lasting("NO_RESOURCE", otherwise);
        }
    }

    private void require(TargetCall call, String action, String resource) {
        if (call.roleArn() == null) {
            if (!permissions.ofService(SERVICE, action, resource, call.ruleArn(), call.account())) {
                throw refused(SERVICE, action, resource);
            }
        } else if (!roles.mayAssume(call.roleArn(), SERVICE, call.ruleArn())) {
            throw DeliveryFailure.lasting(
                    "FAILED_TO_ASSUME_ROLE", "EventBridge is not authorized to assume the role " + call.roleArn());
        } else if (!permissions.ofRole(call.roleArn(), "events", action, resource, Map.of())) {
            throw refused(call.roleArn(), action, resource);
        }
    }

    private static DeliveryFailure refused(String who, String action, String resource) {
        return DeliveryFailure.lasting(
                "NO_PERMISSIONS", who + " is not authorized to perform: " + action + " on resource: " + resource);
    }

    /** What the target refuses with becomes one of EventBridge's codes. */
    private static void attempted(Runnable sending) {
        try {
            sending.run();
        } catch (AwsServiceException e) {
            throw failure(e.getClass().getSimpleName(), e.statusCode(), e.getMessage());
        } catch (AwsError e) {
            throw failure(e.code(), e.status(), e.getMessage());
        }
    }

    private static DeliveryFailure failure(String code, int status, String message) {
        if (code.contains("NotFound") || code.contains("DoesNotExist")) {
            return DeliveryFailure.lasting("NO_RESOURCE", message);
        }
        if (status == THROTTLED || code.contains("TooManyRequests") || code.contains("Throttl")) {
            return DeliveryFailure.passing("THROTTLING", message);
        }
        return status >= SERVER_ERROR
                ? DeliveryFailure.passing("ERROR_FROM_TARGET", message)
                : DeliveryFailure.lasting("INVALID_PARAMETER", message);
    }
}
