package sh.lfc.nv.harness.bench.report;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import sh.lfc.nv.harness.HarnessException;

/** The last result of every measurement: what is measured anew takes the place of what was there. */
public record BenchResult(List<Measured> sections) {
    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private static final String FILE = "bench.json";

    public BenchResult {
        sections = List.copyOf(sections);
    }

    /** What an earlier run left in a folder; nothing where it left none, or in another form. */
    public static BenchResult in(Path folder) {
        try {
            return JSON.readValue(Files.readString(folder.resolve(FILE)), BenchResult.class);
        } catch (IOException e) {
            return new BenchResult(List.of());
        }
    }

    /** With a result, in the order of the names. */
    public BenchResult with(Measured measured, List<String> order) {
        var all = new ArrayList<>(sections);
        all.removeIf(each -> each.section().name().equals(measured.section().name()));
        all.add(measured);
        all.sort(java.util.Comparator.comparingInt(
                each -> order.indexOf(each.section().name())));
        return new BenchResult(all);
    }

    /** Writes {@code bench.json}, {@code bench.md} and {@code bench.html}. */
    public void write(Path folder) {
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve(FILE), JSON.writeValueAsString(this) + "\n");
            Files.writeString(folder.resolve("bench.md"), new BenchMarkdown(this).text());
            Files.writeString(folder.resolve("bench.html"), new BenchPage(this).html());
        } catch (IOException e) {
            throw new HarnessException("cannot write in %s: %s".formatted(folder, e.getMessage()), e);
        }
    }
}
