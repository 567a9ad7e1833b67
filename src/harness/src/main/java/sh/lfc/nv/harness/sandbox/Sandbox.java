package sh.lfc.nv.harness.sandbox;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import sh.lfc.nv.canary.aws.AwsAccess;
import sh.lfc.nv.canary.system.Patience;
import sh.lfc.nv.harness.HarnessException;
import sh.lfc.nv.harness.checkout.Checkout;
import sh.lfc.nv.harness.deploy.Deployment;
import sh.lfc.nv.harness.deploy.Deployment.Workspace;
import sh.lfc.nv.harness.deploy.DeploymentListener;
import sh.lfc.nv.harness.deploy.StackInfrastructure;
import sh.lfc.nv.harness.deploy.StackTiming;
import sh.lfc.nv.harness.features.FeatureRun;
import sh.lfc.nv.harness.smoke.SmokeTest;
import sh.lfc.nv.harness.stacks.Stack;
import sh.lfc.nv.harness.stacks.StackGraph;
import sh.lfc.nv.harness.summary.RunReport;
import sh.lfc.nv.harness.system.DeployedSystem;
import sh.lfc.nv.harness.target.AwsTarget;
import sh.lfc.nv.terraform.RetryableErrors;
import sh.lfc.nv.terraform.failure.ActionableException;
import sh.lfc.nv.terraform.install.TerraformInstallation;
import sh.lfc.nv.terraform.process.Processes;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * The whole system in an account of AWS, for as long as it takes to test it: made under names of its own, tried, and taken
 * away, whatever happens between. Whoever works on a run holds it.
 */
public final class Sandbox {
    /** Time for a Terraform that is interrupted to let AWS finish and to save what there is. */
    private static final Duration GRACE = Duration.ofMinutes(15);

    private static final String ZONE_STACK = "route53";

    /** What AWS does that a second try cures: it has not heard of something yet, or has heard too much. */
    private static final RetryableErrors RETRYABLE = RetryableErrors.matching(
                    5,
                    Duration.ofSeconds(5),
                    "could not query provider registry",
                    "TLS handshake timeout",
                    "connection reset by peer",
                    "unexpected EOF",
                    "i/o timeout",
                    "Client\\.Timeout exceeded",
                    "Throttling",
                    "Rate exceeded",
                    "RequestLimitExceeded",
                    "TooManyRequestsException",
                    "SlowDown",
                    "cannot be assumed by Lambda",
                    "OperationAborted: A conflicting conditional operation",
                    "is not authorized to perform: .* because no identity-based policy allows",
                    "ResourceConflictException.*in progress",
                    "InternalFailure|InternalError|ServiceUnavailable")
            .growing(2, Duration.ofSeconds(30));

    private final Checkout checkout;
    private final AwsAccess aws;
    private final AwsTarget target;
    private final TerraformInstallation terraform;
    private final Run run;
    private final StackGraph stacks;
    private final Report report;
    private final Processes processes = new Processes(GRACE);
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile boolean interrupted;
    private boolean destroyed;
    private List<StackTiming> timings = List.of();

    /** Where a run says what it does. */
    public interface Report extends Consumer<String> {
        /** What follows the stacks of a phase; the caller closes it. */
        Progress following(String task, int count);

        /** Follows stacks until it is closed. */
        interface Progress extends DeploymentListener, AutoCloseable {
            @Override
            void close();
        }
    }

    /**
     * @param authorities of a stand-in's certificates; see {@link AwsTarget}
     * @param stacks which of them, with what they need
     */
    public Sandbox(
            Checkout checkout,
            AwsAccess aws,
            Optional<Path> authorities,
            TerraformInstallation terraform,
            Run run,
            StackGraph stacks,
            Report report) {
        this.checkout = checkout;
        this.aws = aws;
        this.terraform = terraform;
        this.run = run;
        this.stacks = stacks;
        this.report = report;
        this.target = new AwsTarget(aws, authorities, run.facts().stateBucket());
    }

    /**
     * Goes through the stages. Taking everything away is tried whatever the others came to, unless it is skipped.
     *
     * @param skipped stages that are left out
     * @param tags of scenarios, blank for all that can be tried in an account
     * @return whether all features passed, or were not run
     * @throws HarnessException when a stage failed, or something was left
     */
    public boolean go(Collection<Stage> skipped, String tags, int threads) throws InterruptedException {
        var passed = true;
        try {
            if (!skipped.contains(Stage.APPLY)) {
                apply();
            }
            requireTime();
            var url = url();
            if (!skipped.contains(Stage.SMOKE) && url.isPresent()) {
                report.accept("Trying the service at " + url.get());
                new SmokeTest(target, run.facts().name(), url.get()).run(step -> report.accept("  " + step));
                run.note("passed", "smoke");
            }
            requireTime();
            if (!skipped.contains(Stage.VERIFY) && url.isPresent()) {
                passed = verify(url.get(), tags, threads);
                if (passed) {
                    run.note("passed", "verify");
                }
            }
        } catch (ActionableException | SdkException e) {
            // What stops in the middle because it was told to says nothing worth reading.
            var told = interrupted;
            if (!skipped.contains(Stage.DESTROY)) {
                report.accept(
                        told
                                ? "What was made is taken away"
                                : "It did not work, and is taken away: "
                                        + e.getMessage().lines().findFirst().orElse(""));
                endAfter(e);
            }
            if (told && e.getSuppressed().length == 0) {
                throw new InterruptedException("the run was interrupted");
            }
            throw e;
        } finally {
            try {
                if (!skipped.contains(Stage.DESTROY)) {
                    end();
                }
            } finally {
                over.countDown();
            }
        }
        return passed;
    }

