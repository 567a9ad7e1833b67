package sh.lfc.nv.harness.cli;

import java.net.URI;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import sh.lfc.nv.canary.client.ClientCredentials;
import sh.lfc.nv.canary.http.HttpAccess;
import sh.lfc.nv.harness.canary.Doorstep;
import sh.lfc.nv.harness.checkout.Session;
import sh.lfc.nv.harness.load.Aftermath;
import sh.lfc.nv.harness.load.Load;
import sh.lfc.nv.harness.load.LoadReports;
import sh.lfc.nv.harness.load.LoadRun;
import sh.lfc.nv.harness.load.Vitals;
import sh.lfc.nv.harness.load.Whole;
import sh.lfc.nv.harness.system.DeployedSystem;
import sh.lfc.nv.harness.target.AwsTarget;
import sh.lfc.nv.terraform.process.Processes;

/** {@code ./harness load}: a Gatling simulation against the service. */
@Command(
        name = "load",
        description =
                "Puts load on the service, looks whether anything was lost, and leaves a report and a trend. Exit code 1"
                        + " when the target's promises are broken or something is wrong.",
        mixinStandardHelpOptions = true,
        subcommands = LoadMergeCommand.class)
final class LoadCommand implements Callable<Integer> {
    private static final int MAX_PROCESSES = 8;
    private static final int MAX_LIVE_RATE = 50;
    private static final int MAX_RATE = 100_000;
    private static final int LONGEST_SECONDS = 7_200;

    /** What can be put on the service; each is a class of the module {@code load}. */
    enum Simulation {
        LIST,
        DOWNLOAD,
        UPLOAD_LIST_DOWNLOAD,
        COLD_START,
        CACHE;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** How much of it. */
    enum Profile {
        SMOKE,
        LOAD,
        STRESS,
        SOAK;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Where to. */
    enum Target {
        EMBEDDED,
        AWS,
        LIVE;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Option(names = "--simulation", description = "One of: ${COMPLETION-CANDIDATES}.")
    private Simulation simulation;

    @Option(
            names = "--profile",
            defaultValue = "smoke",
            description = "How much load: one of ${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}.")
    private Profile profile;

    @Option(names = "--users", paramLabel = "NUMBER", description = "New users a second, instead of the profile's.")
    private Double users;

    @Option(names = "--seconds", paramLabel = "NUMBER", description = "For how long, instead of the profile's.")
    private Integer seconds;

    @Option(
            names = "--processes",
            paramLabel = "NUMBER",
            defaultValue = "1",
            description = "How many processes make the load together; default: ${DEFAULT-VALUE}.")
    private int processes;

    @Option(
            names = "--target",
            defaultValue = "embedded",
            description =
                    "Where to: the running system (embedded), a run that stands in a sandbox account (aws), or a service"
                            + " that somebody else deployed (live).")
    private Target target;

    @Mixin
    private AccountOptions account;

    @Option(names = "--run", paramLabel = "NAME", description = "The run, for --target aws, if there are several.")
    private String run;

    @Option(names = "--url", description = "Where the service answers, for --target live.")
    private URI url;

    @Option(names = "--user", description = "The client's user name, for --target live.")
    private String user;

    @Mixin
    private PasswordOption password;

    @Option(
            names = "--max-rate",
            paramLabel = "NUMBER",
            description = "New users a second that are never exceeded; --target live needs it, at most 50.")
    private Double maxRate;

    @Option(names = "--yes-load-live", description = "Yes, real clients use that service, and its owner knows of this.")
    private boolean yesLive;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        check();
        return switch (target) {
            case EMBEDDED -> embedded();
            case AWS -> sandbox();
            case LIVE -> live();
        };
    }

    private void check() {
        if (simulation == null) {
            throw misuse("Missing required option: '--simulation=<simulation>'");
        }
        inRange("--users", users, 0.01, MAX_RATE);
        inRange("--seconds", seconds, 1, LONGEST_SECONDS);
        inRange("--processes", processes, 1, MAX_PROCESSES);
        inRange("--max-rate", maxRate, 0.01, target == Target.LIVE ? MAX_LIVE_RATE : MAX_RATE);
        if (target == Target.LIVE && (!yesLive || maxRate == null || url == null || user == null)) {
            throw misuse("--target live needs --url, --user, --max-rate and --yes-load-live: real clients use it");
        }
    }

    private void inRange(String option, Number number, double lowest, double highest) {
        if (number != null && !(number.doubleValue() >= lowest && number.doubleValue() <= highest)) {
            throw misuse("%s must be from %s to %s, not %s"
                    .formatted(option, plain(lowest), plain(highest), plain(number.doubleValue())));
        }
    }

