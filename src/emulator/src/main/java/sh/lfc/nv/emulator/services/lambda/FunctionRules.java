package sh.lfc.nv.emulator.services.lambda;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import sh.lfc.nv.emulator.call.Scope;
import sh.lfc.nv.emulator.validation.Constraints;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.InvalidParameterValueException;
import software.amazon.awssdk.services.lambda.model.Runtime;
import software.amazon.awssdk.services.lambda.model.VpcConfigResponse;

/** What a function's configuration must hold to, in the words in which Lambda refuses it. */
final class FunctionRules {

    private static final Pattern ROLE =
            Pattern.compile("arn:(aws[a-zA-Z-]*)?:iam::\\d{12}:role/?[a-zA-Z_0-9+=,.@\\-_/]+");
    private static final Pattern HANDLER = Pattern.compile("[^\\s]+");
    private static final Pattern VARIABLE = Pattern.compile("[a-zA-Z]([a-zA-Z0-9_])+");
    private static final int MAX_ENVIRONMENT = 4096;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** "Reserved environment variables" of "Using Lambda environment variables". */
    private static final Set<String> RESERVED = Set.of(
            "_HANDLER",
            "_X_AMZN_TRACE_ID",
            "AWS_DEFAULT_REGION",
            "AWS_REGION",
            "AWS_EXECUTION_ENV",
            "AWS_LAMBDA_FUNCTION_NAME",
            "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
            "AWS_LAMBDA_FUNCTION_VERSION",
            "AWS_LAMBDA_INITIALIZATION_TYPE",
            "AWS_LAMBDA_LOG_GROUP_NAME",
            "AWS_LAMBDA_LOG_STREAM_NAME",
            "AWS_ACCESS_KEY",
            "AWS_ACCESS_KEY_ID",
            "AWS_SECRET_ACCESS_KEY",
            "AWS_SESSION_TOKEN",
            "AWS_LAMBDA_RUNTIME_API",
            "LAMBDA_TASK_ROOT",
            "LAMBDA_RUNTIME_DIR");

    private final ExecutionRoles roles;

    FunctionRules(ExecutionRoles roles) {
        this.roles = roles;
    }

    /** The members that creation and update have in common; null for what a request leaves out. */
    void check(
            String role,
            String handler,
            String description,
            Integer timeout,
            Integer memorySize,
            Integer ephemeralStorage,
            String runtime) {
        Constraints.json()
                .matches("role", role, ROLE)
                .length("handler", handler, 0, 128)
                .matches("handler", handler == null || handler.isEmpty() ? null : handler, HANDLER)
                .length("description", description, 0, 256)
                .range("timeout", timeout, 1, 900)
                .range("memorySize", memorySize, 128, 10_240)
                .range("ephemeralStorage.size", ephemeralStorage, 512, 10_240)
                .check();
        if (runtime != null && Runtime.fromValue(runtime) == Runtime.UNKNOWN_TO_SDK_VERSION) {
            throw invalid("Value " + runtime + " at 'runtime' failed to satisfy constraint: Member must satisfy enum"
                    + " value set: ["
                    + Runtime.knownValues().stream()
                            .map(Runtime::toString)
                            .sorted()
                            .collect(Collectors.joining(", "))
                    + "] or be a valid ARN");
        }
    }

    /** The role must be there, and let Lambda assume it on behalf of the function. */
    void checkRole(String role, String functionArn) {
        if (!roles.assumable(role, functionArn)) {
            throw invalid("The role defined for the function cannot be assumed by Lambda.");
        }
    }

    /** The role must allow what Lambda does with it for this configuration. */
    void checkPermissions(FunctionConfiguration function, Scope scope) {
        if (function.deadLetterConfig() != null) {
            new TargetPermissions(roles)
                    .requireDeadLetters(
                            function.role(), function.deadLetterConfig().targetArn());
        }
        VpcConfigResponse vpc = function.vpcConfig();
        if (vpc == null) {
            return;
        }
        requireOnEc2(function.role(), "CreateNetworkInterface", scope.arn("ec2", "network-interface/*"));
        vpc.subnetIds()
                .forEach(id ->
                        requireOnEc2(function.role(), "CreateNetworkInterface", scope.arn("ec2", "subnet/" + id)));
        vpc.securityGroupIds()
                .forEach(id -> requireOnEc2(
                        function.role(), "CreateNetworkInterface", scope.arn("ec2", "security-group/" + id)));
        requireOnEc2(function.role(), "DescribeNetworkInterfaces", "*");
        requireOnEc2(function.role(), "DeleteNetworkInterface", scope.arn("ec2", "*/*"));
        // Needed as well, but creation is not refused without them.
        roles.allows(function.role(), "ec2:DescribeSubnets", "*");
        roles.allows(function.role(), "ec2:AssignPrivateIpAddresses", scope.arn("ec2", "*/*"));
        roles.allows(function.role(), "ec2:UnassignPrivateIpAddresses", scope.arn("ec2", "*/*"));
    }

    private void requireOnEc2(String role, String operation, String resource) {
        if (!roles.allows(role, "ec2:" + operation, resource)) {
            throw invalid("The provided execution role does not have permissions to call " + operation + " on EC2");
        }
    }

    static void checkEnvironment(Map<String, String> variables) {
        Set<String> reserved = new TreeSet<>(variables.keySet());
        reserved.retainAll(RESERVED);
        if (!reserved.isEmpty()) {
            throw invalid("Lambda was unable to configure your environment variables because the environment variables"
                    + " you have provided contains reserved keys that are currently not supported for modification."
                    + " Reserved keys used in this request: " + String.join(", ", reserved));
        }
        for (String name : variables.keySet()) {
            if (!VARIABLE.matcher(name).matches()) {
                Constraints.json()
                        .matches("environment.variables", name, VARIABLE)
                        .check();
            }
        }
        String measured = json(variables);
        if (measured.getBytes(StandardCharsets.UTF_8).length > MAX_ENVIRONMENT) {
            throw invalid("Lambda was unable to configure your environment variables because the environment variables"
                    + " you have provided exceeded the 4KB limit. String measured: " + measured);
        }
    }

    private static String json(Map<String, String> variables) {
        try {
            return JSON.writeValueAsString(new TreeMap<>(variables));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    static InvalidParameterValueException invalid(String message) {
        return InvalidParameterValueException.builder()
                .type("User")
                .message(message)
                .build();
    }
}