    private void requireTime() throws InterruptedException {
        if (interrupted) {
            throw new InterruptedException("the run was interrupted");
        }
    }

    private void endAfter(RuntimeException failure) throws InterruptedException {
        try {
            end();
        } catch (ActionableException | SdkException e) {
            failure.addSuppressed(e);
        }
    }

    /**
     * Has the stage that is at work end in its own time, and waits until the run is over: also then everything is taken away
     * that is not to be left. For another thread than the one that goes through the stages.
     */
    public void interrupt() throws InterruptedException {
        interrupted = true;
        Patience.end();
        processes.close();
        over.await();
    }

    private void apply() throws InterruptedException {
        var locked = new StateLocks(aws, run).release();
        if (!locked.isEmpty()) {
            report.accept("States that a killed Terraform had locked: " + String.join(", ", locked));
        }
        var deployment = deployment(processes);
        if (run.begunStacks().isEmpty()) {
            deployment.fromNothing();
        }
        var begin = System.nanoTime();
        try (var progress = report.following("Applying", stacks.applyOrder().size())) {
            timings = deployment.apply(
                    stacks, new Journaled(run, "applying", "applied", stack -> delegate(stack, deployment), progress));
        }
        report.accept(
                "%d stacks applied in %.0f s".formatted(stacks.applyOrder().size(), (System.nanoTime() - begin) / 1e9));
        run.note("passed", "apply");
    }

    private Deployment deployment(Processes processes) {
        var facts = run.facts();
        return new Deployment(
                        checkout,
                        target,
                        terraform,
                        processes,
                        new Workspace(
                                Optional.of(run.folder("terraform")),
                                Optional.of(run.folder("state")),
                                run.folder("logs")),
                        Deployment.parallelismHere())
                .with(stack -> new RunVariables(checkout, run).of(stack.name()))
                .tagged(Map.of("Run", facts.name(), "Owner", facts.owner(), "Expires", facts.expires()))
                .retrying(RETRYABLE);
    }

    private Optional<URI> url() throws InterruptedException {
        return run.begunStacks().contains(Deployment.SERVICE_STACK)
                ? Optional.of(deployment(processes).service())
                : Optional.empty();
    }

    private boolean verify(URI url, String tags, int threads) throws InterruptedException {
        var environment = run.facts().name();
        var reports = run.folder("reports");
        try (var progress = report.following("Planning", 0)) {
            var system = new DeployedSystem(
                    target,
                    environment,
                    url,
                    DeployedSystem.credentialsOf(target, environment),
                    Optional.of(new StackInfrastructure(deployment(processes), stacks, progress)));
            var summary = new RunReport(reports, system);
            var features = new FeatureRun(checkout.features(), reports, threads).afterEachPass(summary::passEnded);
            var passed = features.asItStands(system, tags);
            report.accept("Summary: " + summary.write(facts(url), timings));
            return passed;
        }
    }

    private Map<String, String> facts(URI url) {
        var facts = new LinkedHashMap<String, String>();
        facts.put("service", url.toString());
        facts.put("run", run.facts().name());
        facts.put("account", run.facts().account());
        facts.put("region", run.facts().region());
        aws.endpoint().ifPresent(endpoint -> facts.put("endpoint", endpoint.toString()));
        facts.put("expires", run.facts().expires());
        return facts;
    }

    /** Takes everything away: with Terraform what its states know, then what is still there under the run's names. */
    private void end() throws InterruptedException {
        if (destroyed) {
            return;
        }
        destroyed = true;
        try (var own = new Processes(GRACE)) {
            destroy(own);
        } catch (ActionableException | SdkException e) {
            report.accept("Terraform could not destroy everything: "
                    + e.getMessage().lines().findFirst().orElse(""));
        }
        new Removal(aws, run.facts()).run(report);
        run.end();
    }

    private void destroy(Processes own) throws InterruptedException {
        new StateLocks(aws, run).release();
        var begun = run.begunStacks();
        if (begun.isEmpty()) {
            return;
        }
        if (begun.contains(ZONE_STACK)) {
            new Removal(aws, run.facts()).endDelegation();
        }
        var graph = new StackGraph(stacks.applyOrder().stream()
                .filter(stack -> begun.contains(stack.name()))
                .map(stack -> stack.among(begun))
                .toList());
        try (var progress = report.following("Destroying", begun.size())) {
            deployment(own).destroy(graph, new Journaled(run, "destroying", "destroyed", stack -> {}, progress));
        }
    }

    /** Has the parent domain lead to the run's zone as soon as there is one. */
    private void delegate(Stack applied, Deployment deployment) {
        if (!applied.name().equals(ZONE_STACK)) {
            return;
        }
        var facts = run.facts();
        try (var delegation = new Delegation(aws, facts.parent(), facts.domain())) {
            run.note("delegating", ZONE_STACK, facts.domain());
            delegation.lead(deployment.outputs(ZONE_STACK).strings("name_servers"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HarnessException("interrupted while the domain was being delegated", e);
        }
    }

    /** Writes a new run down, after everything was checked that can be checked before anything is made. */
    public static Run begin(Checkout checkout, Settings settings, AwsAccess aws, String account, Set<String> stacks) {
        var endpoint = aws.endpoint().map(URI::toString).orElse(null);
        var facts = Facts.fresh(settings, account, aws.region(), endpoint, Instant.now());
        if (stacks.contains(ZONE_STACK)) {
            try (var delegation = new Delegation(aws, facts.parent(), facts.domain())) {
                delegation.requireParent();
            }
        }
        return Run.begin(checkout, facts);
    }
}
