package sh.lfc.nv.harness.bench.growth;

import java.util.List;
import sh.lfc.nv.harness.bench.report.Chart.Point;

/**
 * How a time grows with a size, beside the size's logarithm.
 *
 * @param points at least two, by size, which is more than 1
 */
record Growth(List<Point> points) {

    /** Growth by up to a quarter more than a logarithm's is noise: measured again it is gone. */
    static final double NOISE = 1.25;

    /**
     * The most that the time grew between any two sizes, smaller and bigger, as a multiple of what the logarithm grew
     * between them: 1 for a path in O(log n), less for one whose time stays the same, much more for one that looks at
     * everything.
     */
    double besideLogarithm() {
        var most = 0.0;
        for (var i = 0; i < points.size(); i++) {
            for (var j = i + 1; j < points.size(); j++) {
                var time = points.get(j).value() / points.get(i).value();
                var logarithm =
                        Math.log(points.get(j).size()) / Math.log(points.get(i).size());
                most = Math.max(most, time / logarithm);
            }
        }
        return most;
    }
}
