package sh.lfc.nv.harness.bench;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import sh.lfc.nv.harness.HarnessException;
import sh.lfc.nv.harness.bench.report.Figure;
import sh.lfc.nv.harness.bench.report.Goal;
import sh.lfc.nv.harness.bench.report.Row;
import sh.lfc.nv.harness.bench.report.Section;
import sh.lfc.nv.harness.bench.report.Table;
import sh.lfc.nv.harness.bench.report.Unit;
import sh.lfc.nv.harness.checkout.Checkout;
import sh.lfc.nv.harness.checkout.Session;
import sh.lfc.nv.harness.target.EmbeddedTarget;

/**
 * A whole {@code up}, what the system then does, an {@code up} on the running system, and {@code down}, each in a process of
 * its own.
 */
public final class UpMeasurement implements Measurement {
    private static final double GOAL_SECONDS = 45;
    private static final double GOAL_SECOND_SECONDS = 20;
    private static final double MILLIS = 1_000;

    /** They vary more than what is warm. */
    private static final int COLD_STARTS_MORE = 4;

    /** Runs this program. */
    @FunctionalInterface
    public interface Program {

        /** @return the milliseconds that it took */
        long run(List<String> arguments) throws InterruptedException;
    }

    private final Checkout checkout;
    private final String environment;
    private final Program program;

    /** @param environment what the system's names begin with */
    public UpMeasurement(Checkout checkout, String environment, Program program) {
        this.checkout = checkout;
        this.environment = environment;
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
        var rows = new ArrayList<Row>();
        long second;
        long down;
        try {
            rows.addAll(new RequestPath(setting).rows(checkout, environment));
            setting.progress().doing("cold starts");
            rows.addAll(ColdStarts.measure(attached(), environment + "-api", setting.rounds() + COLD_STARTS_MORE)
                    .benchRows());
            second = program.run(List.of("up"));
        } finally {
            down = program.run(List.of("down"));
        }
        rows.add(0, seconds("`./harness up`, built, ten stacks, until ready", up, Goal.of(GOAL_SECONDS)));
        rows.add(1, seconds("`./harness up` again, nothing to change", second, Goal.of(GOAL_SECOND_SECONDS)));
        rows.add(2, seconds("`./harness down`", down));
        return Section.of(
                        name(),
                        "The whole system",
                        "`up` and `down` from the start of the process until it was done, once; the requests over"
                                + " connections that stay open, after thousands for warming up.",
                        setting.found(rows))
                .withTables(List.of(stacks(times)));
    }

    private EmbeddedTarget attached() {
        var session = Session.running(checkout).orElseThrow(() -> new HarnessException("no system is running"));
        return EmbeddedTarget.attach(URI.create(session.endpoint()), Path.of(session.caCertificate()));
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
