package sh.lfc.nv.harness.bench.growth;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import sh.lfc.nv.harness.HarnessException;
import sh.lfc.nv.harness.bench.Measurement;
import sh.lfc.nv.harness.bench.Setting;
import sh.lfc.nv.harness.bench.client.ApiClient;
import sh.lfc.nv.harness.bench.client.Clients;
import sh.lfc.nv.harness.bench.report.Chart;
import sh.lfc.nv.harness.bench.report.Chart.Point;
import sh.lfc.nv.harness.bench.report.Figure;
import sh.lfc.nv.harness.bench.report.Goal;
import sh.lfc.nv.harness.bench.report.Row;
import sh.lfc.nv.harness.bench.report.Section;
import sh.lfc.nv.harness.bench.report.Table;
import sh.lfc.nv.harness.bench.report.Unit;
import sh.lfc.nv.harness.bench.server.EmulatorServer;

/** The time of a call on each path that reads, and the memory, at growing sizes of what is read from. */
public final class GrowthMeasurement implements Measurement {
    private static final int WRITERS = 8;
    private static final int DIGITS = 3;
    private static final long WARM_UP_NANOS = 3_000_000_000L;
    private static final long SLICE_NANOS = 500_000_000L;
    private static final double BYTES = 1e6;
    private static final double MICROS = 1e3;

    /** What came out, while it comes out. */
    private static final class Found {
        private final List<Row> rows = new ArrayList<>();
        private final List<Chart.Line> times = new ArrayList<>();
        private final List<Chart.Line> heaps = new ArrayList<>();
        private final List<List<String>> memory = new ArrayList<>();

        /** The times, path by path. */
        List<List<String>> times() {
            return times.stream()
                    .flatMap(line -> line.points().stream()
                            .map(point -> List.of(
                                    "%s, of %,.0f".formatted(line.name(), point.size()),
                                    Unit.MICROSECONDS.shown(point.value()))))
                    .toList();
        }
    }

    @Override
    public String name() {
        return "growth";
    }

    @Override
    public Section measure(Setting setting) throws InterruptedException {
        var found = new Found();
        for (var subject : Subjects.all()) {
            if (setting.wants(subject.what())) {
                measure(setting, subject, found);
            }
        }
        return Section.of(
                        name(),
                        "Growth",
                        "The median time of a call with one client while what is read from grows, in a process of its own"
                                + " for each kind; what is answered stays the same size. A row is the most that the time"
                                + " grew between any two sizes, divided by what the size's logarithm grew between them:"
                                + " up to 1 is O(log n) or better, a quarter is left for noise.",
                        found.rows)
                .withTables(List.of(
                        new Table(List.of("a call, from how many", "time"), found.times()),
                        new Table(List.of("memory with", "heap without garbage", "resident"), found.memory)))
                .withCharts(List.of(
                        new Chart("Time of a call", "how many there are", Unit.MICROSECONDS, found.times),
                        new Chart("Heap without garbage", "how many there are", Unit.MEGABYTES, found.heaps)));
    }

    private void measure(Setting setting, Subject subject, Found found) throws InterruptedException {
        var server = setting.emulator(name() + "-" + subject.what().replace(' ', '-'));
        try (var client = new ApiClient(server.endpoint())) {
            for (var call : subject.before()) {
                client.call(call);
            }
            var times = new LinkedHashMap<String, List<Point>>();
            var heap = new ArrayList<Point>();
            var made = 0;
            for (var size : subject.sizes()) {
                setting.progress().doing("%,d %s".formatted(size, subject.what()));
                fill(server, subject, made, size);
                var warmUp = made == 0;
                made = size;
                for (var read : subject.reads()) {
                    var micros = time(client, read, size, warmUp, setting.rounds());
                    times.computeIfAbsent(read.what(), any -> new ArrayList<>()).add(new Point(size, micros));
                }
                var used = server.heapUsed() / BYTES;
                heap.add(new Point(size, used));
                found.memory.add(List.of(
                        "%,d %s".formatted(size, subject.what()),
                        Unit.MEGABYTES.shown(used),
                        server.resident().isPresent()
                                ? Unit.MEGABYTES.shown(server.resident().getAsLong() / BYTES)
                                : ""));
            }
            tell(setting, subject, times, found);
            found.heaps.add(new Chart.Line(subject.what(), heap));
        } catch (IOException e) {
            throw new HarnessException("%s does not answer: %s".formatted(server.name(), e), e);
        } finally {
            setting.running().end(server);
        }
    }

    private static void tell(Setting setting, Subject subject, Map<String, List<Point>> times, Found found) {
        times.forEach((what, points) -> {
            var row = Row.of(
                    "%s, %,d to %,d %s"
                            .formatted(
                                    what,
                                    subject.sizes().get(0),
                                    subject.sizes().get(subject.sizes().size() - 1),
                                    subject.what()),
                    Unit.TIMES,
                    Figure.of(new Growth(points).besideLogarithm()),
                    Goal.of(Growth.NOISE));
            setting.progress().found(row);
            found.rows.add(row);
            found.times.add(new Chart.Line(what, points));
        });
    }

    private static void fill(EmulatorServer server, Subject subject, int made, int size) throws InterruptedException {
        var first = made / subject.batch();
        new Clients(server.endpoint(), WRITERS)
                .share(
                        size / subject.batch() - first,
                        (client, number) -> client.call(subject.make().apply(first + number)));
    }

    /** @return microseconds, the median of the rounds' medians */
    private static double time(ApiClient client, Subject.Read read, int size, boolean warmUp, int rounds)
            throws IOException {
        var call = client.prepare(read.call().apply(size));
        if (warmUp) {
            slice(call, WARM_UP_NANOS);
        }
        var medians = new ArrayList<Double>();
        for (var round = 0; round < rounds; round++) {
            medians.add(slice(call, SLICE_NANOS) / MICROS);
        }
        return Figure.of(medians).median();
    }

    private static double slice(ApiClient.Prepared call, long nanos) throws IOException {
        var times = new Histogram(DIGITS);
        var end = System.nanoTime() + nanos;
        for (var begin = System.nanoTime(); begin < end; begin = System.nanoTime()) {
            call.send();
            times.recordValue(System.nanoTime() - begin);
        }
        return times.getValueAtPercentile(50);
    }
}
