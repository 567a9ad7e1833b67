package sh.lfc.nv.harness.localstack;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import sh.lfc.nv.canary.aws.AwsAccess;
import sh.lfc.nv.harness.HarnessException;
import sh.lfc.nv.harness.checkout.Checkout;
import sh.lfc.nv.harness.deploy.Deployment;
import sh.lfc.nv.harness.deploy.Deployment.Workspace;
import sh.lfc.nv.harness.features.FeatureRun;
import sh.lfc.nv.harness.localstack.beside.Beside;
import sh.lfc.nv.harness.localstack.beside.Databases;
import sh.lfc.nv.harness.localstack.beside.Engine;
import sh.lfc.nv.harness.localstack.beside.Server;
import sh.lfc.nv.harness.localstack.beside.StacksBeside;
import sh.lfc.nv.harness.sandbox.Caller;
import sh.lfc.nv.harness.sandbox.Sandbox;
import sh.lfc.nv.harness.sandbox.Stage;
import sh.lfc.nv.harness.stacks.Stack;
import sh.lfc.nv.harness.stacks.StackGraph;
import sh.lfc.nv.harness.summary.RunReport;
import sh.lfc.nv.terraform.failure.ActionableException;
import sh.lfc.nv.terraform.install.TerraformInstallation;
import sh.lfc.nv.terraform.process.Processes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * The stacks on LocalStack or a drop-in, as far as it serves what they need: applied, tried, and taken away. What cannot be
 * done there is told with its reason. One at a time in a checkout.
 */
public final class LocalStackRun {
    private static final String STATE_STACK = "nv-demo-terraform-state";

    private final Checkout checkout;
    private final TerraformInstallation terraform;
    private final Wish wish;
    private final Sandbox.Report report;
    private final Processes processes = new Processes();
    private final Processes last = new Processes();
    private final Function<Place, Databases> offering;
    private Place place;
    private Databases databases;
    private Beside beside = Beside.NOTHING;
    private StacksBeside stacks;
    private LocalStackTarget target;
    private Selection selection;
    private RunReport summary;
    private Trial trial;
    private boolean applied;
    private volatile boolean interrupted;
    private volatile boolean ended;

    /**
     * What is asked for.
     *
     * @param endpoint what runs already; empty to start a container
     * @param image whose container to start; empty for the pinned one
     * @param authorities whose certificates the domains behind the endpoint have, in PEM
     * @param skipped stages that are left out
     * @param tags of scenarios, blank for all
     * @param servers that run beside it already, and are used whatever it serves
     */
    public record Wish(
            Optional<URI> endpoint,
            Optional<String> image,
            Optional<Path> authorities,
            Collection<Stage> skipped,
            String tags,
            int threads,
            int parallelism,
            Map<Engine, Server> servers) {}

    public LocalStackRun(Checkout checkout, TerraformInstallation terraform, Wish wish, Sandbox.Report report) {
        this(checkout, terraform, wish, report, place -> new DatabaseContainers(checkout, place, report));
    }

    /** @param offering what is asked for servers that no one names */
    LocalStackRun(
            Checkout checkout,
            TerraformInstallation terraform,
            Wish wish,
            Sandbox.Report report,
            Function<Place, Databases> offering) {
        this.checkout = checkout;
        this.terraform = terraform;
        this.wish = wish;
        this.report = report;
        this.offering = offering;
    }

    /**
     * Goes through the stages.
     *
     * @return whether all features that could be run passed
     * @throws sh.lfc.nv.harness.RefusedException before anything is made
     */
    public boolean go(StackGraph graph) throws InterruptedException {
        var outcomes = new Outcomes(
                Stream.concat(graph.applyOrder().stream().map(Stack::name), Stream.of(Trial.SMOKE_TEST, Trial.FEATURES))
                        .toList());
        place = wish.endpoint().map(Place::attached).orElseGet(this::started);
        try {
            var capabilities = capabilities(graph);
            beside = beside(graph, capabilities);
            selection = Selection.of(graph, capabilities, beside);
            selection.skipped().forEach(outcomes::skipped);
            target = new LocalStackTarget(place, selection, beside, wish.authorities());
            stacks = new StacksBeside(checkout, folder("stacks"), beside);
            makeRoom();
            summary = new RunReport(folder("reports"), target.name());
            try {
                return staged(outcomes);
            } catch (ActionableException e) {
                if (interrupted) {
                    // What stops in the middle because it was told to says nothing worth reading.
                    throw new InterruptedException("the run was interrupted");
                }
                throw e;
            } finally {
                tell(capabilities, outcomes);
            }
        } finally {
            end();
        }
    }

    private Place started() {
        var image = wish.image().orElseGet(() -> PinnedImages.of(checkout).localStack());
        Containers.named(image);
        Containers.requireEngine();
        report.accept("Starting " + image);
        return Containers.start(
                image, Optional.ofNullable(System.getenv(Containers.TOKEN)).filter(token -> !token.isBlank()));
    }

