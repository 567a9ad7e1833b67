package sh.lfc.nv.emulator.services.lambda;

import java.util.Map;
import java.util.TreeMap;
import sh.lfc.nv.emulator.call.AwsService;
import sh.lfc.nv.emulator.call.Call;
import sh.lfc.nv.emulator.validation.Constraints;
import software.amazon.awssdk.services.lambda.model.AccountLimit;
import software.amazon.awssdk.services.lambda.model.AccountUsage;
import software.amazon.awssdk.services.lambda.model.DeleteFunctionCodeSigningConfigRequest;
import software.amazon.awssdk.services.lambda.model.DeleteFunctionCodeSigningConfigResponse;
import software.amazon.awssdk.services.lambda.model.DeleteFunctionConcurrencyRequest;
import software.amazon.awssdk.services.lambda.model.DeleteFunctionConcurrencyResponse;
import software.amazon.awssdk.services.lambda.model.GetAccountSettingsRequest;
import software.amazon.awssdk.services.lambda.model.GetAccountSettingsResponse;
import software.amazon.awssdk.services.lambda.model.GetFunctionCodeSigningConfigRequest;
import software.amazon.awssdk.services.lambda.model.GetFunctionCodeSigningConfigResponse;
import software.amazon.awssdk.services.lambda.model.GetFunctionConcurrencyRequest;
import software.amazon.awssdk.services.lambda.model.GetFunctionConcurrencyResponse;
import software.amazon.awssdk.services.lambda.model.GetFunctionRecursionConfigRequest;
import software.amazon.awssdk.services.lambda.model.GetFunctionRecursionConfigResponse;
import software.amazon.awssdk.services.lambda.model.GetRuntimeManagementConfigRequest;
import software.amazon.awssdk.services.lambda.model.GetRuntimeManagementConfigResponse;
import software.amazon.awssdk.services.lambda.model.ListTagsRequest;
import software.amazon.awssdk.services.lambda.model.ListTagsResponse;
import software.amazon.awssdk.services.lambda.model.PutFunctionConcurrencyRequest;
import software.amazon.awssdk.services.lambda.model.PutFunctionConcurrencyResponse;
import software.amazon.awssdk.services.lambda.model.PutFunctionRecursionConfigRequest;
import software.amazon.awssdk.services.lambda.model.PutFunctionRecursionConfigResponse;
import software.amazon.awssdk.services.lambda.model.TagResourceRequest;
import software.amazon.awssdk.services.lambda.model.TagResourceResponse;
import software.amazon.awssdk.services.lambda.model.UntagResourceRequest;
import software.amazon.awssdk.services.lambda.model.UntagResourceResponse;

/** Concurrency, tags and what else is set for a function or an account, beside a version's configuration. */
final class SettingOperations implements AwsService {

    /** "Concurrent executions: 1,000", the default quota. */
    static final int ACCOUNT_CONCURRENCY = 1000;

    private static final int LEAST_UNRESERVED = 100;
    private static final long CODE_STORAGE = 80_530_636_800L;
    private static final long MAX_ZIPPED = 52_428_800;
    private static final int MAX_TAGS = 50;

    private final Functions functions;

    SettingOperations(Functions functions) {
        this.functions = functions;
    }

    @Override
    public String sdkPackage() {
        return "lambda";
    }

    // Concurrency

    public PutFunctionConcurrencyResponse putFunctionConcurrency(PutFunctionConcurrencyRequest request, Call call) {
        LambdaFunction function = functions.get(call, request.functionName());
        Constraints.json()
                .required("reservedConcurrentExecutions", request.reservedConcurrentExecutions())
                .range("reservedConcurrentExecutions", request.reservedConcurrentExecutions(), 0, Integer.MAX_VALUE)
                .check();
        int others = reserved(call) - (function.reservedConcurrency() == null ? 0 : function.reservedConcurrency());
        if (ACCOUNT_CONCURRENCY - others - request.reservedConcurrentExecutions() < LEAST_UNRESERVED) {
            throw FunctionRules.invalid("Specified ReservedConcurrentExecutions for function decreases account's"
                    + " UnreservedConcurrentExecution below its minimum value of [" + LEAST_UNRESERVED + "].");
        }
        function.reservedConcurrency(request.reservedConcurrentExecutions());
        return PutFunctionConcurrencyResponse.builder()
                .reservedConcurrentExecutions(request.reservedConcurrentExecutions())
                .build();
    }

    public GetFunctionConcurrencyResponse getFunctionConcurrency(GetFunctionConcurrencyRequest request, Call call) {
        return GetFunctionConcurrencyResponse.builder()
                .reservedConcurrentExecutions(
                        functions.get(call, request.functionName()).reservedConcurrency())
                .build();
    }

