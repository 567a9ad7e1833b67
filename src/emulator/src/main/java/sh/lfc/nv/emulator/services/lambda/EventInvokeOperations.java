package sh.lfc.nv.emulator.services.lambda;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import sh.lfc.nv.emulator.call.AwsService;
import sh.lfc.nv.emulator.call.Call;
import sh.lfc.nv.emulator.validation.Constraints;
import software.amazon.awssdk.services.lambda.model.DeleteFunctionEventInvokeConfigRequest;
import software.amazon.awssdk.services.lambda.model.DeleteFunctionEventInvokeConfigResponse;
import software.amazon.awssdk.services.lambda.model.DestinationConfig;
import software.amazon.awssdk.services.lambda.model.FunctionEventInvokeConfig;
import software.amazon.awssdk.services.lambda.model.GetFunctionEventInvokeConfigRequest;
import software.amazon.awssdk.services.lambda.model.GetFunctionEventInvokeConfigResponse;
import software.amazon.awssdk.services.lambda.model.ListFunctionEventInvokeConfigsRequest;
import software.amazon.awssdk.services.lambda.model.ListFunctionEventInvokeConfigsResponse;
import software.amazon.awssdk.services.lambda.model.OnFailure;
import software.amazon.awssdk.services.lambda.model.OnSuccess;
import software.amazon.awssdk.services.lambda.model.PutFunctionEventInvokeConfigRequest;
import software.amazon.awssdk.services.lambda.model.PutFunctionEventInvokeConfigResponse;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionEventInvokeConfigRequest;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionEventInvokeConfigResponse;

/** How a function's asynchronous invocations are retried, and where their records go. */
final class EventInvokeOperations implements AwsService {

    static final int DEFAULT_ATTEMPTS = 2;
    static final int DEFAULT_AGE = 21_600;

    private static final Pattern DESTINATION =
            Pattern.compile("^$|arn:(aws[a-zA-Z0-9-]*):(sqs|sns|lambda|events|s3):.*");

    private final Functions functions;
    private final TargetPermissions permissions;
    private final Clock clock;

    EventInvokeOperations(Functions functions, TargetPermissions permissions, Clock clock) {
        this.functions = functions;
        this.permissions = permissions;
        this.clock = clock;
    }

    @Override
    public String sdkPackage() {
        return "lambda";
    }

    public PutFunctionEventInvokeConfigResponse putFunctionEventInvokeConfig(
            PutFunctionEventInvokeConfigRequest request, Call call) {
        FunctionReference reference = reference(call, request.functionName(), request.qualifier());
        FunctionEventInvokeConfig config = made(
                reference,
                request.maximumRetryAttempts(),
                request.maximumEventAgeInSeconds(),
                request.destinationConfig());
        permissions.requireDestinations(
                functions.version(reference).configuration().role(), config.destinationConfig());
        functions.get(reference).eventInvokeConfigs().put(key(reference), config);
        return Configurations.copy(config, PutFunctionEventInvokeConfigResponse.builder())
                .build();
    }

    public UpdateFunctionEventInvokeConfigResponse updateFunctionEventInvokeConfig(
            UpdateFunctionEventInvokeConfigRequest request, Call call) {
        FunctionReference reference = reference(call, request.functionName(), request.qualifier());
        FunctionEventInvokeConfig now = config(reference);
        FunctionEventInvokeConfig config = made(
                reference,
                request.maximumRetryAttempts() == null ? now.maximumRetryAttempts() : request.maximumRetryAttempts(),
                request.maximumEventAgeInSeconds() == null
                        ? now.maximumEventAgeInSeconds()
                        : request.maximumEventAgeInSeconds(),
                request.destinationConfig() == null ? now.destinationConfig() : request.destinationConfig());
        permissions.requireDestinations(
                functions.version(reference).configuration().role(), config.destinationConfig());
        functions.get(reference).eventInvokeConfigs().put(key(reference), config);
        return Configurations.copy(config, UpdateFunctionEventInvokeConfigResponse.builder())
                .build();
    }

    public GetFunctionEventInvokeConfigResponse getFunctionEventInvokeConfig(
            GetFunctionEventInvokeConfigRequest request, Call call) {
        FunctionReference reference = reference(call, request.functionName(), request.qualifier());
        return Configurations.copy(config(reference), GetFunctionEventInvokeConfigResponse.builder())
                .build();
    }

    public ListFunctionEventInvokeConfigsResponse listFunctionEventInvokeConfigs(
            ListFunctionEventInvokeConfigsRequest request, Call call) {
        List<FunctionEventInvokeConfig> all = new ArrayList<>(
                functions.get(call, request.functionName()).eventInvokeConfigs().values());
        all.sort(Comparator.comparing(FunctionEventInvokeConfig::functionArn));
        Page<FunctionEventInvokeConfig> page =
                Page.of(all, request.marker(), request.maxItems() == null ? 50 : request.maxItems());
        return ListFunctionEventInvokeConfigsResponse.builder()
                .functionEventInvokeConfigs(page.items())
                .nextMarker(page.next())
                .build();
    }

    public DeleteFunctionEventInvokeConfigResponse deleteFunctionEventInvokeConfig(
            DeleteFunctionEventInvokeConfigRequest request, Call call) {
        FunctionReference reference = reference(call, request.functionName(), request.qualifier());
        config(reference);
        functions.get(reference).eventInvokeConfigs().remove(key(reference));
        return DeleteFunctionEventInvokeConfigResponse.builder().build();
    }

    private FunctionReference reference(Call call, String name, String qualifier) {
        FunctionReference reference = FunctionReference.of(call.scope(), name, qualifier);
        functions.requireQualifier(reference);
        return reference;
    }

    static String key(FunctionReference reference) {
        return reference.qualifier() == null ? FunctionReference.LATEST : reference.qualifier();
    }

    private FunctionEventInvokeConfig config(FunctionReference reference) {
        FunctionEventInvokeConfig config =
                functions.get(reference).eventInvokeConfigs().get(key(reference));
        if (config == null) {
            throw ResourceNotFoundException.builder()
                    .type("User")
                    .message("The function " + reference.arn() + ":" + key(reference)
                            + " doesn't have an EventInvokeConfig")
                    .build();
        }
        return config;
    }

    private FunctionEventInvokeConfig made(
            FunctionReference reference, Integer attempts, Integer age, DestinationConfig destinations) {
        if (attempts == null && age == null && destinations == null) {
            throw FunctionRules.invalid("You must specify at least one of error handling or destination setting.");
        }
        String success = destinations == null || destinations.onSuccess() == null
                ? null
                : destinations.onSuccess().destination();
        String failure = destinations == null || destinations.onFailure() == null
                ? null
                : destinations.onFailure().destination();
        Constraints.json()
                .range("maximumRetryAttempts", attempts, 0, 2)
                .range("maximumEventAgeInSeconds", age, 60, DEFAULT_AGE)
                .matches("destinationConfig.onSuccess.destination", success, DESTINATION)
                .matches("destinationConfig.onFailure.destination", failure, DESTINATION)
                .check();
        return FunctionEventInvokeConfig.builder()
                .functionArn(reference.arn() + ":" + key(reference))
                .lastModified(clock.instant())
                .maximumRetryAttempts(attempts)
                .maximumEventAgeInSeconds(age)
                .destinationConfig(DestinationConfig.builder()
                        .onSuccess(OnSuccess.builder().destination(success).build())
                        .onFailure(OnFailure.builder().destination(failure).build())
                        .build())
                .build();
    }
}
