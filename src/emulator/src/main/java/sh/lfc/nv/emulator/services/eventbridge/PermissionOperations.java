package sh.lfc.nv.emulator.services.eventbridge;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import sh.lfc.nv.emulator.call.AwsService;
import sh.lfc.nv.emulator.call.Call;
import sh.lfc.nv.emulator.call.Platform;
import sh.lfc.nv.emulator.call.Regional;
import sh.lfc.nv.emulator.policy.PolicyKind;
import sh.lfc.nv.emulator.policy.PolicySyntaxException;
import sh.lfc.nv.emulator.validation.Constraints;
import software.amazon.awssdk.services.eventbridge.model.Condition;
import software.amazon.awssdk.services.eventbridge.model.DescribeEventBusResponse;
import software.amazon.awssdk.services.eventbridge.model.PolicyLengthExceededException;
import software.amazon.awssdk.services.eventbridge.model.PutPermissionRequest;
import software.amazon.awssdk.services.eventbridge.model.PutPermissionResponse;
import software.amazon.awssdk.services.eventbridge.model.RemovePermissionRequest;
import software.amazon.awssdk.services.eventbridge.model.RemovePermissionResponse;

/** The operations on the policies of event buses. */
final class PermissionOperations implements AwsService {

    private static final Pattern PRINCIPAL = Pattern.compile("(\\d{12}|\\*)");
    private static final Pattern STATEMENT = Pattern.compile("[a-zA-Z0-9-_]+");
    private static final int LONGEST_POLICY = 10 * 1024;

    private final Platform platform;
    private final Regional<Buses> buses;

    PermissionOperations(Platform platform, Regional<Buses> buses) {
        this.platform = platform;
        this.buses = buses;
    }

    @Override
    public String sdkPackage() {
        return "eventbridge";
    }

    public PutPermissionResponse putPermission(PutPermissionRequest request, Call call) {
        Buses own = buses.of(call);
        synchronized (own) {
            DescribeEventBusResponse bus = own.get(request.eventBusName());
            String policy = request.policy() == null ? withStatement(bus, request, call) : checked(request.policy());
            if (policy.getBytes(StandardCharsets.UTF_8).length > LONGEST_POLICY) {
                throw PolicyLengthExceededException.builder()
                        .message("The policy of the event bus must not be longer than 10240 bytes.")
                        .build();
            }
            set(own, bus, policy);
        }
        return PutPermissionResponse.builder().build();
    }

    private static String checked(String policy) {
        try {
            PolicyKind.RESOURCE.parse(policy);
            return policy;
        } catch (PolicySyntaxException e) {
            throw Refusals.invalid("Parameter Policy is not valid. Reason: " + e.getMessage());
        }
    }

    private static String withStatement(DescribeEventBusResponse bus, PutPermissionRequest request, Call call) {
        Constraints.json()
                .required("action", request.action())
                .required("principal", request.principal())
                .matches("principal", request.principal(), PRINCIPAL)
                .required("statementId", request.statementId())
                .length("statementId", request.statementId(), 1, 64)
                .matches("statementId", request.statementId(), STATEMENT)
                .check();
        if (!request.action().equals("events:PutEvents")) {
            throw Refusals.invalid("Provided value in parameter 'action' is not supported.");
        }
        ObjectNode policy = policy(bus);
        ArrayNode statements = policy.withArray("Statement");
        remove(statements, request.statementId());
        ObjectNode statement =
                statements.addObject().put("Sid", request.statementId()).put("Effect", "Allow");
        if (request.principal().equals("*")) {
            statement.put("Principal", "*");
        } else {
            statement
                    .putObject("Principal")
                    .put("AWS", "arn:" + call.scope().partition() + ":iam::" + request.principal() + ":root");
        }
        statement.put("Action", request.action()).put("Resource", bus.arn());
        Condition condition = request.condition();
        if (condition != null) {
            statement.putObject("Condition").putObject(condition.type()).put(condition.key(), condition.value());
        }
        return policy.toString();
    }

    public RemovePermissionResponse removePermission(RemovePermissionRequest request, Call call) {
        Buses own = buses.of(call);
        synchronized (own) {
            DescribeEventBusResponse bus = own.get(request.eventBusName());
            if (Boolean.TRUE.equals(request.removeAllPermissions())) {
                set(own, bus, null);
                return RemovePermissionResponse.builder().build();
            }
            ObjectNode policy = policy(bus);
            ArrayNode statements = policy.withArray("Statement");
            if (!remove(statements, request.statementId())) {
                throw Refusals.notFound("Statement with the provided id does not exist.");
            }
            set(own, bus, statements.isEmpty() ? null : policy.toString());
        }
        return RemovePermissionResponse.builder().build();
    }

    private void set(Buses own, DescribeEventBusResponse bus, String policy) {
        own.change(bus.name(), platform.clock().instant(), changed -> changed.policy(policy));
    }

    private static ObjectNode policy(DescribeEventBusResponse bus) {
        if (bus.policy() == null) {
            ObjectNode empty = Event.JSON.createObjectNode().put("Version", "2012-10-17");
            empty.putArray("Statement");
            return empty;
        }
        ObjectNode policy = Event.object(bus.policy()).orElseThrow();
        if (!policy.path("Statement").isArray()) {
            policy.set("Statement", Event.JSON.createArrayNode().add(policy.path("Statement")));
        }
        return policy;
    }

    private static boolean remove(ArrayNode statements, String id) {
        boolean removed = false;
        for (int i = statements.size() - 1; i >= 0; i--) {
            if (statements.get(i).path("Sid").asText().equals(id)) {
                statements.remove(i);
                removed = true;
            }
        }
        return removed;
    }
}
