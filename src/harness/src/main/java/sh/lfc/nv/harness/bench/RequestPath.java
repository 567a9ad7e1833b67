package sh.lfc.nv.harness.bench;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import sh.lfc.nv.harness.HarnessException;
import sh.lfc.nv.harness.bench.client.Clients;
import sh.lfc.nv.harness.bench.client.Opening;
import sh.lfc.nv.harness.bench.report.Figure;
import sh.lfc.nv.harness.bench.report.Goal;
import sh.lfc.nv.harness.bench.report.Row;
import sh.lfc.nv.harness.bench.report.Unit;
import sh.lfc.nv.harness.checkout.Checkout;
import sh.lfc.nv.harness.checkout.Session;
import sh.lfc.nv.harness.system.DeployedSystem;
import sh.lfc.nv.harness.target.EmbeddedTarget;

/**
 * A request through the whole of the running system: HTTPS, HTTP API, authorizer (whose answer is cached), function, Redis
 * (which has the answer), and back.
 */
final class RequestPath {
    private static final String WHAT = "GET /api/list, HTTPS → HTTP API → authorizer (cached) → function → Redis hit, ";
    private static final int MANY = 8;
    private static final int EACH_WARM_UP = 3_000;
    private static final Duration ROUND = Duration.ofSeconds(5);
    private static final double MILLION = 1_000_000;

    private final Setting setting;

    RequestPath(Setting setting) {
        this.setting = setting;
    }

    List<Row> rows(Checkout checkout, String environment) throws InterruptedException {
        var session = Session.running(checkout).orElseThrow(() -> new HarnessException("no system is running"));
        var target = EmbeddedTarget.attach(URI.create(session.endpoint()), Path.of(session.caCertificate()));
        var url = session.service().orElseThrow(() -> new HarnessException("the service is not deployed"));
        var http = target.http();
        var opening = Opening.tls(url.getHost(), http.proxy().orElseThrow(), http.sslContext());
        var headers = Map.of(
                "Host",
                url.getHost(),
                "Authorization",
                DeployedSystem.credentialsOf(target, environment).authorization());
        Clients.Job job = (client, number) -> client.prepareUnsigned("GET", "/api/list", headers)::send;

        try (var unthrottled = new Unthrottled(target, environment + "-api")) {
            return rows(url, opening, headers, job);
        }
    }

    private List<Row> rows(URI url, Opening opening, Map<String, String> headers, Clients.Job job)
            throws InterruptedException {
        new Clients(url, opening, MANY).share(MANY * EACH_WARM_UP, (client, number) -> {
            // Each client's connection and environment is warm after its share.
            client.prepareUnsigned("GET", "/api/list", headers).send();
        });
        var median = new ArrayList<Double>();
        var high = new ArrayList<Double>();
        var throughput = new ArrayList<Double>();
        for (var round = 0; round < setting.rounds(); round++) {
            setting.progress().doing("requests through the system, round " + (round + 1));
            var times = times(new Clients(url, opening, 1), job);
            median.add(times.getValueAtPercentile(50) / MILLION);
            high.add(times.getValueAtPercentile(99) / MILLION);
            throughput.add(new Clients(url, opening, MANY).throughput(ROUND, job));
        }
        return List.of(
                Row.of(WHAT + "one client, p50", Unit.MILLISECONDS, Figure.of(median), Goal.of(3)),
                Row.of(WHAT + "one client, p99", Unit.MILLISECONDS, Figure.of(high), Goal.of(15)),
                Row.of(WHAT + MANY + " clients", Unit.PER_SECOND, Figure.of(throughput), Goal.of(1_500)));
    }

    /** One client that sends the next request when it has the answer; nanoseconds. */
    private static Histogram times(Clients client, Clients.Job job) throws InterruptedException {
        var times = new Histogram(3);
        client.throughput(ROUND, (one, number) -> {
            var work = job.of(one, number);
            return () -> {
                var begin = System.nanoTime();
                work.once();
                times.recordValue(System.nanoTime() - begin);
            };
        });
        return times;
    }
}
