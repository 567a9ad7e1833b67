package sh.lfc.nv.harness.html;

import java.util.List;
import java.util.Locale;

/**
 * What was done when, a row each, as an SVG drawing in the colours of {@link Page}, with a key below.
 *
 * @param title what is drawn, for those who cannot see it
 * @param phases the names of the phases that a row can have, in the order of their colours
 * @param rows from the top
 */
public record Gantt(String title, List<String> phases, List<Row> rows) {
    private static final int WIDTH = 640;
    private static final int LEFT = 170;
    private static final int RIGHT = 50;
    private static final int ROW = 22;
    private static final int BAR = 14;
    private static final int FOOT = 24;
    private static final int TICKS = 5;

    /**
     * @param begin when its first phase began, in seconds
     * @param lengths how long each of the phases took, one after the other, in seconds; as many as there are phases
     */
    public record Row(String name, double begin, List<Double> lengths) {
        double end() {
            return begin + lengths.stream().mapToDouble(Double::doubleValue).sum();
        }
    }

    /** The drawing and its key. */
    public String html() {
        var whole = Math.max(1e-3, rows.stream().mapToDouble(Row::end).max().orElse(1));
        var height = rows.size() * ROW;
        var svg = new StringBuilder("<svg class=\"gantt\" viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">%n"
                .formatted(WIDTH, height + FOOT, Html.escaped(title)));
        for (var i = 0; i <= TICKS; i++) {
            var x = x(whole * i / TICKS, whole);
            svg.append("<line class=\"grid\" x1=\"%s\" x2=\"%1$s\" y1=\"0\" y2=\"%d\"/>".formatted(number(x), height))
                    .append("<text x=\"%s\" y=\"%d\" style=\"text-anchor:middle\">%s</text>%n"
                            .formatted(number(x), height + 16, seconds(whole * i / TICKS)));
        }
        for (var i = 0; i < rows.size(); i++) {
            row(svg, rows.get(i), i * ROW, whole);
        }
        return svg.append("</svg>\n").append(key()).toString();
    }

    private static void row(StringBuilder svg, Row row, int top, double whole) {
        svg.append("<text x=\"%d\" y=\"%d\">%s</text>".formatted(LEFT - 8, top + 15, Html.escaped(row.name())));
        var begin = row.begin();
        for (var phase = 0; phase < row.lengths().size(); phase++) {
            var length = row.lengths().get(phase);
            svg.append("<rect x=\"%s\" y=\"%d\" width=\"%s\" height=\"%d\" style=\"fill:%s\"/>"
                    .formatted(
                            number(x(begin, whole)),
                            top + (ROW - BAR) / 2,
                            number(x(length, whole) - LEFT),
                            BAR,
                            LineChart.colour(phase)));
            begin += length;
        }
        svg.append("<text x=\"%s\" y=\"%d\" style=\"text-anchor:start\">%s</text>%n"
                .formatted(number(x(begin, whole) + 4), top + 15, seconds(row.end() - row.begin())));
    }

    private String key() {
        var key = new StringBuilder("<p class=\"key\">");
        for (var i = 0; i < phases.size(); i++) {
            key.append("<span><i style=\"background:%s\"></i>%s</span>"
                    .formatted(LineChart.colour(i), Html.escaped(phases.get(i))));
        }
        return key.append("</p>\n").toString();
    }

    private static double x(double time, double whole) {
        return LEFT + (WIDTH - LEFT - RIGHT) * time / whole;
    }

    private static String seconds(double time) {
        return String.format(Locale.ROOT, time < 10 ? "%.1f s" : "%.0f s", time);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
