package sh.lfc.nv.harness.bench.report;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A row's cells as text, the same in every form of the report. */
record Cells(Row row) {
    static final String NONE = "–";

    String ours() {
        return row.unit().shown(row.ours().median());
    }

    /** The range of the rounds; empty where there was one round. */
    String range() {
        return row.ours().rounds() == 1
                ? ""
                : "%s to %s"
                        .formatted(
                                row.unit().shown(row.ours().least()),
                                row.unit().shown(row.ours().most()));
    }

    String peer(String name) {
        return row.peers().stream()
                .filter(peer -> peer.peer().equals(name))
                .map(peer -> peer.figure() == null
                        ? peer.absence()
                        : row.unit().shown(peer.figure().median()))
                .findFirst()
                .orElse(NONE);
    }

    /** How many times as good as each peer. */
    String ratios(List<String> peers) {
        var known = peers.stream()
                .map(row::ratio)
                .map(ratio -> ratio.map(times -> String.format(Locale.ROOT, times < 10 ? "%.1f×" : "%.0f×", times))
                        .orElse(NONE))
                .toList();
        return known.stream().allMatch(NONE::equals) ? NONE : String.join(" / ", known);
    }

    String goal() {
        return row.goals().isEmpty()
                ? NONE
                : row.goals().stream().map(goal -> goal.shown(row.unit())).collect(Collectors.joining(", "));
    }

    String verdict() {
        return row.isMet().map(met -> met ? "met" : "missed").orElse(NONE);
    }
}
