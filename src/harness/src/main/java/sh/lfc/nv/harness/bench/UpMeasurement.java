package sh.lfc.nv.harness.bench;

import java.util.List;
import java.util.Locale;
import sh.lfc.nv.harness.bench.report.Figure;
import sh.lfc.nv.harness.bench.report.Goal;
import sh.lfc.nv.harness.bench.report.Row;
import sh.lfc.nv.harness.bench.report.Section;
import sh.lfc.nv.harness.bench.report.Table;
import sh.lfc.nv.harness.bench.report.Unit;
import sh.lfc.nv.harness.checkout.Checkout;

/** A whole {@code up}, an {@code up} on the running system, and {@code down}, each in a process of its own. */
public final class UpMeasurement implements Measurement {
    private static final double GOAL_SECONDS = 75;
    private static final double MILLIS = 1_000;

    /** Runs this program. */
    @FunctionalInterface
    public interface Program {

        /** @return the milliseconds that it took */
        long run(List<String> arguments) throws InterruptedException;
    }

    private final Checkout checkout;
    private final Program program;

    public UpMeasurement(Checkout checkout, Program program) {
        this.checkout = checkout;
        this.program = program;
    }

    @Override
    public String name() {
        return "up";
    }

    @Override
    public Section measure(Setting setting) throws InterruptedException {
        setting.progress().doing("up, up again, down");
        var up = program.run(List.of("up", "--port", "0", "--detach"));
        var times = UpTimes.ofLast(checkout);
        var second = program.run(List.of("up"));
        var down = program.run(List.of("down"));
        return Section.of(
                        name(),
                        "`./harness up`",
                        "From the start of the process until it was done, once.",
                        setting.found(List.of(
                                seconds("`./harness up`, built, ten stacks, until ready", up, Goal.of(GOAL_SECONDS)),
                                seconds("`./harness up` again, nothing to change", second),
                                seconds("`./harness down`", down))))
                .withTables(List.of(stacks(times)));
    }

    private static Row seconds(String what, long millis, Goal... goals) {
        return Row.of(what, Unit.SECONDS, Figure.of(millis / MILLIS), goals);
    }

    private static Table stacks(UpTimes times) {
        return new Table(
                List.of("stack", "begun after", "init", "plan and apply", "of it embedded AWS", "resources"),
                times.stacks().stream()
                        .map(stack -> List.of(
                                stack.stack(),
                                shown(stack.begun()),
                                shown(stack.init()),
                                shown(stack.change()),
                                shown(stack.emulator()),
                                String.valueOf(stack.resources())))
                        .toList());
    }

    private static String shown(long millis) {
        return String.format(Locale.ROOT, millis < 10_000 ? "%.2f s" : "%.1f s", millis / MILLIS);
    }
}
