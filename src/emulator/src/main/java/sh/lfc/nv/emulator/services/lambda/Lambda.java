package sh.lfc.nv.emulator.services.lambda;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import sh.lfc.nv.emulator.call.AwsService;
import sh.lfc.nv.emulator.call.Platform;
import sh.lfc.nv.emulator.call.Principal;
import sh.lfc.nv.emulator.call.Scope;
import sh.lfc.nv.emulator.runtimes.lambda.Invocation;
import sh.lfc.nv.emulator.runtimes.lambda.LambdaRuntime;
import sh.lfc.nv.emulator.runtimes.lambda.Outcome;

/**
 * AWS Lambda: its operations, and how other services of AWS invoke functions. Safe for use by many threads.
 *
 * <p>That a service may invoke a function on behalf of a customer's resource, such as S3 for a bucket's notifications,
 * only the function's own {@link #policy} can allow; whoever calls has asked.
 */
public final class Lambda {

    private final Functions functions = new Functions();
    private final LambdaRuntime runtime;
    private final FunctionInvoker invoker;
    private final InvocationGate gate;
    private final AsyncInvocations queue;
    private final List<AwsService> services;

    /** What Lambda needs of the services around it. */
    public record Surroundings(
            ExecutionRoles roles,
            FunctionNetworks networks,
            CodeObjects objects,
            EventTargets targets,
            FunctionMetrics metrics,
            InvocationGate gate) {}

    /** Takes over the runtime, and ends it with the services. */
    public Lambda(Platform platform, LambdaRuntime runtime, Surroundings surroundings) {
        this.runtime = runtime;
        Publisher publisher = new Publisher(platform.ids());
        CodeSources code =
                new CodeSources(new CodePackages(platform.data().resolve("lambda-code")), surroundings.objects());
        FunctionSettings settings =
                new FunctionSettings(new FunctionRules(surroundings.roles()), surroundings.networks(), platform.ids());
        this.invoker = new FunctionInvoker(platform, functions, runtime, surroundings.metrics());
        TargetPermissions permissions = new TargetPermissions(surroundings.roles());
        this.gate = surroundings.gate();
        this.queue = new AsyncInvocations(
                platform, functions, invoker, permissions, surroundings.targets(), surroundings.metrics(), gate);
        this.services = List.of(
                new LambdaService(platform, functions, settings, code, surroundings.networks(), publisher, runtime),
                new VersionOperations(functions, publisher, platform.ids()),
                new PermissionOperations(functions, platform.ids()),
                new EventInvokeOperations(functions, permissions, platform.clock()),
                new SettingOperations(functions),
                new InvokeOperations(invoker, queue),
                new Ending(queue, runtime));
    }

    /** The operations. */
    public List<AwsService> services() {
        return services;
    }

    /**
     * Runs a function and waits for what comes of it.
     *
     * @param scope the account and region of the caller
     * @param function a name or an ARN, with or without a qualifier
     * @param payload the event, JSON
     * @param sender who sends it
     * @throws software.amazon.awssdk.awscore.exception.AwsServiceException Lambda's, when the function did not get to
     *     see the event, for example because it is throttled
     */
    public Outcome invoke(Scope scope, String function, byte[] payload, Principal sender) {
        FunctionReference reference = FunctionReference.of(scope, function, null);
        gate.admit(reference.qualifiedArn(), sender);
        return invoker.invoke(reference, invocation(reference, payload));
    }

    /**
     * Queues an event for a function, which is retried when the function fails.
     *
     * @param sender who sends it
     * @throws software.amazon.awssdk.awscore.exception.AwsServiceException Lambda's, when there is no such function
     */
    public void invokeAsync(Scope scope, String function, byte[] payload, Principal sender) {
        FunctionReference reference = FunctionReference.of(scope, function, null);
        invoker.require(reference);
        queue.queue(reference, invocation(reference, payload), sender);
    }

    private Invocation invocation(FunctionReference reference, byte[] payload) {
        return new Invocation(invoker.newRequestId(), payload, reference.qualifiedArn(), null, null);
    }

    /**
     * The policy of a function, in JSON; empty where there is no such function or it has none.
     *
     * @param functionArn with the version or alias whose policy is meant, or without for the function's own
     */
    public Optional<String> policy(String functionArn) {
        String[] parts = functionArn.split(":");
        return find(functionArn)
                .map(function -> function.policies().get(parts.length > 7 ? parts[7] : ""))
                .map(ResourcePolicy::json);
    }

    /** The tags of a function; none where there is no such function. */
    public Map<String, String> tags(String functionArn) {
        return find(functionArn).map(LambdaFunction::tags).orElse(Map.of());
    }

    /** The tags of all functions of an account and region, by ARN. */
    public Map<String, Map<String, String>> tagged(Scope scope) {
        return functions.all(scope).stream()
                .collect(Collectors.toMap(
                        function -> scope.arn("lambda", "function:" + function.name()), LambdaFunction::tags));
    }

    private Optional<LambdaFunction> find(String arn) {
        String[] parts = arn.split(":");
        return parts.length > 6 && parts[5].equals("function")
                ? functions.find(new FunctionReference(Scope.ofArn(arn), parts[6], null))
                : Optional.empty();
    }

    /** The names of the functions that there are. */
    public List<String> names(Scope scope) {
        return functions.all(scope).stream().map(LambdaFunction::name).sorted().toList();
    }

    /** Ends the environments of a function that do nothing now, so that its next invocations start new ones. */
    public void endIdle(Scope scope, String functionName) {
        runtime.endIdle(FunctionReference.of(scope, functionName, null).arn());
    }

    /** Whether there is a function of this name. */
    public boolean has(Scope scope, String functionName) {
        return functions.find(FunctionReference.of(scope, functionName, null)).isPresent();
    }

    /** The requests that a function works on at this moment. */
    public List<String> requests(Scope scope, String functionName) {
        return runtime.requests(FunctionReference.of(scope, functionName, null).qualifiedArn());
    }

    /** For how many functions an archive of their classes is yet to come; later cold starts of theirs are faster. */
    public int archivesToCome() {
        return runtime.archivesToCome();
    }

    /** Ends what Lambda has started; has no operations. */
    private record Ending(AsyncInvocations queue, LambdaRuntime runtime) implements AwsService {

        @Override
        public String sdkPackage() {
            return "lambda";
        }

        @Override
        public void close() {
            queue.close();
            runtime.close();
        }
    }
}