    private static String plain(double number) {
        return number == Math.rint(number) ? String.valueOf((long) number) : String.valueOf(number);
    }

    private ParameterException misuse(String why) {
        return new ParameterException(spec.commandLine(), why);
    }

    /** Where the time went comes from the account's own logs. */
    private int sandbox() throws InterruptedException {
        var checkout = Main.checkout(spec);
        var aws = account.aws();
        var caller = account.caller(aws, account.settings());
        var standing = StandingRuns.one(checkout, caller.account(), Optional.ofNullable(run));
        var target = new AwsTarget(
                aws, account.authorities(checkout), standing.facts().stateBucket());
        var system = new DeployedSystem(
                target,
                standing.facts().name(),
                standing.facts().url(),
                DeployedSystem.credentialsOf(target, standing.facts().name()),
                Optional.empty());
        return deployed(system, OptionalLong.empty());
    }

    private int embedded() throws InterruptedException {
        var session = Sessions.required(Main.checkout(spec));
        return deployed(Sessions.system(session), OptionalLong.of(session.pid()));
    }

    /** @param process whose memory is watched, where it is one of this machine */
    private int deployed(DeployedSystem system, OptionalLong process) throws InterruptedException {
        var load = load(system.url(), system.client(), system.http());
        var whole = new Whole(system);
        var removed = new AtomicBoolean();
        Runnable removal = () -> {
            if (!removed.getAndSet(true)) {
                whole.remove(load.prefix());
            }
        };
        try (var running = new Processes();
                var vitals = process.isPresent() ? Vitals.of(process.getAsLong()) : null;
                var hook = ShutdownHook.running(() -> {
                    running.close();
                    removal.run();
                })) {
            var aftermath = made(load, running);
            if (vitals != null) {
                vitals.close();
                aftermath.seen(vitals);
            }
            say("Comparing storage, catalogue, list and downloads…");
            aftermath.ask(system, load.prefix());
            return report(spec, aftermath);
        } finally {
            removal.run();
        }
    }

    /** What somebody else deployed is seen from outside alone: nothing is looked up, and files stay until they expire. */
    private int live() throws InterruptedException {
        Doorstep.checkAddress(url);
        var client = new ClientCredentials(user, password.password());
        var http = Session.running(Main.checkout(spec))
                .filter(session -> session.service().map(URI::getHost).equals(Optional.ofNullable(url.getHost())))
                .map(session -> Sessions.attach(session).http())
                .orElseGet(() -> HttpAccess.ofThisProcess(url));
        new Doorstep(url, http).check();
        say("Nothing is looked up past the service: files of this run stay until they expire.");
        try (var running = new Processes();
                var hook = ShutdownHook.running(running::close)) {
            return report(spec, made(load(url, client, http), running));
        }
    }

    private Load load(URI service, ClientCredentials client, HttpAccess http) {
        Map<String, String> settings = new LinkedHashMap<>();
        put(settings, "users", users);
        put(settings, "seconds", seconds);
        put(settings, "max-rate", maxRate);
        return new Load(
                simulation.toString(),
                name(),
                profile.toString(),
                settings,
                target.toString(),
                service,
                client,
                http.proxy(),
                processes);
    }

    private static void put(Map<String, String> settings, String name, Number value) {
        if (value != null) {
            settings.put(name, value.toString());
        }
    }

    /** When it was, and something that tells two of one second apart. */
    private static String name() {
        var time = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss")
                .withZone(ZoneOffset.UTC)
                .format(Instant.now());
        return "%s-%04x".formatted(time, new SecureRandom().nextInt(0x10000));
    }

    private Aftermath made(Load load, Processes running) throws InterruptedException {
        var checkout = Main.checkout(spec);
        var folder = reports(spec).of(load.run());
        new LoadRun(checkout.root(), running).make(load, folder, this::say);
        return new Aftermath(LoadRun.results(java.util.List.of(folder)));
    }

    private void say(String line) {
        var out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
    }

    private static LoadReports reports(CommandSpec spec) {
        return new LoadReports(Main.checkout(spec).kept("reports").resolve("load"));
    }

    /** Writes the report and prints its short form; answers the exit code. */
    static int report(CommandSpec spec, Aftermath aftermath) {
        var reports = reports(spec);
        var worse = aftermath.report(reports);
        var summary = aftermath.summary();
        var out = spec.commandLine().getOut();
        out.println();
        out.println(summary.markdown());
        aftermath.right().forEach(out::println);
        worse.forEach(why -> out.println("worse than before: " + why));
        out.println("Report: " + reports.of(summary.run()).resolve("index.html"));
        out.flush();
        return summary.good() ? CommandLine.ExitCode.OK : Main.FAILED;
    }
}
