package sh.lfc.nv.harness.bench.api;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import sh.lfc.nv.harness.HarnessException;
import sh.lfc.nv.harness.bench.Measurement;
import sh.lfc.nv.harness.bench.Setting;
import sh.lfc.nv.harness.bench.client.ApiCall;
import sh.lfc.nv.harness.bench.client.Clients;
import sh.lfc.nv.harness.bench.report.Figure;
import sh.lfc.nv.harness.bench.report.Goal;
import sh.lfc.nv.harness.bench.report.PeerFigure;
import sh.lfc.nv.harness.bench.report.Row;
import sh.lfc.nv.harness.bench.report.Section;
import sh.lfc.nv.harness.bench.report.Table;
import sh.lfc.nv.harness.bench.report.Unit;
import sh.lfc.nv.harness.bench.server.MotoServer;
import sh.lfc.nv.harness.bench.server.NothingServer;
import sh.lfc.nv.harness.bench.server.S3Mock;
import sh.lfc.nv.harness.bench.server.Server;

/**
 * Throughput of AWS's APIs with several clients, ours and the peers' in turns, and the time that small calls take while
 * ours has half of the load that it can bear.
 */
public final class ApiMeasurement implements Measurement {
    private static final double GOAL_P99_MILLIS = 5;
    private static final Map<String, Double> GOALS = Map.of(MotoServer.NAME, 10.0, S3Mock.NAME, 2.0);
    private static final double NANOS = 1e6;
    private static final double P50 = 50;
    private static final double P99 = 99;

    /** Paths that the server which does nothing answers with so many bytes. */
    private static final List<String> ANSWERS = List.of("/1024", "/1048576");

    /**
     * How much is measured.
     *
     * @param clients at the same time
     * @param slice how long each is measured in each round
     * @param warmUp how long each is loaded before, without counting
     * @param keys how many the listing has
     * @param vpcs how many there are
     */
    public record Effort(int clients, Duration slice, Duration warmUp, int keys, int vpcs) {
        static final Effort USUAL = new Effort(8, Duration.ofSeconds(2), Duration.ofSeconds(3), 10_000, 100);
    }

    private final Effort effort;

    public ApiMeasurement() {
        this(Effort.USUAL);
    }

    public ApiMeasurement(Effort effort) {
        this.effort = effort;
    }

    @Override
    public String name() {
        return "api";
    }

    @Override
    public Section measure(Setting setting) throws InterruptedException {
        var workloads = Stream.concat(
                        ObjectWorkloads.all(effort.keys()).stream(), ServiceWorkloads.all(effort.vpcs()).stream())
                .filter(workload -> setting.wants(workload.what()))
                .toList();
        var absences = new LinkedHashMap<String, String>();
        var servers = new LinkedHashMap<String, Server>();
        var versions = new ArrayList<String>();
        var ours = setting.emulator(name());
        try {
            for (var peer : setting.peers()) {
                var absence = peer.absence();
                if (absence.isPresent()) {
                    absences.put(peer.name(), absence.get());
                } else {
                    setting.progress().doing("starting " + peer.name());
                    servers.put(peer.name(), setting.running().add(peer.start()));
                    versions.add(peer.version());
                }
            }
            var rows = new ArrayList<Row>();
            var late = new ArrayList<Row>();
            for (var workload : workloads) {
                var contest = new Contest(setting, workload, ours, servers, absences);
                var row = contest.throughput();
                rows.add(row);
                setting.progress().found(row);
                if (workload.small()) {
                    late.addAll(setting.found(contest.latency(row.ours().median() / 2)));
                }
            }
            rows.addAll(late);
            return section(rows, versions, client(setting));
        } finally {
            servers.values().forEach(setting.running()::end);
            setting.running().end(ours);
        }
    }

    private Section section(List<Row> rows, List<String> versions, Table client) {
        var how =
                ("%d clients in one process, each with a connection of its own; every server in a process of its own on"
                                + " the same machine; rounds of %d s in turns, medians. Requests are signed beforehand and S3's"
                                + " bodies are not part of the signature.%s Times at half of the peak load count from when a"
                                + " call was due, not from when a client had time for it.")
                        .formatted(
                                effort.clients(),
                                effort.slice().toSeconds(),
                                versions.isEmpty() ? "" : " Peers: " + String.join(", ", versions) + ".");
        return Section.of(name(), "Calls of AWS's APIs", how, rows)
                .withTables(List.of(client))
                .withNotes(List.of("The last table is the client alone, with a server that does nothing: no row can be"
                        + " faster than that on this machine."));
    }

