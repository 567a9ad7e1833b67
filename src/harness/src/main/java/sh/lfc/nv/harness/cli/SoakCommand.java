package sh.lfc.nv.harness.cli;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import sh.lfc.nv.harness.soak.Soak;

/** {@code ./harness soak}: whether nothing is lost however much goes wrong. */
@Command(
        name = "soak",
        description = "Clients write and remove files while something fails every few seconds; afterwards storage,"
                + " catalogue, cache and list are compared, file by file. Exit code 1 when they disagree.",
        mixinStandardHelpOptions = true)
final class SoakCommand implements Callable<Integer> {
    private static final int MAX_WRITERS = 64;
    private static final Duration LONGEST = Duration.ofHours(24);

    @Option(
            names = "--for",
            paramLabel = "DURATION",
            defaultValue = "PT10M",
            description = "For how long; default: ${DEFAULT-VALUE}.")
    private String length;

    @Option(names = "--writers", defaultValue = "4", description = "How many clients; default: ${DEFAULT-VALUE}.")
    private int writers;

    @Option(
            names = "--seed",
            paramLabel = "NUMBER",
            description = "Repeats what an earlier soak with this seed did; default: one that nobody had yet.")
    private Long seed;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        var time = duration();
        if (writers < 1 || writers > MAX_WRITERS) {
            throw new ParameterException(
                    spec.commandLine(), "--writers must be from 1 to %d, not %d".formatted(MAX_WRITERS, writers));
        }
        var system = Sessions.system(Sessions.required(Main.checkout(spec)));
        var number = seed == null ? new SecureRandom().nextInt(Integer.MAX_VALUE) : seed;
        var out = spec.commandLine().getOut();
        out.printf("seed %d: %d clients for %s%n", number, writers, time);
        out.flush();
        try (var hook = ShutdownHook.running(() -> system.target().faults().clear())) {
            var result = new Soak(system, number, line -> {
                        out.println(line);
                        out.flush();
                    })
                    .run(writers, time);
            out.printf(
                    "%d requests, %d of which failed, beside %d faults; %d dead letters were tried again; %d files"
                            + " in the end%n",
                    result.requests(), result.failed(), result.faults(), result.redriven(), result.files());
            result.wrong().forEach((what, why) -> out.printf("WRONG  %s: %s%n", what, why));
            if (result.wrong().isEmpty()) {
                out.println("Storage, catalogue, cache and list agree, file by file.");
            } else {
                out.printf("Again: ./harness soak --seed %d --for %s --writers %d%n", number, time, writers);
            }
            out.flush();
            return result.wrong().isEmpty() ? CommandLine.ExitCode.OK : Main.FAILED;
        }
    }

    private Duration duration() {
        try {
            var time = Duration.parse(length);
            if (!time.isNegative() && !time.isZero() && time.compareTo(LONGEST) <= 0) {
                return time;
            }
        } catch (DateTimeParseException e) {
            // Said below, as for every other duration that makes no sense.
        }
        throw new ParameterException(
                spec.commandLine(), "--for must be a duration up to PT24H, such as PT10M, not " + length);
    }
}
