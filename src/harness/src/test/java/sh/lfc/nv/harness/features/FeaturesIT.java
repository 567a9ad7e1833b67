package sh.lfc.nv.harness.features;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import sh.lfc.nv.harness.checkout.Checkout;
import sh.lfc.nv.harness.cost.Bill;
import sh.lfc.nv.harness.cost.Prices;
import sh.lfc.nv.harness.deploy.DeployRole;
import sh.lfc.nv.harness.deploy.Deployment;
import sh.lfc.nv.harness.deploy.Deployment.Workspace;
import sh.lfc.nv.harness.deploy.DeploymentListener;
import sh.lfc.nv.harness.deploy.StackInfrastructure;
import sh.lfc.nv.harness.deploy.StackTiming;
import sh.lfc.nv.harness.smoke.SmokeTest;
import sh.lfc.nv.harness.stacks.Stack;
import sh.lfc.nv.harness.summary.RunReport;
import sh.lfc.nv.harness.system.DeployedSystem;
import sh.lfc.nv.harness.target.EmbeddedTarget;
import sh.lfc.nv.terraform.Changes;
import sh.lfc.nv.terraform.policy.Infrastructure;
import sh.lfc.nv.terraform.policy.Policy;
import sh.lfc.nv.terraform.policy.aws.AwsPolicies;
import sh.lfc.nv.terraform.process.Processes;

/** All stacks on an embedded AWS, all features against them, and nothing left of them in the end. */
@DisabledIfSystemProperty(named = "target", matches = "localstack", disabledReason = "another target was asked for")
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@DisabledIfSystemProperty(
        named = "target",
        matches = "(?!embedded$).*",
        disabledReason = "-Dtarget names another place than the embedded AWS")
class FeaturesIT {
    private static final String ENVIRONMENT = "nv-demo";
    private static final int SCENARIOS_AT_A_TIME = 4;

    private static final Policy RULES = Policy.all(
            AwsPolicies.noSecurityGroupIsOpenToTheWorld(),
            // CloudWatch could not publish to an encrypted topic: the policy of SNS's own key cannot be changed.
            AwsPolicies.everythingIsEncryptedAtRest().except("aws_sns_topic.alarms"),
            AwsPolicies.everythingIsTagged("Project", "Environment", "Stack"),
            AwsPolicies.noBucketIsPublic(),
            AwsPolicies.noWildcardActions());

    private final Checkout checkout = Checkout.around(Path.of(""));
    private final Path folder = Path.of("target", "features").toAbsolutePath();
    private final Processes processes = new Processes();
    private EmbeddedTarget target;
    private FeatureRun features;
    private DeployedSystem system;
    private Deployment deployment;
    private RunReport report;
    private List<StackTiming> timings;

    @BeforeAll
    void applyTheStacks() throws Exception {
        Files.createDirectories(folder);
        target = EmbeddedTarget.start(0, folder.resolve("aws"));
        var workspace = new Workspace(
                Optional.of(folder.resolve("terraform")), Optional.of(folder.resolve("state")), folder.resolve("logs"));
        Files.createDirectories(folder.resolve("state"));
        Files.deleteIfExists(folder.resolve("state").resolve("nv-demo-terraform-state.tfstate"));
        var setup = Deployment.installation(checkout, Optional.empty());
        deployment = new Deployment(checkout, target, setup, processes, workspace, Deployment.parallelismHere());
        var deployer = DeployRole.takeOn(target.aws(), DeployRole.NAME, DeployRole.policies(checkout));
        deployment.as(deployer).fromNothing();
        var listener = new Lines();
        timings = deployment.apply(checkout.stacks(), listener);
        var url = deployment.service();
        new SmokeTest(target, ENVIRONMENT, url).run(step -> System.out.println("     " + step));
        system = new DeployedSystem(
                target,
                ENVIRONMENT,
                url,
                DeployedSystem.credentialsOf(target, ENVIRONMENT),
                Optional.of(new StackInfrastructure(deployment, checkout.stacks(), listener)),
                deployer);
        report = new RunReport(folder.resolve("reports"), system);
        features = new FeatureRun(checkout.features(), folder.resolve("reports"), SCENARIOS_AT_A_TIME)
                .afterEachPass(report::passEnded);
    }

    @Test
    @Order(1)
    void theSystemDoesWhatTheFeaturesSay() {
        assertThat(features.together(system, "")).isTrue();
        assertThat(features.alone(system, "")).isTrue();
        assertThat(features.clock(system, "")).isTrue();
        assertThat(features.last(system, "")).isTrue();
    }

    @Test
    @Order(1)
    void theBillNamesWhatTheStacksMakeAndAllOfItKeepsTheRules() throws Exception {
        var prices = new Prices(Map.of());
        var made = new TreeMap<String, Map<String, Double>>();
        var violations = new ArrayList<String>();
        for (var stack : checkout.stacks().applyOrder()) {
            var state = deployment.state(stack);
            var amounts = Bill.ofState(state, prices);
            if (!amounts.isEmpty()) {
                made.put(stack.name(), amounts);
            }
            RULES.check(Infrastructure.standing(state))
                    .forEach(violation -> violations.add(stack.name() + ": " + violation));
        }
        assertThat(violations).isEmpty();
        var bill = Bill.read(checkout.root().resolve("terraform").resolve("bill.yaml"));
        assertThat(new TreeMap<>(bill.stacks())).isEqualTo(made);
    }

    @Test
    @Order(2)
    void whatTheStacksMadeCanBeDestroyed() {
        assertThat(features.destructive(system, "")).isTrue();
    }

    @AfterAll
    void end() {
        processes.close();
        if (report != null) {
            System.out.println(
                    "Summary: " + report.write(Map.of("service", system.url().toString()), timings));
        }
        if (target != null) {
            target.close();
        }
        assertThat(ProcessHandle.current().descendants().filter(ProcessHandle::isAlive))
                .as("processes that outlive the embedded AWS")
                .isEmpty();
    }

    private static final class Lines implements DeploymentListener {
        @Override
        public void finished(Stack stack, Changes changes, java.time.Duration took) {
            System.out.printf("     %-26s %5.1f s  %s%n", stack.name(), took.toMillis() / 1000.0, changes);
        }
    }
}
