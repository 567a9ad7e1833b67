package sh.lfc.nv.emulator.services.lambda;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import sh.lfc.nv.emulator.call.AwsError;
import sh.lfc.nv.emulator.call.Ids;
import sh.lfc.nv.emulator.call.Scope;
import sh.lfc.nv.emulator.runtimes.lambda.RuntimeVersions;
import software.amazon.awssdk.services.lambda.model.Architecture;
import software.amazon.awssdk.services.lambda.model.CreateFunctionRequest;
import software.amazon.awssdk.services.lambda.model.DeadLetterConfig;
import software.amazon.awssdk.services.lambda.model.Environment;
import software.amazon.awssdk.services.lambda.model.EnvironmentResponse;
import software.amazon.awssdk.services.lambda.model.EphemeralStorage;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.LogFormat;
import software.amazon.awssdk.services.lambda.model.LoggingConfig;
import software.amazon.awssdk.services.lambda.model.PackageType;
import software.amazon.awssdk.services.lambda.model.RuntimeVersionConfig;
import software.amazon.awssdk.services.lambda.model.SnapStart;
import software.amazon.awssdk.services.lambda.model.SnapStartApplyOn;
import software.amazon.awssdk.services.lambda.model.SnapStartOptimizationStatus;
import software.amazon.awssdk.services.lambda.model.SnapStartResponse;
import software.amazon.awssdk.services.lambda.model.State;
import software.amazon.awssdk.services.lambda.model.StateReasonCode;
import software.amazon.awssdk.services.lambda.model.TracingConfig;
import software.amazon.awssdk.services.lambda.model.TracingConfigResponse;
import software.amazon.awssdk.services.lambda.model.TracingMode;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionConfigurationRequest;
import software.amazon.awssdk.services.lambda.model.VpcConfig;
import software.amazon.awssdk.services.lambda.model.VpcConfigResponse;

/** Makes a function's configuration from what a request asks for, with Lambda's defaults. */
final class FunctionSettings {

    private static final DateTimeFormatter MODIFIED =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'+0000'").withZone(ZoneOffset.UTC);
    private static final int DEFAULT_TIMEOUT = 3;
    private static final int DEFAULT_MEMORY = 128;
    private static final int DEFAULT_STORAGE = 512;

    private final FunctionRules rules;
    private final FunctionNetworks networks;
    private final Ids ids;

    FunctionSettings(FunctionRules rules, FunctionNetworks networks, Ids ids) {
        this.rules = rules;
        this.networks = networks;
        this.ids = ids;
    }

    /** A time in the form of {@code LastModified}. */
    static String time(Instant time) {
        return MODIFIED.format(time);
    }

    /** The configuration of a new function, all but its code. */
    FunctionConfiguration initial(CreateFunctionRequest request, FunctionReference reference, Instant now) {
        rules.check(
                request.role(),
                request.handler(),
                request.description(),
                request.timeout(),
                request.memorySize(),
                request.ephemeralStorage() == null
                        ? null
                        : request.ephemeralStorage().size(),
                request.runtimeAsString());
        if (request.handler() == null || request.handler().isEmpty() || request.runtime() == null) {
            throw FunctionRules.invalid("Runtime and Handler are mandatory parameters for functions created with"
                    + " deployment packages.");
        }
        rules.checkRole(request.role(), reference.arn());
        layers(request.layers());
        Scope scope = reference.scope();
        FunctionConfiguration made = FunctionConfiguration.builder()
                .functionName(reference.name())
                .functionArn(reference.arn())
                .version(FunctionReference.LATEST)
                .runtime(request.runtimeAsString())
                .role(request.role())
                .handler(request.handler())
                .description(request.description() == null ? "" : request.description())
                .timeout(request.timeout() == null ? DEFAULT_TIMEOUT : request.timeout())
                .memorySize(request.memorySize() == null ? DEFAULT_MEMORY : request.memorySize())
                .lastModified(time(now))
                .revisionId(ids.uuid())
                .packageType(PackageType.ZIP)
                .architectures(
                        request.architectures().isEmpty() ? List.of(Architecture.X86_64) : request.architectures())
                .ephemeralStorage(
                        request.ephemeralStorage() == null
                                ? EphemeralStorage.builder()
                                        .size(DEFAULT_STORAGE)
                                        .build()
                                : request.ephemeralStorage())
                .tracingConfig(tracing(request.tracingConfig()))
                .snapStart(snapStart(request.snapStart()))
                .runtimeVersionConfig(runtimeVersion(scope, request.runtimeAsString()))
                .loggingConfig(logging(request.loggingConfig(), reference.name()))
                .environment(environment(request.environment()))
                .vpcConfig(vpc(scope, request.vpcConfig()))
                .deadLetterConfig(deadLetter(request.deadLetterConfig()))
                .kmsKeyArn(request.kmsKeyArn())
                .fileSystemConfigs(request.fileSystemConfigs().isEmpty() ? null : request.fileSystemConfigs())
                .state(State.PENDING)
                .stateReason("The function is being created.")
                .stateReasonCode(StateReasonCode.CREATING)
                .build();
        rules.checkPermissions(made, scope);
        return made;
    }

