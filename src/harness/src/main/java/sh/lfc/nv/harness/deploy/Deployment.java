package sh.lfc.nv.harness.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import sh.lfc.nv.canary.aws.AwsAccess;
import sh.lfc.nv.harness.HarnessException;
import sh.lfc.nv.harness.checkout.Checkout;
import sh.lfc.nv.harness.stacks.Stack;
import sh.lfc.nv.harness.stacks.StackGraph;
import sh.lfc.nv.harness.stacks.StackRunner;
import sh.lfc.nv.harness.target.Target;
import sh.lfc.nv.terraform.Changes;
import sh.lfc.nv.terraform.Event;
import sh.lfc.nv.terraform.Outputs;
import sh.lfc.nv.terraform.Plan;
import sh.lfc.nv.terraform.RetryableErrors;
import sh.lfc.nv.terraform.Terraform;
import sh.lfc.nv.terraform.TerraformException;
import sh.lfc.nv.terraform.Variables;
import sh.lfc.nv.terraform.install.ProviderAddress;
import sh.lfc.nv.terraform.install.TerraformInstallation;
import sh.lfc.nv.terraform.process.Environment;
import sh.lfc.nv.terraform.process.Processes;

/**
 * The stacks of a checkout on a target.
 *
 * <p>The stacks are applied as they are, from their own folders. Not for use by several threads at a time.
 */
public final class Deployment {
    /** What Terraform and AWS's tools would take from the user's own environment, and must not. */
    private static final List<String> FOREIGN = List.of("AWS_", "TF_");

    /** The stack whose service clients use, and which knows where it answers. */
    public static final String SERVICE_STACK = "frontend";

    private static final int LEAST_AT_A_TIME = 2;
    private static final int MOST_AT_A_TIME = 4;
    private static final long MEMORY_EACH = 750_000_000;

    private final Checkout checkout;
    private final Target target;
    private final TerraformInstallation setup;
    private final Processes processes;
    private final Workspace workspace;
    private final int parallelism;
    private boolean refresh = true;
    private boolean fromNothing;
    private Map<String, String> credentials = Map.of();
    private Function<Stack, Variables> variables = stack -> Variables.NONE;
    private Map<String, String> tags = Map.of();
    private RetryableErrors retryable = RetryableErrors.NETWORK;

    /**
     * Where Terraform keeps what is not part of the configurations.
     *
     * @param data the folder of its data directories; empty for {@code .terraform} in each configuration, where a user
     *     who runs Terraform there finds it
     * @param state the folder of state files that are not kept on the target; empty for where the configurations say
     * @param logs where what Terraform says is kept
     */
    public record Workspace(Optional<Path> data, Optional<Path> state, Path logs) {

        /** Forgets the states that are kept here, of stacks that are gone. */
        public void forgetStates() {
            state.ifPresent(Workspace::clear);
        }

        private static void clear(Path folder) {
            try (var files = Files.list(folder)) {
                for (var file : files.toList()) {
                    Files.delete(file);
                }
            } catch (IOException e) {
                throw new HarnessException("cannot clear %s: %s".formatted(folder, e.getMessage()), e);
            }
        }
    }

    /** @param parallelism how many stacks at a time, each of them a Terraform and a provider of about 0.7 GB */
    public Deployment(
            Checkout checkout,
            Target target,
            TerraformInstallation setup,
            Processes processes,
            Workspace workspace,
            int parallelism) {
        this.checkout = checkout;
        this.target = target;
        this.setup = setup;
        this.processes = processes;
        this.workspace = workspace;
        this.parallelism = parallelism;
    }

    /**
     * The Terraform of this machine, with downloads and providers kept in the checkout.
     *
     * @param program by path or by name; empty to look for one
     */
    public static TerraformInstallation installation(Checkout checkout, Optional<String> program)
            throws InterruptedException {
        return TerraformInstallation.find(program, checkout.kept(), new ProviderAddress("hashicorp", "aws"));
    }

    /**
     * How many stacks at a time are sensible on this machine: most of a stack's time is waiting, so memory decides, of
     * which half is left to everything else.
     */
    public static int parallelismHere() {
        var system = ManagementFactory.getOperatingSystemMXBean();
        var memory = system instanceof com.sun.management.OperatingSystemMXBean known ? known.getTotalMemorySize() : 0;
        return (int) Math.max(LEAST_AT_A_TIME, Math.min(MOST_AT_A_TIME, memory / 2 / MEMORY_EACH));
    }

