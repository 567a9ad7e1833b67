package sh.lfc.nv.harness.bench.report;

import java.util.List;

/**
 * What one measurement found.
 *
 * @param name by which it is asked for
 * @param how it was measured, in sentences
 * @param notes what else a reader should know, in sentences
 */
public record Section(
        String name,
        String title,
        String how,
        List<Row> rows,
        List<Table> tables,
        List<Chart> charts,
        List<String> notes) {
    public Section {
        rows = List.copyOf(rows);
        tables = List.copyOf(tables);
        charts = List.copyOf(charts);
        notes = List.copyOf(notes);
    }

    /** Rows alone. */
    public static Section of(String name, String title, String how, List<Row> rows) {
        return new Section(name, title, how, rows, List.of(), List.of(), List.of());
    }

    public Section withNotes(List<String> added) {
        return new Section(name, title, how, rows, tables, charts, added);
    }

    public Section withTables(List<Table> added) {
        return new Section(name, title, how, rows, added, charts, notes);
    }

    public Section withCharts(List<Chart> added) {
        return new Section(name, title, how, rows, tables, added, notes);
    }

    /** The peers that any row speaks of, in their order. */
    List<String> peers() {
        return rows.stream()
                .flatMap(row -> row.peers().stream())
                .map(PeerFigure::peer)
                .distinct()
                .toList();
    }
}
