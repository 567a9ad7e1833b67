package sh.lfc.nv.harness.html;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Some series of numbers over the same points, as an SVG drawing in the colours of {@link Page}, with a key below.
 *
 * @param title what is drawn, for those who cannot see it
 * @param unit what the numbers are, such as {@code ms}
 * @param labels what stands below the first and the last point
 * @param series what is drawn; each has as many values as the others
 * @param marks the numbers of the points that are marked as bad, from 0
 */
public record LineChart(String title, String unit, List<String> labels, List<Series> series, List<Integer> marks) {
    private static final int WIDTH = 640;
    private static final int HEIGHT = 190;
    private static final int LEFT = 64;
    private static final int TOP = 12;
    private static final int BOTTOM = 30;
    private static final int LINES = 4;

    /** One without marks. */
    public LineChart(String title, String unit, List<String> labels, List<Series> series) {
        this(title, unit, labels, series, List.of());
    }

    /**
     * @param values {@link Double#NaN} where there is none
     * @param band what is usual, from the lower to the upper of two numbers
     */
    public record Series(String name, List<Double> values, Optional<Band> band) {
        public Series(String name, List<Double> values) {
            this(name, values, Optional.empty());
        }
    }

    /** A range of values. */
    public record Band(double low, double high) {}

    /** The drawing and its key. */
    public String html() {
        var top = top();
        var svg = new StringBuilder("<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">%n"
                .formatted(WIDTH, HEIGHT, Html.escaped(title)));
        for (var i = 0; i <= LINES; i++) {
            var value = top * i / LINES;
            svg.append("<line class=\"grid\" x1=\"%d\" x2=\"%d\" y1=\"%s\" y2=\"%3$s\"/>"
                            .formatted(LEFT, WIDTH, number(y(value, top))))
                    .append("<text x=\"%d\" y=\"%s\">%s</text>%n"
                            .formatted(LEFT - 6, number(y(value, top) + 4), shown(value)));
        }
        for (var mark : marks) {
            svg.append("<line class=\"failed\" x1=\"%s\" x2=\"%1$s\" y1=\"%d\" y2=\"%d\"/>%n"
                    .formatted(number(x(mark, series.get(0).values().size())), TOP, HEIGHT - BOTTOM));
        }
        for (var i = 0; i < series.size(); i++) {
            var colour = colour(i);
            series.get(i)
                    .band()
                    .ifPresent(band -> svg.append(
                            "<rect x=\"%d\" width=\"%d\" y=\"%s\" height=\"%s\" style=\"fill:%s;opacity:.12\"/>%n"
                                    .formatted(
                                            LEFT,
                                            WIDTH - LEFT,
                                            number(y(Math.min(top, band.high()), top)),
                                            number(y(Math.max(0, band.low()), top)
                                                    - y(Math.min(top, band.high()), top)),
                                            colour)));
            svg.append("<polyline style=\"stroke:%s\" points=\"%s\"/>%n"
                    .formatted(colour, points(series.get(i).values(), top)));
        }
        if (!labels.isEmpty()) {
            svg.append("<text x=\"%d\" y=\"%d\" style=\"text-anchor:start\">%s</text>"
                            .formatted(LEFT, HEIGHT - 8, Html.escaped(labels.get(0))))
                    .append("<text x=\"%d\" y=\"%d\">%s</text>%n"
                            .formatted(WIDTH, HEIGHT - 8, Html.escaped(labels.get(labels.size() - 1))));
        }
        return svg.append("</svg>\n").append(key()).toString();
    }

    /** One series needs none: the title above the chart says what it is. */
    private String key() {
        if (series.size() == 1) {
            return "";
        }
        var key = new StringBuilder("<p class=\"key\">");
        for (var i = 0; i < series.size(); i++) {
            key.append("<span><i style=\"background:%s\"></i>%s</span>"
                    .formatted(colour(i), Html.escaped(series.get(i).name())));
        }
        return key.append("</p>\n").toString();
    }

    /** The colour of the series with this number, from 0. */
    public static String colour(int number) {
        return "var(--c%d)".formatted(number % 6);
    }

    private String points(List<Double> values, double top) {
        var points = new StringBuilder();
        for (var i = 0; i < values.size(); i++) {
            if (!values.get(i).isNaN()) {
                points.append(number(x(i, values.size())))
                        .append(',')
                        .append(number(y(values.get(i), top)))
                        .append(' ');
            }
        }
        return points.toString().strip();
    }

    /** A round number that no value exceeds. */
    private double top() {
        var most = series.stream()
                .flatMap(each -> each.values().stream())
                .filter(value -> !value.isNaN())
                .mapToDouble(Double::doubleValue)
                .max()
                .orElse(0);
        if (most == 0) {
            return 1;
        }
        var top = Math.pow(10, Math.floor(Math.log10(Math.max(most, 1e-3))));
        for (var factor : new double[] {1, 2, 4, 5, 8, 10}) {
            if (top * factor >= most) {
                return top * factor;
            }
        }
        return top * 10;
    }

    private static double x(int index, int count) {
        var room = WIDTH - LEFT - 4.0;
        return count == 1 ? LEFT + room / 2 : LEFT + room * index / (count - 1);
    }

    private static double y(double value, double top) {
        return TOP + (HEIGHT - TOP - BOTTOM) * (1 - value / top);
    }

    private String shown(double value) {
        var digits = value == Math.rint(value) ? 0 : value < 0.1 ? 3 : value < 10 ? 2 : 0;
        return String.format(Locale.ROOT, "%,." + digits + "f", value) + " " + unit;
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