    /** The configuration after an update: members that the request leaves out stay. */
    FunctionConfiguration merged(FunctionConfiguration now, UpdateFunctionConfigurationRequest request, Scope scope) {
        rules.check(
                request.role(),
                request.handler(),
                request.description(),
                request.timeout(),
                request.memorySize(),
                request.ephemeralStorage() == null
                        ? null
                        : request.ephemeralStorage().size(),
                request.runtimeAsString());
        layers(request.layers());
        FunctionConfiguration.Builder next = now.toBuilder();
        if (request.role() != null) {
            rules.checkRole(request.role(), now.functionArn());
            next.role(request.role());
        }
        if (request.runtime() != null) {
            next.runtime(request.runtimeAsString());
            next.runtimeVersionConfig(runtimeVersion(scope, request.runtimeAsString()));
        }
        next.handler(or(request.handler(), now.handler()))
                .description(or(request.description(), now.description()))
                .timeout(or(request.timeout(), now.timeout()))
                .memorySize(or(request.memorySize(), now.memorySize()))
                .kmsKeyArn(or(request.kmsKeyArn(), now.kmsKeyArn()))
                .ephemeralStorage(or(request.ephemeralStorage(), now.ephemeralStorage()));
        if (request.tracingConfig() != null) {
            next.tracingConfig(tracing(request.tracingConfig()));
        }
        if (request.snapStart() != null) {
            next.snapStart(snapStart(request.snapStart()));
        }
        if (request.loggingConfig() != null) {
            next.loggingConfig(logging(request.loggingConfig(), now.functionName()));
        }
        if (request.environment() != null) {
            next.environment(environment(request.environment()));
        }
        if (request.vpcConfig() != null) {
            next.vpcConfig(vpc(scope, request.vpcConfig()));
        }
        if (request.deadLetterConfig() != null) {
            next.deadLetterConfig(deadLetter(request.deadLetterConfig()));
        }
        if (request.hasFileSystemConfigs()) {
            next.fileSystemConfigs(request.fileSystemConfigs());
        }
        FunctionConfiguration made = next.build();
        if (request.role() != null || request.vpcConfig() != null || request.deadLetterConfig() != null) {
            rules.checkPermissions(made, scope);
        }
        return made;
    }

    private static <T> T or(T asked, T present) {
        return asked == null ? present : asked;
    }

    private static void layers(List<String> layers) {
        if (!layers.isEmpty()) {
            throw FunctionRules.invalid("Layer version " + layers.get(0) + " does not exist.");
        }
    }

    private static EnvironmentResponse environment(Environment asked) {
        if (asked == null || asked.variables().isEmpty()) {
            return null;
        }
        FunctionRules.checkEnvironment(asked.variables());
        return EnvironmentResponse.builder().variables(asked.variables()).build();
    }

    private VpcConfigResponse vpc(Scope scope, VpcConfig asked) {
        if (asked == null
                || asked.subnetIds().isEmpty() && asked.securityGroupIds().isEmpty()) {
            return null;
        }
        if (asked.subnetIds().isEmpty() || asked.securityGroupIds().isEmpty()) {
            throw FunctionRules.invalid("SecurityGroupIds and SubnetIds must be either both empty or both non-empty.");
        }
        String vpcId;
        try {
            vpcId = networks.vpc(scope, asked.subnetIds(), asked.securityGroupIds());
        } catch (AwsError e) {
            String call = e.code().startsWith("InvalidSubnet") ? "DescribeSubnets" : "DescribeSecurityGroups";
            throw FunctionRules.invalid("Error occurred while " + call + ". EC2 Error Code: " + e.code()
                    + ". EC2 Error Message: " + e.getMessage());
        }
        return VpcConfigResponse.builder()
                .subnetIds(asked.subnetIds())
                .securityGroupIds(asked.securityGroupIds())
                .vpcId(vpcId)
                .ipv6AllowedForDualStack(Boolean.TRUE.equals(asked.ipv6AllowedForDualStack()))
                .build();
    }

    private static DeadLetterConfig deadLetter(DeadLetterConfig asked) {
        return asked == null || asked.targetArn() == null || asked.targetArn().isEmpty() ? null : asked;
    }

    private static TracingConfigResponse tracing(TracingConfig asked) {
        return TracingConfigResponse.builder()
                .mode(asked == null || asked.mode() == null ? TracingMode.PASS_THROUGH : asked.mode())
                .build();
    }

    private static SnapStartResponse snapStart(SnapStart asked) {
        return SnapStartResponse.builder()
                .applyOn(asked == null || asked.applyOn() == null ? SnapStartApplyOn.NONE : asked.applyOn())
                .optimizationStatus(SnapStartOptimizationStatus.OFF)
                .build();
    }

    private static RuntimeVersionConfig runtimeVersion(Scope scope, String runtime) {
        return RuntimeVersionConfig.builder()
                .runtimeVersionArn(RuntimeVersions.arn(scope.region(), runtime))
                .build();
    }

    private static LoggingConfig logging(LoggingConfig asked, String name) {
        LoggingConfig.Builder logging =
                LoggingConfig.builder().logFormat(LogFormat.TEXT).logGroup("/aws/lambda/" + name);
        if (asked == null) {
            return logging.build();
        }
        if (asked.logGroup() != null) {
            logging.logGroup(asked.logGroup());
        }
        if (asked.logFormat() == LogFormat.JSON) {
            logging.logFormat(LogFormat.JSON)
                    .applicationLogLevel(
                            asked.applicationLogLevel() == null ? "INFO" : asked.applicationLogLevelAsString())
                    .systemLogLevel(asked.systemLogLevel() == null ? "INFO" : asked.systemLogLevelAsString());
        }
        return logging.build();
    }
}
