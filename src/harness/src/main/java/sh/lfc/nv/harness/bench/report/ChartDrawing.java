package sh.lfc.nv.harness.bench.report;

import static sh.lfc.nv.harness.html.Html.escaped;

import java.util.Locale;

/** A chart as SVG in the colours of the page around it, both scales logarithmic. */
record ChartDrawing(Chart chart) {
    private static final int WIDTH = 640;
    private static final int HEIGHT = 260;
    private static final int LEFT = 76;
    private static final int RIGHT = 10;
    private static final int TOP = 10;
    private static final int BOTTOM = 34;
    private static final int LEGEND = 18;
    private static final double THOUSAND = 1_000;
    private static final double MILLION = 1_000_000;

    /** A scale from a power of ten to another. */
    private record Decades(int from, int to) {
        static Decades around(double least, double most) {
            var from = (int) Math.floor(Math.log10(least) + 1e-9);
            var to = (int) Math.ceil(Math.log10(most) - 1e-9);
            return new Decades(from, Math.max(to, from + 1));
        }

        double part(double value) {
            return (Math.log10(value) - from) / (to - from);
        }
    }

    String svg() {
        var points =
                chart.lines().stream().flatMap(line -> line.points().stream()).toList();
        var sizes = Decades.around(
                points.stream().mapToDouble(Chart.Point::size).min().orElse(1),
                points.stream().mapToDouble(Chart.Point::size).max().orElse(10));
        var values = Decades.around(
                points.stream().mapToDouble(Chart.Point::value).min().orElse(1),
                points.stream().mapToDouble(Chart.Point::value).max().orElse(10));
        var svg = new StringBuilder("<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">%n"
                .formatted(WIDTH, HEIGHT + LEGEND * chart.lines().size(), escaped(chart.title())));
        for (var decade = values.from(); decade <= values.to(); decade++) {
            var y = y(Math.pow(10, decade), values);
            svg.append("<line class=\"grid\" x1=\"%d\" x2=\"%d\" y1=\"%s\" y2=\"%3$s\"/>"
                            .formatted(LEFT, WIDTH - RIGHT, number(y)))
                    .append("<text x=\"%d\" y=\"%s\">%s</text>%n"
                            .formatted(LEFT - 6, number(y + 4), chart.unit().limit(round(decade))));
        }
        for (var decade = sizes.from(); decade <= sizes.to(); decade++) {
            svg.append("<text x=\"%s\" y=\"%d\" style=\"text-anchor: middle\">%s</text>%n"
                    .formatted(number(x(Math.pow(10, decade), sizes)), HEIGHT - BOTTOM + 14, size(decade)));
        }
        svg.append("<text x=\"%d\" y=\"%d\">%s</text>%n".formatted(WIDTH - RIGHT, HEIGHT - 6, escaped(chart.across())));
        for (var i = 0; i < chart.lines().size(); i++) {
            line(svg, chart.lines().get(i), colour(i), HEIGHT + LEGEND * i + 8, sizes, values);
        }
        return svg.append("</svg>\n").toString();
    }

    private static void line(
            StringBuilder svg, Chart.Line line, String colour, int legend, Decades sizes, Decades values) {
        var path = new StringBuilder();
        for (var point : line.points()) {
            var x = number(x(point.size(), sizes));
            var y = number(y(point.value(), values));
            path.append(x).append(',').append(y).append(' ');
            svg.append("<circle cx=\"%s\" cy=\"%s\" r=\"3\" fill=\"%s\"/>".formatted(x, y, colour));
        }
        svg.append("<polyline style=\"stroke: %s\" points=\"%s\"/>"
                        .formatted(colour, path.toString().strip()))
                .append("<rect x=\"%d\" y=\"%d\" width=\"12\" height=\"4\" fill=\"%s\"/>"
                        .formatted(LEFT, legend - 6, colour))
                .append("<text x=\"%d\" y=\"%d\" style=\"text-anchor: start\">%s</text>%n"
                        .formatted(LEFT + 20, legend, escaped(line.name())));
    }

    /** Far apart from each other, and seen on light and on dark. */
    private static String colour(int line) {
        return "hsl(%d 65%% 50%%)".formatted((210 + line * 137) % 360);
    }

    private static double x(double size, Decades sizes) {
        return LEFT + (WIDTH - LEFT - RIGHT) * sizes.part(size);
    }

    private static double y(double value, Decades values) {
        return TOP + (HEIGHT - TOP - BOTTOM) * (1 - values.part(value));
    }

    /** A power of ten without the traces of its computation. */
    private static double round(int decade) {
        return Double.parseDouble("1e" + decade);
    }

    private static String size(int decade) {
        var size = round(decade);
        return size >= MILLION
                ? String.format(Locale.ROOT, "%.0f M", size / MILLION)
                : size >= THOUSAND
                        ? String.format(Locale.ROOT, "%.0f k", size / THOUSAND)
                        : String.format(Locale.ROOT, "%.0f", size);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
