package sh.lfc.nv.harness.localstack;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import sh.lfc.nv.harness.deploy.Deployment;
import sh.lfc.nv.harness.deploy.StackInfrastructure;
import sh.lfc.nv.harness.features.FeatureRun;
import sh.lfc.nv.harness.localstack.LocalStackRun.Wish;
import sh.lfc.nv.harness.sandbox.Sandbox;
import sh.lfc.nv.harness.sandbox.Stage;
import sh.lfc.nv.harness.smoke.SmokeTest;
import sh.lfc.nv.harness.stacks.StackGraph;
import sh.lfc.nv.harness.system.DeployedSystem;
import sh.lfc.nv.terraform.failure.ActionableException;

/** Whether the service works where its stacks stand, as far as it can be reached there. */
final class Trial {
    static final String SMOKE_TEST = "smoke test";
    static final String FEATURES = "features";

    private static final String STORAGE_STACK = "s3-storage";

    private final Place place;
    private final LocalStackTarget target;
    private final StackGraph standing;
    private final Deployment deployment;
    private final Wish wish;
    private final Sandbox.Report report;
    private URI service;

    /** @param standing the stacks that were applied, with {@code deployment} */
    Trial(
            Place place,
            LocalStackTarget target,
            StackGraph standing,
            Deployment deployment,
            Wish wish,
            Sandbox.Report report) {
        this.place = place;
        this.target = target;
        this.standing = standing;
        this.deployment = deployment;
        this.wish = wish;
        this.report = report;
    }

    /**
     * Tries it.
     *
     * @param tried is told what the features are run against
     * @return whether all features that could be run passed
     */
    boolean go(Outcomes outcomes, FeatureRun features, Consumer<DeployedSystem> tried) throws InterruptedException {
        var obstacle = obstacle();
        if (obstacle.isPresent()) {
            outcomes.skipped(SMOKE_TEST, obstacle.get());
            outcomes.skipped(FEATURES, obstacle.get());
            return true;
        }
        smoke(outcomes);
        return verify(outcomes, features, tried);
    }

    /** Where the service answers; empty as long as nobody had to know. */
    Optional<URI> service() {
        return Optional.ofNullable(service);
    }

    /** Why the service cannot be tried. */
    private Optional<String> obstacle() throws InterruptedException {
        for (var stack : List.of(Deployment.SERVICE_STACK, STORAGE_STACK)) {
            if (standing.applyOrder().stream().noneMatch(one -> one.name().equals(stack))) {
                return Optional.of("the stack %s does not stand".formatted(stack));
            }
        }
        if (wish.authorities().isEmpty()) {
            return Optional.of(
                    "nobody says whose certificates the service's domain has: name the file with --ca-bundle");
        }
        var host = url().getHost();
        return Tunnel.leads(place.endpoint(), host)
                ? Optional.empty()
                : Optional.of("no DNS knows %s, and %s does not tunnel to it".formatted(host, place.endpoint()));
    }

    private void smoke(Outcomes outcomes) throws InterruptedException {
        if (wish.skipped().contains(Stage.SMOKE)) {
            outcomes.skipped(SMOKE_TEST, "it was not asked for");
            return;
        }
        report.accept("Trying the service at " + url());
        var begun = System.nanoTime();
        try {
            new SmokeTest(target, DeployedSystem.DEMO, url()).run(step -> report.accept("  " + step));
        } catch (ActionableException e) {
            outcomes.failed(SMOKE_TEST, e, since(begun));
            throw e;
        }
        outcomes.passed(SMOKE_TEST, "passed", since(begun));
    }

    private boolean verify(Outcomes outcomes, FeatureRun features, Consumer<DeployedSystem> tried)
            throws InterruptedException {
        if (wish.skipped().contains(Stage.VERIFY)) {
            outcomes.skipped(FEATURES, "they were not asked for");
            return true;
        }
        var begun = System.nanoTime();
        try (var progress = report.following("Planning", 0)) {
            var system = new DeployedSystem(
                    target,
                    DeployedSystem.DEMO,
                    url(),
                    DeployedSystem.credentialsOf(target, DeployedSystem.DEMO),
                    Optional.of(new StackInfrastructure(deployment, standing, progress)));
            tried.accept(system);
            var passed = features.asItStands(system, wish.tags());
            var result = (passed ? "all passed" : "some failed") + without();
            if (passed) {
                outcomes.passed(FEATURES, result, since(begun));
            } else {
                outcomes.failed(FEATURES, result, since(begun));
            }
            return passed;
        } catch (ActionableException e) {
            outcomes.failed(FEATURES, e, since(begun));
            throw e;
        }
    }

    /** Which features were left out, and why. */
    private String without() {
        var left = new ArrayList<String>();
        target.beyond().forEach((tag, reason) -> left.add("%s (%s)".formatted(tag, reason)));
        var chosen = wish.tags().isBlank() ? "" : " of those with " + wish.tags();
        return chosen + ", without " + String.join(", ", left);
    }

    private URI url() throws InterruptedException {
        if (service == null) {
            service = deployment.service();
        }
        return service;
    }

    private static Duration since(long begun) {
        return Duration.ofNanos(System.nanoTime() - begun);
    }
}
