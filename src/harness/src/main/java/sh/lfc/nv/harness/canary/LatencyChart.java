package sh.lfc.nv.harness.canary;

import java.util.List;
import java.util.Locale;

/**
 * How long the service took to answer, run by run, as an SVG drawing in the colours of the page around it: a line, and a
 * mark for each run that failed.
 *
 * @param runs the newest last
 */
record LatencyChart(List<RunRecord> runs) {
    private static final int WIDTH = 640;
    private static final int HEIGHT = 180;
    private static final int LEFT = 56;
    private static final int TOP = 12;
    private static final int BOTTOM = 20;
    private static final int LINES = 4;

    String svg() {
        var top = top();
        var svg =
                new StringBuilder("<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"Time to answer, run by run\">\n"
                        .formatted(WIDTH, HEIGHT));
        for (var i = 0; i <= LINES; i++) {
            var value = top * i / LINES;
            svg.append("<line class=\"grid\" x1=\"%d\" x2=\"%d\" y1=\"%s\" y2=\"%3$s\"/>"
                            .formatted(LEFT, WIDTH, number(y(value, top))))
                    .append("<text x=\"%d\" y=\"%s\">%s</text>%n"
                            .formatted(LEFT - 6, number(y(value, top) + 4), shown(value)));
        }
        var points = new StringBuilder();
        for (var i = 0; i < runs.size(); i++) {
            var run = runs.get(i);
            if (!run.passed()) {
                svg.append("<line class=\"failed\" x1=\"%s\" x2=\"%1$s\" y1=\"%d\" y2=\"%d\"/>%n"
                        .formatted(number(x(i)), TOP, HEIGHT - BOTTOM));
            }
            if (run.answerMillis() != null) {
                points.append(number(x(i)))
                        .append(',')
                        .append(number(y(run.answerMillis(), top)))
                        .append(' ');
            }
        }
        return svg.append("<polyline points=\"%s\"/>%n</svg>%n"
                        .formatted(points.toString().strip()))
                .toString();
    }

    /** A round number of milliseconds that no run exceeds. */
    private long top() {
        var most = runs.stream()
                .filter(run -> run.answerMillis() != null)
                .mapToLong(RunRecord::answerMillis)
                .max()
                .orElse(0);
        var top = 20L;
        while (top < most) {
            top *= 2;
        }
        return top;
    }

    private double x(int index) {
        var room = WIDTH - LEFT - 4.0;
        return runs.size() == 1 ? LEFT + room / 2 : LEFT + room * index / (runs.size() - 1);
    }

    private static double y(long value, long top) {
        return TOP + (HEIGHT - TOP - BOTTOM) * (1 - (double) value / top);
    }

    private static String shown(long millis) {
        return millis < 1_000 ? millis + " ms" : String.format(Locale.ROOT, "%.1f s", millis / 1_000.0);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