    private Capabilities capabilities(StackGraph graph) throws InterruptedException {
        var endpoint = place.endpoint();
        var health = Health.ask(endpoint);
        var aws = LocalStackTarget.access(endpoint);
        var caller = Caller.ask(aws);
        report.accept("At %s answers edition %s, account %s".formatted(endpoint, health.shown(), caller.account()));
        var needed = EnumSet.noneOf(Service.class);
        graph.applyOrder().forEach(stack -> needed.addAll(StackNeeds.of(stack.name())));
        return Capabilities.ask(aws, health, needed);
    }

    private Beside beside(StackGraph graph, Capabilities capabilities) throws InterruptedException {
        databases = offering.apply(place).after(wish.servers());
        var found = Beside.ask(
                databases, Selection.wanted(graph, capabilities, wish.servers().keySet()));
        found.servers()
                .forEach((engine, server) -> report.accept("Beside it: %s at %s".formatted(engine.title(), server)));
        return found;
    }

    /** What an earlier run left standing is gone on with; what somebody else made is left alone. */
    private void makeRoom() {
        var state = state().resolve(STATE_STACK + ".tfstate");
        if (!stands(target.aws())) {
            workspace().forgetStates();
        } else if (!Files.isRegularFile(state)) {
            throw new HarnessException(
                    "the stacks stand at %s already, and this did not make them: nothing is done to them"
                            .formatted(place.endpoint()));
        }
    }

    private static boolean stands(AwsAccess aws) {
        try (var s3 = aws.client(S3Client.builder())) {
            return s3.listBuckets().buckets().stream()
                    .anyMatch(bucket -> bucket.name().equals(STATE_STACK));
        } catch (SdkException e) {
            // Whether it has S3 at all was asked before.
            return false;
        }
    }

    private boolean staged(Outcomes outcomes) throws InterruptedException {
        var stacks = selection.runnable();
        if (wish.skipped().contains(Stage.APPLY)) {
            stacks.applyOrder().forEach(stack -> outcomes.skipped(stack.name(), "it was not asked for"));
        } else {
            applied = true;
            try (var progress = report.following("Applying", stacks.applyOrder().size())) {
                deployment(processes).fromNothing().apply(stacks, outcomes.noting(progress));
            }
        }
        trial = new Trial(place, target, selection.runnable(), deployment(processes), wish, report);
        return trial.go(
                outcomes,
                new FeatureRun(checkout.features(), folder("reports"), wish.threads())
                        .afterEachPass(summary::passEnded),
                summary::about);
    }

    private Deployment deployment(Processes processes) {
        return new Deployment(stacks.checkout(), target, terraform, processes, workspace(), wish.parallelism())
                .with(stack -> stacks.variables(stack.name()));
    }

    private Workspace workspace() {
        return new Workspace(Optional.of(folder("terraform")), Optional.of(state()), folder("logs"));
    }

    private Path state() {
        return folder("state");
    }

    private Path folder(String name) {
        checkout.kept("localstack");
        return checkout.kept("localstack/" + name);
    }

    private void tell(Capabilities capabilities, Outcomes outcomes) {
        report.accept("What became of it:");
        outcomes.print(report);
        var page = summary.telling(outcomes.parts()).write(facts(capabilities), outcomes.timings());
        report.accept("Summary: " + page);
    }

    private Map<String, String> facts(Capabilities capabilities) {
        var facts = new LinkedHashMap<String, String>();
        Optional.ofNullable(trial)
                .flatMap(Trial::service)
                .ifPresent(service -> facts.put("service", service.toString()));
        facts.put("endpoint", place.endpoint().toString());
        facts.put("edition", capabilities.health().shown());
        facts.put("region", target.aws().region());
        return facts;
    }

    /** Ends what Terraform is doing, in its own time; also what it takes away, when it is at that. */
    public void interrupt() {
        interrupted = true;
        if (ended) {
            last.close();
        }
        processes.close();
    }

    /** Takes everything away, once: with the containers, or with Terraform what was made at an endpoint that goes on. */
    public synchronized void end() throws InterruptedException {
        if (ended || place == null) {
            return;
        }
        ended = true;
        try {
            if (applied && !place.isOwn()) {
                if (wish.skipped().contains(Stage.DESTROY)) {
                    tellWhatStands();
                } else {
                    destroy();
                }
            }
        } finally {
            last.close();
            processes.close();
            endDatabases();
        }
    }

    /** And the place, whatever becomes of them. */
    private void endDatabases() {
        try (var closing = place) {
            if (databases != null) {
                databases.close();
            }
        }
    }

    private void tellWhatStands() {
        var gone = beside.engines().stream()
                .filter(engine -> !wish.servers().containsKey(engine))
                .map(Engine::title)
                .sorted()
                .toList();
        if (!gone.isEmpty()) {
            report.accept(
                    ("The stacks go on standing at %s, and %s beside it %s with this run: the next one begins with an"
                                    + " empty database, or name servers of your own with --postgres and --redis")
                            .formatted(
                                    place.endpoint(), String.join(" and ", gone), gone.size() == 1 ? "ends" : "end"));
        }
    }

    private void destroy() throws InterruptedException {
        try (var own = new Processes();
                var progress = report.following(
                        "Destroying", selection.runnable().applyOrder().size())) {
            deployment(own).destroy(selection.runnable(), progress);
        }
        workspace().forgetStates();
    }
}
