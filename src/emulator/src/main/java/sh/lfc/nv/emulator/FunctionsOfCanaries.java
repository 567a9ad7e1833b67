package sh.lfc.nv.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import sh.lfc.nv.emulator.call.Principal;
import sh.lfc.nv.emulator.call.Scope;
import sh.lfc.nv.emulator.runtimes.lambda.Outcome;
import sh.lfc.nv.emulator.services.lambda.Lambda;
import sh.lfc.nv.emulator.services.synthetics.CanaryFunctions;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.lambda.model.CreateFunctionRequest;
import software.amazon.awssdk.services.lambda.model.CreateFunctionResponse;
import software.amazon.awssdk.services.lambda.model.DeleteFunctionRequest;
import software.amazon.awssdk.services.lambda.model.DeleteFunctionResponse;
import software.amazon.awssdk.services.lambda.model.FunctionCode;
import software.amazon.awssdk.services.lambda.model.GetFunctionConfigurationRequest;
import software.amazon.awssdk.services.lambda.model.GetFunctionConfigurationResponse;
import software.amazon.awssdk.services.lambda.model.LastUpdateStatus;
import software.amazon.awssdk.services.lambda.model.PublishVersionRequest;
import software.amazon.awssdk.services.lambda.model.PublishVersionResponse;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionCodeRequest;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionCodeResponse;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionConfigurationRequest;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionConfigurationResponse;
import software.amazon.awssdk.services.lambda.model.VpcConfig;

/**
 * Canaries of Synthetics run in functions of Lambda.
 *
 * @param lambda known once all services are
 */
record FunctionsOfCanaries(OwnCalls calls, Supplier<Lambda> lambda) implements CanaryFunctions {

    private static final int MOST_LOOKS = 600;
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Principal SYNTHETICS = Principal.service("synthetics.amazonaws.com");

    @Override
    public Deployed create(Scope scope, Specification wanted) {
        CreateFunctionResponse made = call(
                CreateFunctionResponse.class,
                scope,
                CreateFunctionRequest.builder()
                        .functionName(wanted.name())
                        .description("Canary of CloudWatch Synthetics")
                        .runtime(wanted.runtime())
                        .handler(wanted.handler())
                        .role(wanted.roleArn())
                        .code(code(wanted.code()))
                        .timeout(wanted.timeoutSeconds())
                        .memorySize(wanted.memoryMb())
                        .ephemeralStorage(storage -> storage.size(wanted.ephemeralStorage()))
                        .environment(environment -> environment.variables(wanted.environment()))
                        .vpcConfig(vpc(wanted))
                        .tags(wanted.tags())
                        .publish(true)
                        .build());
        return new Deployed(
                made.functionArn(),
                made.vpcConfig() == null ? null : made.vpcConfig().vpcId());
    }

    @Override
    public Deployed update(Scope scope, Specification wanted) {
        if (wanted.code() != null
                && (wanted.code().bucket() != null || wanted.code().archive() != null)) {
            call(
                    UpdateFunctionCodeResponse.class,
                    scope,
                    UpdateFunctionCodeRequest.builder()
                            .functionName(wanted.name())
                            .s3Bucket(wanted.code().bucket())
                            .s3Key(wanted.code().key())
                            .s3ObjectVersion(wanted.code().version())
                            .zipFile(wanted.code().archive())
                            .build());
        }
        settled(scope, wanted.name());
        UpdateFunctionConfigurationResponse updated = call(
                UpdateFunctionConfigurationResponse.class,
                scope,
                UpdateFunctionConfigurationRequest.builder()
                        .functionName(wanted.name())
                        .runtime(wanted.runtime())
                        .handler(wanted.handler())
                        .role(wanted.roleArn())
                        .timeout(wanted.timeoutSeconds())
                        .memorySize(wanted.memoryMb())
                        .ephemeralStorage(storage -> storage.size(wanted.ephemeralStorage()))
                        .environment(environment -> environment.variables(wanted.environment()))
                        .vpcConfig(vpc(wanted))
                        .build());
        settled(scope, wanted.name());
        PublishVersionResponse version = call(
                PublishVersionResponse.class,
                scope,
                PublishVersionRequest.builder().functionName(wanted.name()).build());
        return new Deployed(
                version.functionArn(),
                updated.vpcConfig() == null ? null : updated.vpcConfig().vpcId());
    }

    /** Waits until the last change of a function is done: another one is refused before. */
    private void settled(Scope scope, String functionName) {
        GetFunctionConfigurationRequest request = GetFunctionConfigurationRequest.builder()
                .functionName(functionName)
                .build();
        for (int i = 0; i < MOST_LOOKS; i++) {
            GetFunctionConfigurationResponse now = call(GetFunctionConfigurationResponse.class, scope, request);
            if (now.lastUpdateStatus() != LastUpdateStatus.IN_PROGRESS) {
                return;
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
    }

    private static FunctionCode code(Code code) {
        return FunctionCode.builder()
                .s3Bucket(code.bucket())
                .s3Key(code.key())
                .s3ObjectVersion(code.version())
                .zipFile(code.archive())
                .build();
    }

    private static VpcConfig vpc(Specification wanted) {
        return wanted.subnetIds().isEmpty()
                ? null
                : VpcConfig.builder()
                        .subnetIds(wanted.subnetIds())
                        .securityGroupIds(wanted.securityGroupIds())
                        .build();
    }

    @Override
    public void delete(Scope scope, String functionName) {
        try {
            call(
                    DeleteFunctionResponse.class,
                    scope,
                    DeleteFunctionRequest.builder().functionName(functionName).build());
        } catch (ResourceNotFoundException e) {
            // Gone is what it is to be.
            return;
        }
    }

    @Override
    public Result run(Scope scope, String functionName, byte[] event) {
        Outcome outcome = lambda.get().invoke(scope, functionName, event, SYNTHETICS);
        JsonNode document = outcome.failed() ? document(outcome) : JSON.createObjectNode();
        return new Result(
                outcome.failed() ? document.path("errorType").asText(outcome.error()) : null,
                outcome.failed() ? document.path("errorMessage").asText(outcome.error()) : null,
                new String(outcome.logTail(), StandardCharsets.UTF_8),
                outcome.duration());
    }

    private static JsonNode document(Outcome outcome) {
        try {
            return JSON.readTree(outcome.payload());
        } catch (IOException e) {
            return JSON.createObjectNode();
        }
    }

    private <R> R call(Class<R> answer, Scope scope, SdkPojo request) {
        return calls.call(answer, scope, SYNTHETICS, request, new byte[0]);
    }
}
