package sh.lfc.nv.harness.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import sh.lfc.nv.harness.HarnessException;
import sh.lfc.nv.harness.target.Target;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;

/** {@code ./harness logs nv-demo-api}: what a function, or any other log group, has logged. */
@Command(
        name = "logs",
        description = "Prints what a function has logged; without a name, which log groups there are.",
        mixinStandardHelpOptions = true)
final class LogsCommand implements Callable<Integer> {
    private static final Duration POLL = Duration.ofSeconds(1);

    @Parameters(
            arity = "0..1",
            paramLabel = "NAME",
            description = "A function, such as nv-demo-api, or a log group, such as /aws/apigateway/nv-demo-api.")
    private String name;

    @Option(
            names = {"-f", "--follow"},
            description = "Go on printing what is logged, until Ctrl-C.")
    private boolean follow;

    @Option(
            names = "--since",
            paramLabel = "AGE",
            defaultValue = "PT1H",
            description = "How far back to look, such as 10m, 2h or 1d; default: 1h.")
    private String since;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        var checkout = Main.checkout(spec);
        var target = Sessions.attach(Sessions.required(checkout));
        var out = spec.commandLine().getOut();
        try (var logs = target.aws().client(CloudWatchLogsClient.builder())) {
            if (name == null) {
                logs.describeLogGroupsPaginator().logGroups().forEach(group -> out.println(group.logGroupName()));
            } else {
                print(target, logs, out);
            }
            return CommandLine.ExitCode.OK;
        }
    }

    private void print(Target target, CloudWatchLogsClient logs, PrintWriter out) throws InterruptedException {
        var group = name.startsWith("/") ? name : "/aws/lambda/" + name;
        var from = target.now().minus(age(since)).toEpochMilli();
        var shown = new HashSet<String>();
        try {
            do {
                from = page(logs, group, from, shown, out);
                if (follow) {
                    Thread.sleep(POLL.toMillis());
                }
            } while (follow);
        } catch (ResourceNotFoundException e) {
            throw new HarnessException(
                    "there is no log group %s: ./harness logs lists those that there are".formatted(group), e);
        }
    }

    /** Prints what was not shown yet; answers from when on to look next. */
    private static long page(CloudWatchLogsClient logs, String group, long from, Set<String> shown, PrintWriter out) {
        var latest = from;
        var request = FilterLogEventsRequest.builder()
                .logGroupName(group)
                .startTime(from)
                .build();
        for (var event : logs.filterLogEventsPaginator(request).events()) {
            if (shown.add(event.eventId())) {
                out.printf(
                        "%s %s%n",
                        Instant.ofEpochMilli(event.timestamp()), event.message().stripTrailing());
            }
            latest = Math.max(latest, event.timestamp());
        }
        out.flush();
        return latest;
    }

    private static Duration age(String text) {
        try {
            var iso = text.startsWith("P") ? text : text.endsWith("d") ? "P" + text : "PT" + text;
            return Duration.parse(iso);
        } catch (DateTimeParseException e) {
            throw new HarnessException("\"%s\" is no age: give one such as 10m, 2h or 1d".formatted(text), e);
        }
    }
}
