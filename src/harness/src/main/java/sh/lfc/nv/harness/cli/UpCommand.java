package sh.lfc.nv.harness.cli;

import java.io.PrintWriter;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import sh.lfc.nv.harness.HarnessException;
import sh.lfc.nv.harness.bench.UpPage;
import sh.lfc.nv.harness.bench.UpTimes;
import sh.lfc.nv.harness.checkout.Checkout;
import sh.lfc.nv.harness.checkout.Session;
import sh.lfc.nv.harness.deploy.Deployment;
import sh.lfc.nv.harness.deploy.StackTiming;
import sh.lfc.nv.harness.smoke.SmokeTest;
import sh.lfc.nv.harness.stacks.StackGraph;
import sh.lfc.nv.harness.target.EmbeddedTarget;
import sh.lfc.nv.terraform.install.TerraformInstallation;
import sh.lfc.nv.terraform.process.Processes;

/** {@code ./harness up}: the whole system on this machine. */
@Command(
        name = "up",
        description =
                "Starts the embedded AWS, applies the stacks, tries the service, and goes on running until Ctrl-C."
                        + " When one is running already, applies the stacks to it again.",
        mixinStandardHelpOptions = true)
final class UpCommand implements Callable<Integer> {
    @Option(
            names = "--port",
            defaultValue = "" + EmbeddedTarget.DEFAULT_PORT,
            description = "The port of the embedded AWS, 0 for a free one; default: ${DEFAULT-VALUE}.")
    private int port;

    @Option(names = "--detach", description = "Go on running in the background; ./harness down ends it.")
    private boolean detach;

    @Option(names = "--no-smoke-test", description = "Do not try the service after applying.")
    private boolean noSmokeTest;

    @Option(
            names = "--target",
            defaultValue = "embedded",
            description = "Where: embedded (this machine), aws (a sandbox account: everything is made, tried with the"
                    + " features, and taken away again; docs/sandbox.md) or localstack (the same in a container, or at"
                    + " --endpoint; docs/localstack.md). Default: ${DEFAULT-VALUE}.")
    private TargetName target;

    @Mixin
    private LocalStackOptions localStack;

    @Mixin
    private SandboxOptions sandbox;

