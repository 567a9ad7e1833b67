package sh.lfc.nv.emulator.services.lambda;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import sh.lfc.nv.emulator.call.AwsService;
import sh.lfc.nv.emulator.call.Call;
import sh.lfc.nv.emulator.call.Platform;
import sh.lfc.nv.emulator.realism.Delay;
import sh.lfc.nv.emulator.runtimes.lambda.LambdaRuntime;
import sh.lfc.nv.emulator.validation.Constraints;
import software.amazon.awssdk.services.lambda.model.Architecture;
import software.amazon.awssdk.services.lambda.model.Concurrency;
import software.amazon.awssdk.services.lambda.model.CreateFunctionRequest;
import software.amazon.awssdk.services.lambda.model.CreateFunctionResponse;
import software.amazon.awssdk.services.lambda.model.DeleteFunctionRequest;
import software.amazon.awssdk.services.lambda.model.DeleteFunctionResponse;
import software.amazon.awssdk.services.lambda.model.FunctionCodeLocation;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.GetFunctionConfigurationRequest;
import software.amazon.awssdk.services.lambda.model.GetFunctionConfigurationResponse;
import software.amazon.awssdk.services.lambda.model.GetFunctionRequest;
import software.amazon.awssdk.services.lambda.model.GetFunctionResponse;
import software.amazon.awssdk.services.lambda.model.LastUpdateStatus;
import software.amazon.awssdk.services.lambda.model.ListFunctionsRequest;
import software.amazon.awssdk.services.lambda.model.ListFunctionsResponse;
import software.amazon.awssdk.services.lambda.model.PackageType;
import software.amazon.awssdk.services.lambda.model.PreconditionFailedException;
import software.amazon.awssdk.services.lambda.model.ResourceConflictException;
import software.amazon.awssdk.services.lambda.model.State;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionCodeRequest;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionCodeResponse;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionConfigurationRequest;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionConfigurationResponse;
import software.amazon.awssdk.services.lambda.model.VpcConfigResponse;

/** Functions, after the "AWS Lambda API Reference". */
final class LambdaService implements AwsService {

    private final Platform platform;
    private final Functions functions;
    private final FunctionSettings settings;
    private final CodeSources code;
    private final FunctionNetworks networks;
    private final Publisher publisher;
    private final LambdaRuntime runtime;

    LambdaService(
            Platform platform,
            Functions functions,
            FunctionSettings settings,
            CodeSources code,
            FunctionNetworks networks,
            Publisher publisher,
            LambdaRuntime runtime) {
        this.platform = platform;
        this.functions = functions;
        this.settings = settings;
        this.code = code;
        this.networks = networks;
        this.publisher = publisher;
        this.runtime = runtime;
    }

    @Override
    public String sdkPackage() {
        return "lambda";
    }

    public CreateFunctionResponse createFunction(CreateFunctionRequest request, Call call) {
        FunctionReference reference = FunctionReference.of(call.scope(), request.functionName(), null);
        Constraints.json()
                .length("functionName", reference.name(), 1, 64)
                .required("role", request.role())
                .required("code", request.code())
                .check();
        if (request.packageType() == PackageType.IMAGE) {
            throw FunctionRules.invalid("Container images are not supported by this emulator.");
        }
        FunctionConfiguration configuration = settings.initial(request, reference, call.time());
        CodePackage archive = code.of(call.scope(), request.code());
        LambdaFunction function = new LambdaFunction(reference.scope(), reference.name());
        function.tags().putAll(request.tags());
        FunctionVersion created = new FunctionVersion(
                configuration.toBuilder()
                        .codeSha256(archive.sha256())
                        .codeSize(archive.size())
                        .build(),
                archive,
                function.nextGeneration());
        function.latest(created);
        functions.add(function);
        FunctionConfiguration shown = created.configuration();
        if (Boolean.TRUE.equals(request.publish())) {
            shown = publisher.publish(function, null).configuration();
        }
        settle(inVpc(created) ? Delay.FUNCTION_CREATION_IN_VPC : Delay.FUNCTION_CREATION, function, created);
        return Configurations.copy(shown, CreateFunctionResponse.builder()).build();
    }