    /** Trusts the state from now on instead of comparing it with what there is, which takes most of a small change's time. */
    public Deployment trustingState() {
        refresh = false;
        return this;
    }

    /** Says that none of the stacks stands yet, so that what of them may be made early is. */
    public Deployment fromNothing() {
        fromNothing = true;
        return this;
    }

    /** Has Terraform call AWS in somebody else's name from now on, such as a {@link DeployRole}'s. */
    public Deployment as(AwsAccess deployer) {
        credentials = deployer.environment();
        return this;
    }

    /** Gives the stacks values of their variables beside those that lie in their folders. */
    public Deployment with(Function<Stack, Variables> variables) {
        this.variables = variables;
        return this;
    }

    /** Tags everything that can be tagged, beside the stacks' own tags, which come before these. */
    public Deployment tagged(Map<String, String> tags) {
        this.tags = tags;
        return this;
    }

    /** Tries again after such failures. */
    public Deployment retrying(RetryableErrors errors) {
        this.retryable = errors;
        return this;
    }

    /** Applies one stack, whatever it depends on. */
    public void apply(Stack stack) throws InterruptedException {
        apply(new StackGraph(List.of(stack.alone())), DeploymentListener.NONE);
    }

    /** Applies the stacks of a graph and answers what each cost, in the order in which they began. */
    public List<StackTiming> apply(StackGraph graph, DeploymentListener listener) throws InterruptedException {
        var clock = new Clock(listener);
        var early = new HashMap<String, Stack>();
        if (fromNothing) {
            graph.applyOrder().stream()
                    .filter(stack -> stack.early().isPresent())
                    .forEach(stack -> early.put(stack.earlyName(), stack));
        }
        new StackRunner(parallelism).apply(fromNothing ? graph.withEarlySteps() : graph, step -> {
            var stack = early.get(step.name());
            if (stack == null) {
                clock.time(step, listener, Terraform::apply);
            } else {
                var resources = stack.early().orElseThrow().resources();
                clock.time(stack, step.name(), DeploymentListener.NONE, terraform -> terraform.apply(resources));
            }
        });
        return clock.timings();
    }

    /** Destroys the stacks of a graph and answers what each cost, in the order in which they began. */
    public List<StackTiming> destroy(StackGraph graph, DeploymentListener listener) throws InterruptedException {
        var clock = new Clock(listener);
        new StackRunner(parallelism).destroy(graph, stack -> clock.time(stack, listener, Terraform::destroy));
        return clock.timings();
    }

    /** Plans all stacks of a graph, which stand, in any order. */
    public void planAll(StackGraph graph, java.util.function.BiConsumer<Stack, Plan> each) throws InterruptedException {
        new StackRunner(parallelism).apply(independent(graph), stack -> each.accept(stack, plan(stack)));
    }

    /**
     * Plans all stacks of a graph and answers the names of those that would change, or that cannot be planned, as those
     * before them do not stand. As nothing is changed, none has to wait for another.
     *
     * @param listener is told of those that would not change
     */
    public Set<String> pending(StackGraph graph, DeploymentListener listener) throws InterruptedException {
        var pending = ConcurrentHashMap.<String>newKeySet();
        new StackRunner(parallelism).apply(independent(graph), stack -> {
            listener.started(stack);
            var begin = System.nanoTime();
            if (isPending(stack)) {
                pending.add(stack.name());
            } else {
                listener.finished(stack, Changes.NONE, Duration.ofNanos(System.nanoTime() - begin));
            }
        });
        return pending;
    }

    private boolean isPending(Stack stack) throws InterruptedException {
        try {
            return !plan(stack).isEmpty();
        } catch (TerraformException e) {
            return true;
        }
    }

    private static StackGraph independent(StackGraph graph) {
        return new StackGraph(graph.applyOrder().stream().map(Stack::alone).toList());
    }

    /** What applying a stack now would change. */
    public Plan plan(Stack stack) throws InterruptedException {
        var terraform = terraform(stack, DeploymentListener.NONE);
        initialization(stack).ensure(terraform);
        return terraform.plan(data(stack).resolve("harness.tfplan"));
    }

    /** Where the service answers, once its stack stands. */
    public URI service() throws InterruptedException {
        return URI.create(outputs(SERVICE_STACK).string("url"));
    }

    /** The outputs of an applied stack. */
    public Outputs outputs(String stack) throws InterruptedException {
        return terraform(checkout.stacks().stack(stack), DeploymentListener.NONE)
                .outputs();
    }