    /** What client and machine can do without a server's work. */
    private Table client(Setting setting) throws InterruptedException {
        var server = setting.running().add(NothingServer.start());
        try {
            var clients = new Clients(server.endpoint(), effort.clients());
            var lines = new ArrayList<List<String>>();
            for (var size : ANSWERS) {
                setting.progress().doing("the client alone");
                Clients.Job job = (client, number) -> client.prepare(ApiCall.s3("GET", size))::send;
                clients.throughput(effort.warmUp(), job);
                var rounds = new ArrayList<Double>();
                for (var round = 0; round < setting.rounds(); round++) {
                    rounds.add(clients.throughput(effort.slice(), job));
                }
                lines.add(List.of(
                        "GET of %s bytes from a server that does nothing".formatted(size.substring(1)),
                        Unit.PER_SECOND.shown(Figure.of(rounds).median())));
            }
            return new Table(List.of("the client alone", "calls"), lines);
        } finally {
            setting.running().end(server);
        }
    }

    /** One workload on all servers. */
    private final class Contest {
        private final Setting setting;
        private final Workload workload;
        private final Server ours;
        private final Map<String, Server> peers;
        private final Map<String, String> absences;
        private final Map<Server, Clients.Job> jobs = new LinkedHashMap<>();

        Contest(
                Setting setting,
                Workload workload,
                Server ours,
                Map<String, Server> peers,
                Map<String, String> absences) {
            this.setting = setting;
            this.workload = workload;
            this.ours = ours;
            this.peers = peers;
            this.absences = absences;
        }

        Row throughput() throws InterruptedException {
            var contestants = new ArrayList<>(List.of(ours));
            peers.forEach((name, server) -> {
                if (!workload.absences().containsKey(name)) {
                    contestants.add(server);
                }
            });
            for (var server : contestants) {
                doing("preparing", server);
                jobs.put(server, prepared(server));
                clients(server).throughput(effort.warmUp(), jobs.get(server));
            }
            var rounds = new LinkedHashMap<Server, List<Double>>();
            for (var round = 1; round <= setting.rounds(); round++) {
                for (var server : contestants) {
                    doing("round %d of %d".formatted(round, setting.rounds()), server);
                    var perSecond = clients(server).throughput(effort.slice(), jobs.get(server));
                    rounds.computeIfAbsent(server, any -> new ArrayList<>()).add(workload.inUnit(perSecond));
                }
            }
            return row(rounds);
        }

        private Row row(Map<Server, List<Double>> rounds) {
            var figures = new ArrayList<PeerFigure>();
            var goals = new ArrayList<Goal>();
            for (var peer : setting.peers()) {
                var name = peer.name();
                var absence = workload.absences().getOrDefault(name, absences.get(name));
                if (absence == null) {
                    figures.add(PeerFigure.of(name, Figure.of(rounds.get(peers.get(name)))));
                } else {
                    figures.add(PeerFigure.absent(name, absence));
                }
                if (!workload.absences().containsKey(name)) {
                    goals.add(Goal.times(name, GOALS.get(name)));
                }
            }
            return new Row(workload.what(), workload.unit(), Figure.of(rounds.get(ours)), figures, goals);
        }

        /** @param perSecond the load */
        List<Row> latency(double perSecond) throws InterruptedException {
            var middle = new ArrayList<Double>();
            var late = new ArrayList<Double>();
            for (var round = 1; round <= setting.rounds(); round++) {
                doing("at half load, round %d of %d".formatted(round, setting.rounds()), ours);
                var times = clients(ours).latency(perSecond, effort.slice().multipliedBy(2), jobs.get(ours));
                middle.add(times.getValueAtPercentile(P50) / NANOS);
                late.add(times.getValueAtPercentile(P99) / NANOS);
            }
            var what = workload.what() + ", at " + Unit.PER_SECOND.shown(perSecond);
            return List.of(
                    Row.of(what + ": p50", Unit.MILLISECONDS, Figure.of(middle)),
                    Row.of(what + ": p99", Unit.MILLISECONDS, Figure.of(late), Goal.of(GOAL_P99_MILLIS)));
        }

        private Clients.Job prepared(Server server) throws InterruptedException {
            try {
                return workload.preparation().prepare(clients(server));
            } catch (IOException | HarnessException e) {
                throw new HarnessException("%s: %s".formatted(server.name(), e.getMessage()), e);
            }
        }

        private Clients clients(Server server) {
            return new Clients(server.endpoint(), effort.clients());
        }

        private void doing(String what, Server server) {
            setting.progress().doing("%s: %s, %s".formatted(workload.what(), what, server.name()));
        }
    }
}
