package sh.lfc.nv.harness.cli;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./harness fault add throttle --service secretsmanager --probability 0.3}. */
@Command(
        name = "add",
        description = "Adds a fault and prints it. Calls: throttle, error, latency, drop, timeout (with --service,"
                + " --operation, --principal, --resource). Databases and caches: stop, restart, fail-over, pause, refuse,"
                + " slow, garbage (with --on). Functions: crash, out-of-memory, error, cold-start (with --function)."
                + " Events of S3: delay, duplicate, reorder (with --bucket).",
        mixinStandardHelpOptions = true)
final class FaultAddCommand implements Callable<Integer> {

    @Parameters(paramLabel = "KIND", description = "What goes wrong.")
    private String kind;

    @Option(names = "--service", description = "Whose calls: secretsmanager, s3, lambda, logs, …")
    private String service;

    @Option(names = "--operation", description = "Which calls: GetSecretValue, PutObject, Invoke, …")
    private String operation;

    @Option(
            names = "--principal",
            description = "Who calls: the name of a role, a user or a function, an ARN, or a service such as"
                    + " s3.amazonaws.com; with * and ? as wildcards.")
    private String principal;

    @Option(names = "--resource", description = "What the call is about: an ARN, with * and ? as wildcards.")
    private String resource;

    @Option(names = "--on", paramLabel = "ENGINE", description = "db:ID or cache:ID.")
    private String on;

    @Option(names = "--function", description = "A function's name.")
    private String function;

    @Option(names = "--bucket", description = "A bucket's name.")
    private String bucket;

    @Option(
            names = "--by",
            paramLabel = "DURATION",
            description = "How long what is late is late (latency, slow, delay, cold-start), or is held back at most"
                    + " (reorder; default: PT1M): PT0.2S, PT5M.")
    private String by;

    @Option(names = "--keys", paramLabel = "GLOB", description = "For garbage: which keys; default: all.")
    private String keys;

    @Option(names = "--probability", description = "From 0 to 1, for each time; default: 1.")
    private String probability;

    @Option(names = "--count", description = "After so many times it is over.")
    private String count;

    @Option(
            names = "--for",
            paramLabel = "DURATION",
            description = "After so much time of the embedded AWS's clock it is over: PT2M.")
    private String window;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        var options = new TreeMap<String, String>();
        put(options, "service", service);
        put(options, "operation", operation);
        put(options, "principal", principal);
        put(options, "resource", resource);
        put(options, "on", on);
        put(options, "function", function);
        put(options, "bucket", bucket);
        put(options, "by", by);
        put(options, "keys", keys);
        put(options, "probability", probability);
        put(options, "count", count);
        put(options, "for", window);
        var fault = FaultCommand.ask(spec, faults -> faults.add(kind, options));
        spec.commandLine().getOut().println(FaultCommand.line(fault));
        spec.commandLine().getOut().flush();
        return CommandLine.ExitCode.OK;
    }

    private static void put(Map<String, String> options, String name, String value) {
        if (value != null) {
            options.put(name, value);
        }
    }
}
