package sh.lfc.nv.harness.cli;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import sh.lfc.nv.harness.bench.UpTimes;
import sh.lfc.nv.harness.checkout.Checkout;
import sh.lfc.nv.harness.deploy.StackInfrastructure;
import sh.lfc.nv.harness.summary.RunReport;
import sh.lfc.nv.harness.summary.RunSummary.StackTime;
import sh.lfc.nv.harness.system.DeployedSystem;
import sh.lfc.nv.harness.target.EmbeddedTarget;
import sh.lfc.nv.terraform.process.Processes;

/** {@code ./harness verify}: the features against the running system. */
@Command(
        name = "verify",
        description = "Runs the features against the running system and leaves reports. Exit code 1 when one fails.",
        mixinStandardHelpOptions = true)
final class VerifyCommand implements Callable<Integer> {
    @Option(
            names = "--tags",
            paramLabel = "EXPRESSION",
            defaultValue = "",
            description = "Only the scenarios with these tags, such as \"@canary\" or \"not @terraform\".")
    private String tags;

    @Option(
            names = "--clock",
            description = "Also run the scenarios that move the time by months, in which all files and logs expire.")
    private boolean clock;

    @Option(
            names = "--destructive",
            description = "Also run the scenarios that take the system apart, such as destroying all stacks.")
    private boolean destructive;

    @Mixin
    private FeatureOptions options;

    @Mixin
    private TerraformOptions terraform;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        var checkout = Main.checkout(spec);
        var session = Sessions.required(checkout);
        var url = Sessions.service(session);
        var target = Sessions.attach(session);
        var reports = checkout.kept("reports");
        try (var processes = new Processes();
                var hook = ShutdownHook.running(processes::close);
                var terminal = new Terminal(spec.commandLine().getOut(), "Destroying", 0, false)) {
            var deployment = terraform.deployment(checkout, target, terraform.setup(checkout), processes);
            var system = new DeployedSystem(
                    target,
                    Hints.ENVIRONMENT,
                    url,
                    DeployedSystem.credentialsOf(target, Hints.ENVIRONMENT),
                    Optional.of(new StackInfrastructure(deployment, checkout.stacks(), terminal)),
                    terraform.deployer(target, checkout));
            var report = new RunReport(reports, system);
            var features = options.features(checkout).afterEachPass(report::passEnded);
            var passed = features.together(system, tags) & features.alone(system, tags);
            if (clock) {
                passed &= features.clock(system, tags);
            }
            passed &= features.last(system, tags);
            if (destructive) {
                passed &= features.destructive(system, tags);
            }
            spec.commandLine().getOut().println("Summary: " + report.writeTimes(facts(target, url), stacks(checkout)));
            return passed ? CommandLine.ExitCode.OK : Main.FAILED;
        }
    }

    private static Map<String, String> facts(EmbeddedTarget target, URI url) {
        var facts = new LinkedHashMap<String, String>();
        facts.put("service", url.toString());
        facts.put("environment", Hints.ENVIRONMENT);
        facts.put("endpoint", target.endpoint().toString());
        facts.put("account", EmbeddedTarget.ACCOUNT);
        facts.put("region", target.aws().region());
        return facts;
    }

    /** Those of the {@code up} that made the system, where it has kept them. */
    private static List<StackTime> stacks(Checkout checkout) {
        return UpTimes.found(checkout).map(UpTimes::stacks).orElse(List.of()).stream()
                .map(stack ->
                        new StackTime(stack.stack(), stack.begun(), stack.init(), stack.change(), stack.resources()))
                .toList();
    }
}
