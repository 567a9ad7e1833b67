package sh.lfc.nv.harness.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import sh.lfc.nv.harness.sandbox.Sandbox;
import sh.lfc.nv.harness.stacks.Stack;
import sh.lfc.nv.terraform.Changes;

/**
 * Shows how stacks are getting on: one line for each that is done, and on a terminal a bar that counts resources.
 *
 * <p>Safe for use by many threads.
 */
final class Terminal implements Sandbox.Report.Progress {
    private static final String NEW_LINE = System.lineSeparator();

    private final PrintWriter out;
    private final ProgressBar bar;
    private final Map<String, String> running = new TreeMap<>();
    private long steps;

    /**
     * @param stacks how many there are; each counts as a step of its own beside its resources, so that nothing seems done
     *     before all are
     * @param interactive whether there is somebody in front of a terminal, who can use a moving bar
     */
    Terminal(PrintWriter out, String task, int stacks, boolean interactive) {
        this.out = out;
        this.steps = stacks;
        this.bar = interactive
                ? new ProgressBarBuilder()
                        .setTaskName(task)
                        .setStyle(ProgressBarStyle.ASCII)
                        .setUpdateIntervalMillis(200)
                        .setInitialMax(stacks)
                        // How long a resource takes says nothing about the next one.
                        .hideEta()
                        .clearDisplayOnFinish()
                        .build()
                : null;
    }

    /** Whether this process writes to a terminal. */
    static boolean isInteractive() {
        return System.console() != null && !"dumb".equals(System.getenv("TERM")) && System.getenv("CI") == null;
    }

    @Override
    public synchronized void started(Stack stack) {
        running.put(stack.name(), "");
        show();
    }

    @Override
    public synchronized void planned(Stack stack, int resources) {
        steps += resources;
        if (bar != null) {
            bar.maxHint(steps);
        }
    }

    @Override
    public synchronized void changed(Stack stack, String resource) {
        if (bar != null) {
            bar.step();
        }
    }

    @Override
    public synchronized void finished(Stack stack, Changes changes, Duration took) {
        running.remove(stack.name());
        if (bar != null) {
            bar.step();
        }
        line("  %-26s %6.1f s   %s".formatted(stack.name(), seconds(took), sentence(changes)));
        show();
    }

    @Override
    public synchronized void failed(Stack stack, Exception failure) {
        running.remove(stack.name());
        line("  %-26s   failed".formatted(stack.name()));
        show();
    }

    private void show() {
        if (bar != null) {
            bar.setExtraMessage(running.keySet().stream().collect(Collectors.joining(", ", " ", "")));
        }
    }

    private void line(String text) {
        // The cursor is on the line below the bar. The text takes the bar's line; the bar draws itself again below.
        out.print(bar == null ? text + NEW_LINE : "\u001B[1A\r\u001B[2K" + text + NEW_LINE + NEW_LINE);
        out.flush();
    }

    private static String sentence(Changes changes) {
        if (changes.isEmpty()) {
            return "nothing to change";
        }
        var words = new java.util.ArrayList<String>();
        add(words, changes.add(), "made");
        add(words, changes.change(), "changed");
        add(words, changes.remove(), "removed");
        return String.join(", ", words);
    }

    private static void add(java.util.List<String> words, int count, String what) {
        if (count > 0) {
            words.add(count + " " + what);
        }
    }

    static String stacks(int count) {
        return count == 1 ? "1 stack" : count + " stacks";
    }

    static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }

    static String shown(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", seconds(duration));
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
