package sh.lfc.nv.load.results;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Puts beside a run's {@code simulation.log}:
 *
 * <ul>
 *   <li>{@code responses.hlog}: its response times, by {@link Recording}
 *   <li>{@code run.json}: what it was ({@code simulation, run, profile, target, shard}), when its first request was sent
 *       and its last one answered ({@code first, last}, milliseconds since the epoch), whether all promises were kept
 *       ({@code passed}), and what went wrong how often ({@code errors})
 * </ul>
 */
public final class Export {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String LOG = "simulation.log";

    private Export() {}

    /**
     * Exports the newest run in a folder of runs.
     *
     * @param facts what it was
     * @throws IllegalArgumentException when there is none
     */
    public static void newest(Path folder, Map<String, String> facts, boolean passed) throws IOException {
        try (var runs = Files.list(folder)) {
            var run = runs.filter(path -> Files.isRegularFile(path.resolve(LOG)))
                    .max(Comparator.comparing(path -> path.resolve(LOG).toFile().lastModified()))
                    .orElseThrow(() -> new IllegalArgumentException("nothing was run in " + folder));
            export(run, facts, passed);
        }
    }

    private static void export(Path run, Map<String, String> facts, boolean passed) throws IOException {
        var recording = new Recording();
        try (var log = new SimulationLog(run.resolve(LOG), recording)) {
            log.parse();
        }
        recording.write(run.resolve("responses.hlog"));
        var known = new LinkedHashMap<String, Object>(facts);
        known.put("first", recording.first());
        known.put("last", recording.last());
        known.put("passed", passed);
        known.put("errors", recording.errors());
        Files.writeString(run.resolve("run.json"), JSON.writeValueAsString(known) + "\n");
    }
}