    public DeleteFunctionConcurrencyResponse deleteFunctionConcurrency(
            DeleteFunctionConcurrencyRequest request, Call call) {
        functions.get(call, request.functionName()).reservedConcurrency(null);
        return DeleteFunctionConcurrencyResponse.builder().build();
    }

    private int reserved(Call call) {
        return functions.all(call.scope()).stream()
                .map(LambdaFunction::reservedConcurrency)
                .filter(value -> value != null)
                .mapToInt(Integer::intValue)
                .sum();
    }

    // Tags

    public ListTagsResponse listTags(ListTagsRequest request, Call call) {
        return ListTagsResponse.builder()
                .tags(new TreeMap<>(tagged(request.resource(), call).tags()))
                .build();
    }

    public TagResourceResponse tagResource(TagResourceRequest request, Call call) {
        Map<String, String> tags = tagged(request.resource(), call).tags();
        Map<String, String> all = new TreeMap<>(tags);
        all.putAll(request.tags());
        if (all.size() > MAX_TAGS) {
            throw FunctionRules.invalid("The number of tags on a resource must not exceed " + MAX_TAGS + ".");
        }
        tags.putAll(request.tags());
        return TagResourceResponse.builder().build();
    }

    public UntagResourceResponse untagResource(UntagResourceRequest request, Call call) {
        tagged(request.resource(), call).tags().keySet().removeAll(request.tagKeys());
        return UntagResourceResponse.builder().build();
    }

    private LambdaFunction tagged(String arn, Call call) {
        FunctionReference reference = FunctionReference.of(call.scope(), arn, null);
        if (reference.qualifier() != null) {
            throw FunctionRules.invalid(
                    "Tags on function aliases and versions are not supported. Please specify a function ARN.");
        }
        return functions.get(reference);
    }

    // Recursion, runtime management, code signing

    public GetFunctionRecursionConfigResponse getFunctionRecursionConfig(
            GetFunctionRecursionConfigRequest request, Call call) {
        return GetFunctionRecursionConfigResponse.builder()
                .recursiveLoop(functions.get(call, request.functionName()).recursiveLoop())
                .build();
    }

    public PutFunctionRecursionConfigResponse putFunctionRecursionConfig(
            PutFunctionRecursionConfigRequest request, Call call) {
        LambdaFunction function = functions.get(call, request.functionName());
        Constraints.json().required("recursiveLoop", request.recursiveLoop()).check();
        function.recursiveLoop(request.recursiveLoopAsString());
        return PutFunctionRecursionConfigResponse.builder()
                .recursiveLoop(request.recursiveLoop())
                .build();
    }

    public GetRuntimeManagementConfigResponse getRuntimeManagementConfig(
            GetRuntimeManagementConfigRequest request, Call call) {
        FunctionReference reference = FunctionReference.of(call.scope(), request.functionName(), request.qualifier());
        functions.requireQualifier(reference);
        return GetRuntimeManagementConfigResponse.builder()
                .updateRuntimeOn("Auto")
                .functionArn(reference.qualifiedArn())
                .build();
    }

    public GetFunctionCodeSigningConfigResponse getFunctionCodeSigningConfig(
            GetFunctionCodeSigningConfigRequest request, Call call) {
        return GetFunctionCodeSigningConfigResponse.builder()
                .functionName(functions.get(call, request.functionName()).name())
                .build();
    }

    public DeleteFunctionCodeSigningConfigResponse deleteFunctionCodeSigningConfig(
            DeleteFunctionCodeSigningConfigRequest request, Call call) {
        functions.get(call, request.functionName());
        return DeleteFunctionCodeSigningConfigResponse.builder().build();
    }

    // The account

    public GetAccountSettingsResponse getAccountSettings(GetAccountSettingsRequest request, Call call) {
        long size = functions.all(call.scope()).stream()
                .flatMap(function -> Publisher.versions(function).stream())
                .mapToLong(version -> version.codeSize())
                .sum();
        return GetAccountSettingsResponse.builder()
                .accountLimit(AccountLimit.builder()
                        .totalCodeSize(CODE_STORAGE)
                        .codeSizeUnzipped(CodePackages.MAX_UNZIPPED)
                        .codeSizeZipped(MAX_ZIPPED)
                        .concurrentExecutions(ACCOUNT_CONCURRENCY)
                        .unreservedConcurrentExecutions(ACCOUNT_CONCURRENCY - reserved(call))
                        .build())
                .accountUsage(AccountUsage.builder()
                        .totalCodeSize(size)
                        .functionCount((long) functions.all(call.scope()).size())
                        .build())
                .build();
    }
}
