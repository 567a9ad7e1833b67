package sh.lfc.nv.harness.load;

import static sh.lfc.nv.harness.html.Html.escaped;

import java.util.Locale;
import sh.lfc.nv.harness.load.Measured.Row;

/** What CloudWatch measured while a load ran, as a table. */
final class MeasuredTable {
    private MeasuredTable() {}

    static String html(Measured measured) {
        var table = new StringBuilder();
        if (!measured.rows().isEmpty()) {
            table.append("<div class=\"wide\"><table><tr><th>Of</th><th>What</th><th class=\"n\">whole run</th>"
                    + "<th class=\"n\">worst minute</th><th class=\"n\">which began</th></tr>\n");
            measured.rows()
                    .forEach(row ->
                            table.append(("<tr><td>%s</td><td>%s</td><td class=\"n\">%s</td><td class=\"n\">%s</td>"
                                            + "<td class=\"n\">%s</td></tr>%n")
                                    .formatted(
                                            escaped(row.part()),
                                            escaped(row.what()),
                                            row.whole().isPresent()
                                                    ? shown(row.whole().getAsDouble(), row)
                                                    : "–",
                                            shown(row.worst(), row),
                                            row.at().toString().replaceFirst(".*T(..:..).*", "$1"))));
            table.append("</table></div>\n");
        }
        if (!measured.absent().isEmpty()) {
            table.append("<p class=\"dim\">Not measured there: %s.</p>%n"
                    .formatted(escaped(String.join("; ", measured.absent()))));
        }
        return table.toString();
    }

    private static String shown(double value, Row row) {
        var number = String.format(Locale.ROOT, value == Math.rint(value) ? "%,.0f" : "%,.1f", value);
        return row.unit().isEmpty() ? number : number + " " + row.unit();
    }
}