    /** What Terraform knows of an applied stack, in the form that it documents as "JSON Output Format". */
    public JsonNode state(Stack stack) throws InterruptedException {
        return StandingResources.of(
                terraform(stack, DeploymentListener.NONE).state().pull());
    }

    private Terraform terraform(Stack stack, DeploymentListener listener) {
        var environment = Environment.inherited()
                .without(name -> FOREIGN.stream().anyMatch(name::startsWith))
                .with(setup.environment())
                .with(target.environment())
                .with(credentials)
                .with(tagVariables())
                .with("TF_DATA_DIR", data(stack).toString())
                // Terraform and its provider live for seconds: they need not save memory as often as a server does.
                .with("GOGC", "400")
                // Tells the target which stack a call is from.
                .with("TF_APPEND_USER_AGENT", "stack/" + stack.name());
        return Terraform.in(checkout.stack(stack.name()), processes)
                .binary(setup.binary())
                .environment(environment)
                .refresh(refresh)
                .variables(variables.apply(stack))
                .timeout(stack.timeout())
                .retrying(retryable)
                .log(workspace.logs().resolve(stack.name() + ".log"))
                .listener(event -> forward(stack, event, listener))
                .build();
    }

    /** As the provider takes them from its environment. */
    private Map<String, String> tagVariables() {
        var named = new HashMap<String, String>();
        tags.forEach((key, value) -> named.put("TF_AWS_DEFAULT_TAGS_" + key, value));
        return named;
    }

    private Initialization initialization(Stack stack) {
        return new Initialization(
                checkout.stack(stack.name()),
                data(stack),
                target.stateBackend(),
                workspace.state().map(folder -> folder.resolve(stack.name() + ".tfstate")));
    }

    private Path data(Stack stack) {
        return workspace.data().map(folder -> folder.resolve(stack.name())).orElseGet(() -> checkout.stack(stack.name())
                .resolve(".terraform"));
    }

    private static void forward(Stack stack, Event event, DeploymentListener listener) {
        switch (event.type()) {
            case "change_summary" -> {
                var changes = event.json().path("changes");
                if (changes.path("operation").asText().equals("plan")) {
                    listener.planned(
                            stack,
                            changes.path("add").asInt()
                                    + changes.path("change").asInt()
                                    + changes.path("remove").asInt());
                }
            }
            case "apply_complete" -> listener.changed(stack, event.address());
            default -> {
                // The rest is in the log.
            }
        }
    }

    /** What is done with an initialised configuration. */
    @FunctionalInterface
    private interface Verb {
        Changes run(Terraform terraform) throws InterruptedException;
    }

    /** Runs verbs and notes what they cost. */
    private final class Clock {
        private final long begin = System.nanoTime();
        private final Collection<StackTiming> done = new ConcurrentLinkedQueue<>();
        private final DeploymentListener whole;

        /** @param whole is told what everything cost, also what was made early and what failed */
        Clock(DeploymentListener whole) {
            this.whole = whole;
        }

        void time(Stack stack, DeploymentListener listener, Verb verb) throws InterruptedException {
            time(stack, stack.name(), listener, verb);
        }

        void time(Stack stack, String name, DeploymentListener listener, Verb verb) throws InterruptedException {
            listener.started(stack);
            var started = System.nanoTime();
            var initialised = OptionalLong.empty();
            try {
                var terraform = terraform(stack, listener);
                initialization(stack).ensure(terraform);
                initialised = OptionalLong.of(System.nanoTime());
                var changes = verb.run(terraform);
                var timing = timing(name, started, initialised, changes);
                done.add(timing);
                whole.timed(timing);
                listener.finished(stack, changes, timing.total());
            } catch (RuntimeException | InterruptedException e) {
                whole.timed(timing(name, started, initialised, Changes.NONE));
                listener.failed(stack, e);
                throw e;
            }
        }

        private StackTiming timing(String name, long started, OptionalLong initialised, Changes changes) {
            var ended = System.nanoTime();
            var between = initialised.orElse(ended);
            return new StackTiming(
                    name,
                    Duration.ofNanos(started - begin),
                    Duration.ofNanos(between - started),
                    Duration.ofNanos(ended - between),
                    changes);
        }

        List<StackTiming> timings() {
            var all = new ArrayList<>(done);
            all.sort(Comparator.comparing(StackTiming::begun));
            return all;
        }
    }
}
