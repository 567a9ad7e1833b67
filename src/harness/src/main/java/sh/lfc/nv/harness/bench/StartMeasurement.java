package sh.lfc.nv.harness.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import sh.lfc.nv.harness.HarnessException;
import sh.lfc.nv.harness.bench.client.ApiCall;
import sh.lfc.nv.harness.bench.client.ApiClient;
import sh.lfc.nv.harness.bench.client.EveryService;
import sh.lfc.nv.harness.bench.report.Figure;
import sh.lfc.nv.harness.bench.report.Goal;
import sh.lfc.nv.harness.bench.report.PeerFigure;
import sh.lfc.nv.harness.bench.report.Row;
import sh.lfc.nv.harness.bench.report.Section;
import sh.lfc.nv.harness.bench.report.Unit;
import sh.lfc.nv.harness.bench.server.EmulatorServer;
import sh.lfc.nv.harness.bench.server.MotoServer;
import sh.lfc.nv.harness.bench.server.Peer;
import sh.lfc.nv.harness.bench.server.Server;

/**
 * How long servers take from the start of their processes to the first answered call, and how much memory they have
 * then and once every service was used.
 */
public final class StartMeasurement implements Measurement {
    private static final double NANOS = 1e9;
    private static final double BYTES = 1e6;
    private static final double GOAL_IDLE = 150;
    private static final double GOAL_USED = 300;

    private static final ApiCall FIRST = ApiCall.query("sts", "GetCallerIdentity", "2011-06-15", Map.of());

    /** Of one server, by round. */
    private record Rounds(List<Double> starts, List<Double> idle, List<Double> used) {
        Rounds() {
            this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        }
    }

    /** Starts a server. */
    private interface Start {
        Server start() throws InterruptedException;
    }

    @Override
    public String name() {
        return "start";
    }

    @Override
    public Section measure(Setting setting) throws InterruptedException {
        var peers = setting.peers().stream()
                .filter(peer -> peer.name().equals(MotoServer.NAME))
                .toList();
        var absences = new LinkedHashMap<String, String>();
        var starts = new LinkedHashMap<String, Start>();
        starts.put("", () -> EmulatorServer.start(setting.kept(), List.of()));
        for (var peer : peers) {
            peer.absence()
                    .ifPresentOrElse(
                            why -> absences.put(peer.name(), why), () -> starts.put(peer.name(), () -> peer.start()));
        }
        var found = new LinkedHashMap<String, Rounds>();
        // The first time everything is read from disk, and the measuring client's own classes are loaded.
        for (var round = 0; round <= setting.rounds(); round++) {
            for (var start : starts.entrySet()) {
                setting.progress().doing("starting, round %d of %d".formatted(round, setting.rounds()));
                var into = round == 0 ? new Rounds() : found.computeIfAbsent(start.getKey(), any -> new Rounds());
                once(setting, start.getValue(), start.getKey().isEmpty(), into);
            }
        }
        return Section.of(
                name(),
                "Start and memory",
                "From the start of a process until an answer to its first call, `GetCallerIdentity`, one after the other"
                        + " in each round, after one start of each that does not count. Memory is what is resident.",
                setting.found(rows(found, peers, absences)));
    }

    private static List<Row> rows(Map<String, Rounds> found, List<Peer> peers, Map<String, String> absences) {
        var ours = found.get("");
        var rows = new ArrayList<Row>();
        rows.add(new Row(
                "process start to first answered call",
                Unit.SECONDS,
                Figure.of(ours.starts()),
                peers.stream()
                        .map(peer -> found.containsKey(peer.name())
                                ? PeerFigure.of(
                                        peer.name(),
                                        Figure.of(found.get(peer.name()).starts()))
                                : PeerFigure.absent(peer.name(), absences.get(peer.name())))
                        .toList(),
                List.of(Goal.times(MotoServer.NAME, 1))));
        if (!ours.idle().isEmpty()) {
            rows.add(new Row(
                    "memory after the first call",
                    Unit.MEGABYTES,
                    Figure.of(ours.idle()),
                    peers.stream()
                            .filter(peer -> found.containsKey(peer.name()))
                            .map(peer -> PeerFigure.of(
                                    peer.name(),
                                    Figure.of(found.get(peer.name()).idle())))
                            .toList(),
                    List.of(Goal.of(GOAL_IDLE))));
            rows.add(Row.of(
                    "memory after a call of each of the %d services".formatted(EveryService.CALLS.size()),
                    Unit.MEGABYTES,
                    Figure.of(ours.used()),
                    Goal.of(GOAL_USED)));
        }
        return rows;
    }

    private static void once(Setting setting, Start start, boolean ours, Rounds into) throws InterruptedException {
        var begin = System.nanoTime();
        var server = setting.running().add(start.start());
        try (var client = new ApiClient(server.endpoint())) {
            client.call(FIRST);
            into.starts().add((System.nanoTime() - begin) / NANOS);
            server.resident().ifPresent(bytes -> into.idle().add(bytes / BYTES));
            if (ours) {
                for (var call : EveryService.CALLS) {
                    client.call(call);
                }
                server.resident().ifPresent(bytes -> into.used().add(bytes / BYTES));
            }
        } catch (IOException e) {
            throw new HarnessException("%s does not answer: %s".formatted(server.name(), e), e);
        } finally {
            setting.running().end(server);
        }
    }
}
