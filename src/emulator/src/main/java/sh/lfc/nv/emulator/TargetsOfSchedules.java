package sh.lfc.nv.emulator;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import sh.lfc.nv.emulator.call.AwsError;
import sh.lfc.nv.emulator.call.Principal;
import sh.lfc.nv.emulator.call.Scope;
import sh.lfc.nv.emulator.credentials.CredentialStore.Credential;
import sh.lfc.nv.emulator.delivery.DeliveryFailure;
import sh.lfc.nv.emulator.services.scheduler.ScheduleTargets;
import sh.lfc.nv.emulator.services.sts.StsService;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.InvokeRequest;
import software.amazon.awssdk.services.scheduler.model.EventBridgeParameters;
import software.amazon.awssdk.services.scheduler.model.Target;
import software.amazon.awssdk.services.sns.model.PublishRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;

/** Schedules call operations of Lambda, SQS, SNS and EventBridge in the name of their targets' roles. */
record TargetsOfSchedules(OwnCalls calls, StsService sts, IamRoles roles) implements ScheduleTargets {

    private static final String SERVICE = "scheduler.amazonaws.com";
    private static final Set<String> SERVICES = Set.of("lambda", "sqs", "sns", "events");
    private static final Duration SESSION = Duration.ofMinutes(15);
    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public boolean mayAssume(String roleArn, String groupArn) {
        return roles.mayAssume(roleArn, SERVICE, groupArn);
    }

    @Override
    public boolean knows(String targetArn) {
        String[] parts = targetArn.split(":", 6);
        return parts.length == 6 && SERVICES.contains(parts[2]);
    }

    @Override
    public void invoke(Invocation invocation) {
        Object answer = call(invocation, invocation.target().arn(), apiCall(invocation));
        if (answer instanceof PutEventsResponse put && put.failedEntryCount() > 0) {
            PutEventsResultEntry refused = put.entries().get(0);
            throw DeliveryFailure.passing(refused.errorCode(), refused.errorMessage());
        }
    }

    @Override
    public String request(Invocation invocation) {
        SdkPojo request = apiCall(invocation);
        ObjectNode shown = JSON.createObjectNode();
        for (SdkField<?> field : request.sdkFields()) {
            Object value = field.getValueOrDefault(request);
            if (value instanceof SdkBytes bytes) {
                shown.put(field.memberName(), bytes.asUtf8String());
            } else if (value instanceof String text) {
                shown.put(field.memberName(), text);
            }
        }
        return shown.toString();
    }

    private static SdkPojo apiCall(Invocation invocation) {
        Target target = invocation.target();
        String input = invocation.input();
        return switch (target.arn().split(":", 4)[2]) {
            case "lambda" ->
                InvokeRequest.builder()
                        .functionName(target.arn())
                        .invocationType(InvocationType.EVENT)
                        .payload(SdkBytes.fromUtf8String(input))
                        .build();
            case "sqs" ->
                message(target.arn(), input)
                        .messageGroupId(
                                target.sqsParameters() == null
                                        ? null
                                        : target.sqsParameters().messageGroupId())
                        .build();
            case "sns" ->
                PublishRequest.builder().topicArn(target.arn()).message(input).build();
            default -> event(target, input);
        };
    }

    private static SendMessageRequest.Builder message(String queueArn, String body) {
        Scope scope = Scope.ofArn(queueArn);
        String name = queueArn.substring(queueArn.lastIndexOf(':') + 1);
        return SendMessageRequest.builder()
                .queueUrl("https://sqs." + scope.region() + ".amazonaws.com/" + scope.account() + "/" + name)
                .messageBody(body);
    }

    private static SdkPojo event(Target target, String input) {
        EventBridgeParameters parameters = target.eventBridgeParameters();
        return PutEventsRequest.builder()
                .entries(entry -> entry.eventBusName(target.arn())
                        .source(parameters.source())
                        .detailType(parameters.detailType())
                        .detail(input))
                .build();
    }

    @Override
    public void deadLetter(Invocation invocation, String body, Map<String, String> attributes) {
        String queueArn = invocation.target().deadLetterConfig().arn();
        call(
                invocation,
                queueArn,
                message(queueArn, body)
                        .messageAttributes(TextAttributes.of(attributes))
                        .build());
    }

    /** What a call does in the region of whatever it is for. */
    private Object call(Invocation invocation, String resourceArn, SdkPojo request) {
        Principal role = role(invocation);
        Scope scope =
                new Scope(invocation.scope().account(), Scope.ofArn(resourceArn).region());
        return attempted(() -> calls.call(Object.class, scope, role, request, new byte[0]));
    }

    private Principal role(Invocation invocation) {
        String role = invocation.target().roleArn();
        if (!roles.mayAssume(role, SERVICE, invocation.groupArn())) {
            throw DeliveryFailure.passing(
                    "AccessDenied",
                    "User: " + SERVICE + " is not authorized to perform: sts:AssumeRole on resource: " + role);
        }
        return sts.sessionFor(role, invocation.executionId(), SESSION, Map.of(), Clock.systemUTC())
                .map(Credential::principal)
                .orElseThrow(() -> DeliveryFailure.passing("AccessDenied", "There is no role " + role));
    }

    /** Scheduler tries again whatever the operation refuses with. */
    private static Object attempted(Supplier<Object> call) {
        try {
            return call.get();
        } catch (AwsServiceException e) {
            throw DeliveryFailure.passing(e.getClass().getSimpleName(), e.getMessage());
        } catch (AwsError e) {
            throw DeliveryFailure.passing(e.code(), e.getMessage());
        }
    }
}
