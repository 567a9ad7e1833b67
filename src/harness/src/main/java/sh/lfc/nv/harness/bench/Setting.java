package sh.lfc.nv.harness.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import sh.lfc.nv.harness.bench.report.Row;
import sh.lfc.nv.harness.bench.server.EmulatorServer;
import sh.lfc.nv.harness.bench.server.Peer;

/**
 * What measurements have in common.
 *
 * @param kept where the embedded AWS keeps its certificate authority
 * @param folder where results go
 * @param rounds how often each thing is measured
 * @param rows what the wanted rows' names contain, one of them; empty for all
 * @param recorded whether the embedded AWS leaves recordings of what it spent its time on
 * @param peers what ours is measured beside
 * @param running everything that was started
 */
public record Setting(
        Path kept,
        Path folder,
        int rounds,
        List<String> rows,
        boolean recorded,
        List<Peer> peers,
        Servers running,
        Progress progress) {

    /** Whether a row is wanted. */
    public boolean wants(String row) {
        var name = row.toLowerCase(Locale.ROOT);
        return rows.isEmpty() || rows.stream().anyMatch(part -> name.contains(part.toLowerCase(Locale.ROOT)));
    }

    /** The rows, each told. */
    public List<Row> found(List<Row> rows) {
        rows.forEach(progress::found);
        return rows;
    }

    /**
     * Starts an embedded AWS.
     *
     * @param purpose by which its recording is found
     * @param options further ones of its virtual machine
     */
    public EmulatorServer emulator(String purpose, String... options) {
        var all = new ArrayList<>(List.of(options));
        if (recorded) {
            all.add("-XX:StartFlightRecording:settings=profile,filename=" + folder.resolve(purpose + ".jfr"));
        }
        return running.add(EmulatorServer.start(kept, all));
    }
}