    public GetFunctionResponse getFunction(GetFunctionRequest request, Call call) {
        FunctionReference reference = FunctionReference.of(call.scope(), request.functionName(), request.qualifier());
        LambdaFunction function = functions.get(reference);
        FunctionVersion version = functions.version(reference);
        GetFunctionResponse.Builder response = GetFunctionResponse.builder()
                .configuration(qualified(version.configuration(), reference))
                .code(FunctionCodeLocation.builder()
                        .repositoryType("S3")
                        .location("https://awslambda-" + reference.scope().region() + "-tasks.s3."
                                + reference.scope().region() + ".amazonaws.com/snapshots/"
                                + reference.scope().account() + "/" + function.name() + "-"
                                + version.configuration().revisionId())
                        .build());
        if (!function.tags().isEmpty()) {
            response.tags(Map.copyOf(function.tags()));
        }
        if (function.reservedConcurrency() != null && reference.qualifier() == null) {
            response.concurrency(Concurrency.builder()
                    .reservedConcurrentExecutions(function.reservedConcurrency())
                    .build());
        }
        return response.build();
    }

    public GetFunctionConfigurationResponse getFunctionConfiguration(
            GetFunctionConfigurationRequest request, Call call) {
        FunctionReference reference = FunctionReference.of(call.scope(), request.functionName(), request.qualifier());
        FunctionConfiguration configuration = functions.version(reference).configuration();
        return Configurations.copy(qualified(configuration, reference), GetFunctionConfigurationResponse.builder())
                .build();
    }

    public ListFunctionsResponse listFunctions(ListFunctionsRequest request, Call call) {
        Constraints.json().range("maxItems", request.maxItems(), 1, 10_000).check();
        int size = request.maxItems() == null ? 50 : request.maxItems();
        Page<FunctionConfiguration> page = "ALL".equals(request.functionVersionAsString())
                ? Page.of(versions(functions.all(call.scope())), request.marker(), size)
                : latest(functions.page(call.scope(), request.marker(), size));
        return ListFunctionsResponse.builder()
                .functions(page.items())
                .nextMarker(page.next())
                .build();
    }

    /** Lists leave out what tells the state. */
    private static Page<FunctionConfiguration> latest(Page<LambdaFunction> page) {
        return new Page<>(
                page.items().stream()
                        .map(function -> listed(function.latest().configuration()))
                        .toList(),
                page.next());
    }

    private static List<FunctionConfiguration> versions(Collection<LambdaFunction> all) {
        return all.stream()
                .flatMap(function -> publisherVersions(function).stream())
                .sorted(Comparator.comparing(FunctionConfiguration::functionArn))
                .toList();
    }

    private static List<FunctionConfiguration> publisherVersions(LambdaFunction function) {
        return Publisher.versions(function).stream().map(LambdaService::listed).toList();
    }

    static FunctionConfiguration listed(FunctionConfiguration configuration) {
        return configuration.toBuilder()
                .state((State) null)
                .stateReason(null)
                .stateReasonCode((String) null)
                .lastUpdateStatus((LastUpdateStatus) null)
                .lastUpdateStatusReason(null)
                .lastUpdateStatusReasonCode((String) null)
                .runtimeVersionConfig((software.amazon.awssdk.services.lambda.model.RuntimeVersionConfig) null)
                .build();
    }

    /** With a qualifier, AWS answers the ARN with it. */
    private static FunctionConfiguration qualified(FunctionConfiguration configuration, FunctionReference reference) {
        return reference.qualifier() == null
                ? configuration
                : configuration.toBuilder()
                        .functionArn(reference.qualifiedArn())
                        .build();
    }

    public UpdateFunctionCodeResponse updateFunctionCode(UpdateFunctionCodeRequest request, Call call) {
        LambdaFunction function = functions.get(call, request.functionName());
        CodePackage archive = code.of(call.scope(), request);
        FunctionVersion updated;
        FunctionConfiguration shown;
        synchronized (function) {
            requireSettled(function);
            requireRevision(function, request.revisionId());
            FunctionConfiguration.Builder next =
                    changed(function, call).codeSha256(archive.sha256()).codeSize(archive.size());
            if (!request.architecturesAsStrings().isEmpty()) {
                next.architectures(request.architectures().toArray(Architecture[]::new));
            }
            updated = new FunctionVersion(next.build(), archive, function.nextGeneration());
            shown = updated.configuration();
            if (Boolean.TRUE.equals(request.dryRun())) {
                return Configurations.copy(shown, UpdateFunctionCodeResponse.builder())
                        .build();
            }
            function.latest(updated);
            if (Boolean.TRUE.equals(request.publish())) {
                shown = publisher.publish(function, null).configuration();
            }
        }
        settle(Delay.FUNCTION_UPDATE, function, updated);
        return Configurations.copy(shown, UpdateFunctionCodeResponse.builder()).build();
    }