    @Mixin
    private TerraformOptions terraform;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        var checkout = Main.checkout(spec);
        // Whatever is wrong with the command line shows before anything starts.
        var graph = terraform.graphToApply(checkout);
        switch (target) {
            case LOCALSTACK -> {
                requireOnly("aws", sandbox.givenOfAccount());
                return new LocalStackUp(checkout, terraform, sandbox, localStack, out()).run(graph);
            }
            case AWS -> {
                requireOnly("localstack", localStack.given());
                return new SandboxUp(checkout, terraform, sandbox, out()).run(graph);
            }
            case LIVE ->
                throw new HarnessException("the live system is not made by the harness: ./harness canary looks at it");
            case EMBEDDED -> {
                requireOnly("localstack", localStack.given());
                requireOnly("aws or localstack", sandbox.given());
            }
        }
        var running = Session.running(checkout);
        if (running.isPresent()) {
            return again(checkout, graph, running.get());
        }
        if (detach) {
            return new Background(checkout).start(arguments(), out());
        }
        try (var only = OnlyOne.in(checkout)) {
            return foreground(checkout, graph);
        }
    }

    /** The stacks once more, on the embedded AWS of another process. */
    private int again(Checkout checkout, StackGraph graph, Session session) throws InterruptedException {
        if (session.phase() == Session.Phase.APPLYING) {
            throw new HarnessException(
                    "another ./harness up (process %d) is still applying the stacks: wait for it, or end it with ./harness down"
                            .formatted(session.pid()));
        }
        var setup = terraform.setup(checkout);
        out().printf("An embedded AWS is running at %s (process %d).%n", session.endpoint(), session.pid());
        try (var processes = new Processes();
                var hook = ShutdownHook.running(processes::close)) {
            var target = Sessions.attach(session);
            var deployment = terraform.deployment(checkout, target, setup, processes);
            var pending = pending(deployment, graph);
            if (pending.isEmpty()) {
                new ToolEnvironment(checkout, target, setup)
                        .write(session.service().map(URI::getHost));
                tried(target, session.service());
            } else {
                session.ready(apply(checkout, graph.from(pending), setup, target, deployment, Duration.ZERO)
                                .or(session::service))
                        .record(checkout);
            }
        }
        return CommandLine.ExitCode.OK;
    }

    /** Which stacks are not as they should be. */
    private Set<String> pending(Deployment deployment, StackGraph graph) throws InterruptedException {
        var begin = System.nanoTime();
        var count = graph.applyOrder().size();
        try (var terminal = new Terminal(out(), "Planning", count, Terminal.isInteractive())) {
            var pending = deployment.pending(graph, terminal);
            out().printf("%s planned in %s, %d to apply%n", Terminal.stacks(count), since(begin), pending.size());
            return pending;
        }
    }

    /** Tries the service, if there is one and it is wanted. */
    private void tried(EmbeddedTarget target, Optional<URI> url) throws InterruptedException {
        if (url.isPresent() && !noSmokeTest) {
            out().println("Trying the service at " + url.get());
            new SmokeTest(target, Hints.ENVIRONMENT, url.get()).run(step -> {
                out().println("  " + step);
                out().flush();
            });
        }
    }

    private int foreground(Checkout checkout, StackGraph graph) throws InterruptedException {
        var setup = terraform.setup(checkout);
        TerraformOptions.clearState(checkout);
        var begin = System.nanoTime();
        var ended = new CountDownLatch(1);
        try (var processes = new Processes();
                var target = EmbeddedTarget.start(port, checkout.kept());
                var hook = ShutdownHook.running(() -> {
                    processes.close();
                    target.close();
                    ended.countDown();
                })) {
            var started = Duration.ofNanos(System.nanoTime() - begin);
            out().printf("Embedded AWS at %s%n", target.endpoint());
            var session =
                    Session.ofThisProcess(target.endpoint().toString(), target.caCertificate(), Session.Phase.APPLYING);
            session.record(checkout);
            try {
                var deployment =
                        terraform.deployment(checkout, target, setup, processes).fromNothing();
                session.ready(apply(checkout, graph, setup, target, deployment, started))
                        .record(checkout);
                ended.await();
            } finally {
                session.forget(checkout);
            }
        }
        return CommandLine.ExitCode.OK;
    }

    private Optional<URI> apply(
            Checkout checkout,
            StackGraph graph,
            TerraformInstallation setup,
            EmbeddedTarget target,
            Deployment deployment,
            Duration started)
            throws InterruptedException {
        var begin = System.nanoTime();
        var timings = applied(deployment, graph);
        var applied = Duration.ofNanos(System.nanoTime() - begin);
        out().printf("%s applied in %s%n", Terminal.stacks(graph.applyOrder().size()), since(begin));
        var url = url(deployment, timings);
        new ToolEnvironment(checkout, target, setup).write(url.map(URI::getHost));
        tried(target, url);
        if (url.isPresent() && !noSmokeTest) {
            out().printf("Ready after %s%n%n", since(begin));
            Hints.print(out(), url.get());
        }
        var tried = Duration.ofNanos(System.nanoTime() - begin).minus(applied);
        var times = UpTimes.of(started, applied, tried, timings, target.timeByStack());
        times.keep(checkout);
        var page = checkout.kept("reports").resolve("up");
        new UpPage(times).write(page);
        out().println("Where the seconds went: " + page.resolve("index.html"));
        out().flush();
        return url;
    }

    private List<StackTiming> applied(Deployment deployment, StackGraph graph) throws InterruptedException {
        try (var terminal = new Terminal(out(), "Applying", graph.applyOrder().size(), Terminal.isInteractive())) {
            return deployment.apply(graph, terminal);
        }
    }

    private static Optional<URI> url(Deployment deployment, List<StackTiming> timings) throws InterruptedException {
        var hasApi = timings.stream().anyMatch(timing -> timing.stack().equals(Deployment.SERVICE_STACK));
        return hasApi ? Optional.of(deployment.service()) : Optional.empty();
    }

    private void requireOnly(String targets, List<String> given) {
        if (!given.isEmpty()) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "only with --target %s: %s".formatted(targets, String.join(", ", given)));
        }
    }

    private List<String> arguments() {
        var typed = spec.commandLine().getParent().getParseResult().originalArgs();
        return typed.stream().filter(argument -> !argument.equals("--detach")).toList();
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private static String since(long begin) {
        return Terminal.shown(Duration.ofNanos(System.nanoTime() - begin));
    }
}
