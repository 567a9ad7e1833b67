package sh.lfc.nv.emulator.services.lambda;

import java.util.List;
import java.util.regex.Pattern;
import sh.lfc.nv.emulator.call.AwsService;
import sh.lfc.nv.emulator.call.Call;
import sh.lfc.nv.emulator.call.Ids;
import sh.lfc.nv.emulator.validation.Constraints;
import software.amazon.awssdk.services.lambda.model.AliasConfiguration;
import software.amazon.awssdk.services.lambda.model.AliasRoutingConfiguration;
import software.amazon.awssdk.services.lambda.model.CreateAliasRequest;
import software.amazon.awssdk.services.lambda.model.CreateAliasResponse;
import software.amazon.awssdk.services.lambda.model.DeleteAliasRequest;
import software.amazon.awssdk.services.lambda.model.DeleteAliasResponse;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.GetAliasRequest;
import software.amazon.awssdk.services.lambda.model.GetAliasResponse;
import software.amazon.awssdk.services.lambda.model.ListAliasesRequest;
import software.amazon.awssdk.services.lambda.model.ListAliasesResponse;
import software.amazon.awssdk.services.lambda.model.ListVersionsByFunctionRequest;
import software.amazon.awssdk.services.lambda.model.ListVersionsByFunctionResponse;
import software.amazon.awssdk.services.lambda.model.PublishVersionRequest;
import software.amazon.awssdk.services.lambda.model.PublishVersionResponse;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;
import software.amazon.awssdk.services.lambda.model.UpdateAliasRequest;
import software.amazon.awssdk.services.lambda.model.UpdateAliasResponse;

/** Versions and aliases of functions. */
final class VersionOperations implements AwsService {

    private static final Pattern ALIAS = Pattern.compile("(?!^[0-9]+$)([a-zA-Z0-9-_]+)");

    private final Functions functions;
    private final Publisher publisher;
    private final Ids ids;

    VersionOperations(Functions functions, Publisher publisher, Ids ids) {
        this.functions = functions;
        this.publisher = publisher;
        this.ids = ids;
    }

    @Override
    public String sdkPackage() {
        return "lambda";
    }

    public PublishVersionResponse publishVersion(PublishVersionRequest request, Call call) {
        LambdaFunction function = functions.get(call, request.functionName());
        synchronized (function) {
            LambdaService.requireSettled(function);
            LambdaService.requireRevision(function, request.revisionId());
            String sha256 = function.latest().configuration().codeSha256();
            if (request.codeSha256() != null
                    && !request.codeSha256().isEmpty()
                    && !request.codeSha256().equals(sha256)) {
                throw FunctionRules.invalid("CodeSHA256 (" + request.codeSha256()
                        + ") is different from current CodeSHA256 in $LATEST (" + sha256
                        + "). Please try again with the CodeSHA256 in $LATEST.");
            }
            return Configurations.copy(
                            publisher.publish(function, request.description()).configuration(),
                            PublishVersionResponse.builder())
                    .build();
        }
    }

    public ListVersionsByFunctionResponse listVersionsByFunction(ListVersionsByFunctionRequest request, Call call) {
        LambdaFunction function = functions.get(call, request.functionName());
        List<FunctionConfiguration> versions =
                Publisher.versions(function).stream().map(LambdaService::listed).toList();
        Page<FunctionConfiguration> page =
                Page.of(versions, request.marker(), request.maxItems() == null ? 50 : request.maxItems());
        return ListVersionsByFunctionResponse.builder()
                .versions(page.items())
                .nextMarker(page.next())
                .build();
    }

    public CreateAliasResponse createAlias(CreateAliasRequest request, Call call) {
        LambdaFunction function = functions.get(call, request.functionName());
        Constraints.json()
                .required("name", request.name())
                .length("name", request.name(), 1, 128)
                .matches("name", request.name(), ALIAS)
                .required("functionVersion", request.functionVersion())
                .check();
        requireVersion(function, request.functionVersion());
        AliasConfiguration alias = AliasConfiguration.builder()
                .aliasArn(function.arn() + ":" + request.name())
                .name(request.name())
                .functionVersion(request.functionVersion())
                .description(request.description() == null ? "" : request.description())
                .routingConfig(routing(function, request.routingConfig()))
                .revisionId(ids.uuid())
                .build();
        if (function.aliases().putIfAbsent(alias.name(), alias) != null) {
            throw LambdaService.conflict("Alias already exists: " + alias.aliasArn());
        }
        return Configurations.copy(alias, CreateAliasResponse.builder()).build();
    }

    public GetAliasResponse getAlias(GetAliasRequest request, Call call) {
        LambdaFunction function = functions.get(call, request.functionName());
        return Configurations.copy(alias(function, request.name()), GetAliasResponse.builder())
                .build();
    }

    public ListAliasesResponse listAliases(ListAliasesRequest request, Call call) {
        LambdaFunction function = functions.get(call, request.functionName());
        List<AliasConfiguration> aliases = function.aliases().values().stream()
                .filter(alias -> request.functionVersion() == null
                        || alias.functionVersion().equals(request.functionVersion()))
                .toList();
        Page<AliasConfiguration> page =
                Page.of(aliases, request.marker(), request.maxItems() == null ? 50 : request.maxItems());
        return ListAliasesResponse.builder()
                .aliases(page.items())
                .nextMarker(page.next())
                .build();
    }

    public UpdateAliasResponse updateAlias(UpdateAliasRequest request, Call call) {
        LambdaFunction function = functions.get(call, request.functionName());
        synchronized (function) {
            AliasConfiguration now = alias(function, request.name());
            if (request.revisionId() != null && !request.revisionId().equals(now.revisionId())) {
                throw LambdaService.staleRevision();
            }
            AliasConfiguration.Builder next = now.toBuilder().revisionId(ids.uuid());
            if (request.functionVersion() != null) {
                requireVersion(function, request.functionVersion());
                next.functionVersion(request.functionVersion());
            }
            if (request.description() != null) {
                next.description(request.description());
            }
            if (request.routingConfig() != null) {
                next.routingConfig(routing(function, request.routingConfig()));
            }
            function.aliases().put(now.name(), next.build());
            return Configurations.copy(next.build(), UpdateAliasResponse.builder())
                    .build();
        }
    }

    public DeleteAliasResponse deleteAlias(DeleteAliasRequest request, Call call) {
        LambdaFunction function = functions.get(call, request.functionName());
        function.aliases().remove(request.name());
        function.policies().remove(request.name());
        function.eventInvokeConfigs().remove(request.name());
        return DeleteAliasResponse.builder().build();
    }

    private static AliasConfiguration alias(LambdaFunction function, String name) {
        AliasConfiguration alias = function.aliases().get(name);
        if (alias == null) {
            throw ResourceNotFoundException.builder()
                    .type("User")
                    .message("Cannot find alias arn: " + function.arn() + ":" + name)
                    .build();
        }
        return alias;
    }

    private static void requireVersion(LambdaFunction function, String number) {
        if (function.version(number).isEmpty()) {
            throw Functions.notFound(function.arn() + ":" + number);
        }
    }

    private static AliasRoutingConfiguration routing(LambdaFunction function, AliasRoutingConfiguration asked) {
        if (asked == null || asked.additionalVersionWeights().isEmpty()) {
            return null;
        }
        asked.additionalVersionWeights().keySet().forEach(number -> requireVersion(function, number));
        return asked;
    }
}