    public UpdateFunctionConfigurationResponse updateFunctionConfiguration(
            UpdateFunctionConfigurationRequest request, Call call) {
        LambdaFunction function = functions.get(call, request.functionName());
        FunctionVersion updated;
        boolean moved;
        synchronized (function) {
            requireSettled(function);
            requireRevision(function, request.revisionId());
            FunctionConfiguration next = settings.merged(changed(function, call).build(), request, function.scope());
            updated = new FunctionVersion(next, function.latest().code(), function.nextGeneration());
            moved = inVpc(updated) && request.vpcConfig() != null;
            function.latest(updated);
        }
        settle(moved ? Delay.FUNCTION_MOVE_IN_VPC : Delay.FUNCTION_UPDATE, function, updated);
        return Configurations.copy(updated.configuration(), UpdateFunctionConfigurationResponse.builder())
                .build();
    }

    private FunctionConfiguration.Builder changed(LambdaFunction function, Call call) {
        return function.latest().configuration().toBuilder()
                .lastModified(FunctionSettings.time(call.time()))
                .revisionId(platform.ids().uuid())
                .lastUpdateStatus(LastUpdateStatus.IN_PROGRESS)
                .lastUpdateStatusReason("The function is being created.")
                .lastUpdateStatusReasonCode("Creating");
    }

    /** Does what a creation or an update leaves to do after its answer. */
    private void settle(Delay delay, LambdaFunction function, FunctionVersion version) {
        platform.after(delay, () -> {
            code.unpack(version.code());
            runtime.prepare();
            synchronized (function) {
                if (!function.deleted()) {
                    place(function, version.configuration().vpcConfig());
                    function.run(version.with(settled(version.configuration())));
                    publisher.settle(function);
                }
            }
        });
    }

    private static boolean inVpc(FunctionVersion version) {
        return version.configuration().vpcConfig() != null;
    }

    private void place(LambdaFunction function, VpcConfigResponse vpc) {
        if (vpc == null) {
            networks.release(function.scope(), function.name());
        } else {
            networks.place(function.scope(), function.name(), vpc.subnetIds(), vpc.securityGroupIds());
        }
    }

    /** The configuration once nothing is left to do for it. */
    static FunctionConfiguration settled(FunctionConfiguration configuration) {
        return configuration.toBuilder()
                .state(State.ACTIVE)
                .stateReason(null)
                .stateReasonCode((String) null)
                .lastUpdateStatus(LastUpdateStatus.SUCCESSFUL)
                .lastUpdateStatusReason(null)
                .lastUpdateStatusReasonCode((String) null)
                .build();
    }

    static void requireSettled(LambdaFunction function) {
        FunctionConfiguration now = function.latest().configuration();
        if (now.state() == State.PENDING) {
            throw conflict("The operation cannot be performed at this time. The function is currently in the following"
                    + " state: Pending");
        }
        if (now.lastUpdateStatus() == LastUpdateStatus.IN_PROGRESS) {
            throw conflict("The operation cannot be performed at this time. An update is in progress for resource: "
                    + function.arn());
        }
    }

    static ResourceConflictException conflict(String message) {
        return ResourceConflictException.builder().type("User").message(message).build();
    }

    static void requireRevision(LambdaFunction function, String revisionId) {
        if (revisionId != null
                && !revisionId.equals(function.latest().configuration().revisionId())) {
            throw staleRevision();
        }
    }

    static PreconditionFailedException staleRevision() {
        return PreconditionFailedException.builder()
                .type("User")
                .message("The Revision Id provided does not match the latest Revision Id. Call the GetFunction/GetAlias"
                        + " API to retrieve the latest Revision Id")
                .build();
    }

    public DeleteFunctionResponse deleteFunction(DeleteFunctionRequest request, Call call) {
        FunctionReference reference = FunctionReference.of(call.scope(), request.functionName(), request.qualifier());
        LambdaFunction function = functions.get(reference);
        if (reference.qualifier() == null) {
            functions.remove(function);
            synchronized (function) {
                function.delete();
                networks.release(function.scope(), function.name());
            }
            runtime.drop(function.arn());
        } else {
            publisher.delete(function, reference);
            runtime.drop(reference.qualifiedArn());
        }
        return DeleteFunctionResponse.builder().build();
    }
}
