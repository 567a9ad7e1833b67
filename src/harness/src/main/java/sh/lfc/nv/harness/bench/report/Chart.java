package sh.lfc.nv.harness.bench.report;

import java.util.List;

/**
 * Lines over sizes that are multiples of each other, to be drawn with logarithmic scales.
 *
 * @param across what the sizes are of
 */
public record Chart(String title, String across, Unit unit, List<Line> lines) {

    /** One line, its points by size. */
    public record Line(String name, List<Point> points) {}

    public record Point(double size, double value) {}
}
