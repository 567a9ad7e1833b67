package sh.lfc.nv.harness.cli;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import sh.lfc.nv.harness.target.TargetClock;

/** {@code ./harness clock}: the time of the embedded AWS. */
@Command(
        name = "clock",
        description =
                "Shows or moves the time of the running embedded AWS. What becomes due on the way (lifecycle rules,"
                        + " schedules, retention, expiry) is done, in order and at its own time.",
        mixinStandardHelpOptions = true)
final class ClockCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "say what to do: now, freeze, advance, rate or reset");
    }

    @Command(name = "now", description = "Prints the time.", mixinStandardHelpOptions = true)
    int now() {
        return done(TargetClock::read);
    }

    @Command(
            name = "freeze",
            description = "Stops the time; it can still be advanced.",
            mixinStandardHelpOptions = true)
    int freeze() {
        return done(TargetClock::freeze);
    }

    @Command(
            name = "advance",
            description = "Moves the time forward. Comes back when everything that became due is done.",
            mixinStandardHelpOptions = true)
    int advance(
            @Parameters(paramLabel = "DURATION", description = "How far: P31D, PT12H, PT90M, or P1DT12H.")
                    String duration) {
        var by = duration(duration);
        return done(clock -> clock.advance(by));
    }

    @Command(name = "rate", description = "Lets the time run faster or slower.", mixinStandardHelpOptions = true)
    int rate(@Parameters(paramLabel = "FACTOR", description = "How many times as fast: 60 or 60x.") String factor) {
        var times = factor(factor);
        return done(clock -> clock.rate(times));
    }

    @Command(
            name = "reset",
            description = "Goes back to the time of this machine. What was done in the meantime stays done.",
            mixinStandardHelpOptions = true)
    int reset() {
        return done(TargetClock::reset);
    }

    private int done(Function<TargetClock, TargetClock.Reading> move) {
        var reading = move.apply(
                Sessions.attach(Sessions.required(Main.checkout(spec))).clock());
        var out = spec.commandLine().getOut();
        out.println(reading.now().truncatedTo(ChronoUnit.MILLIS) + how(reading));
        out.flush();
        return CommandLine.ExitCode.OK;
    }

    private static String how(TargetClock.Reading reading) {
        if (reading.rate() == 0) {
            return " (frozen)";
        }
        if (reading.rate() != 1) {
            return String.format(Locale.ROOT, " (%sx)", trimmed(reading.rate()));
        }
        return reading.moved() ? " (moved)" : "";
    }

    private static String trimmed(double rate) {
        return rate == Math.rint(rate) ? String.valueOf((long) rate) : String.valueOf(rate);
    }

    private Duration duration(String text) {
        try {
            return Duration.parse(text);
        } catch (DateTimeParseException e) {
            throw new ParameterException(
                    spec.commandLine(),
                    "\"%s\" is no duration: say days, hours, minutes and seconds, such as P31D or PT90M"
                            .formatted(text),
                    e);
        }
    }

    private double factor(String text) {
        try {
            return Double.parseDouble(text.endsWith("x") ? text.substring(0, text.length() - 1) : text);
        } catch (NumberFormatException e) {
            throw new ParameterException(
                    spec.commandLine(), "\"%s\" is no pace: say a number, such as 60 or 60x".formatted(text), e);
        }
    }
}
