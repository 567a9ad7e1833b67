package sh.lfc.nv.harness.load;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import sh.lfc.nv.harness.HarnessException;

/**
 * What a run says of itself in its {@code run.json}.
 *
 * @param simulation such as {@code upload-list-download}
 * @param run what the names of its files have in them
 * @param profile such as {@code load}
 * @param target where it was
 * @param shard which part of the load it was, such as {@code 0/4}; empty for all of it
 * @param first when the first request was sent, in milliseconds since the epoch
 * @param last when the last one was answered
 * @param passed whether it kept the target's promises
 * @param errors what went wrong, and how often
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record RunFacts(
        String simulation,
        String run,
        String profile,
        String target,
        String shard,
        long first,
        long last,
        boolean passed,
        Map<String, Long> errors) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static RunFacts read(Path folder) {
        try {
            return JSON.readValue(Files.readString(folder.resolve("run.json")), RunFacts.class);
        } catch (NoSuchFileException e) {
            throw new HarnessException("there is no run in " + folder, e);
        } catch (IOException e) {
            throw new HarnessException("the run in %s cannot be read: %s".formatted(folder, e.getMessage()), e);
        }
    }

    /**
     * The shards of one run as that run.
     *
     * @throws HarnessException when they are not all of its shards, each once
     */
    static RunFacts merged(List<RunFacts> shards) {
        var one = shards.get(0);
        var errors = new TreeMap<String, Long>();
        for (var shard : shards) {
            if (!shard.simulation.equals(one.simulation)
                    || !shard.run.equals(one.run)
                    || !shard.profile.equals(one.profile)
                    || !shard.target.equals(one.target)) {
                throw new HarnessException("%s of run %s and %s of run %s are not shards of one run"
                        .formatted(one.simulation, one.run, shard.simulation, shard.run));
            }
            shard.errors.forEach((what, count) -> errors.merge(what, count, Long::sum));
        }
        allThere(shards);
        return new RunFacts(
                one.simulation,
                one.run,
                one.profile,
                one.target,
                "",
                shards.stream().mapToLong(RunFacts::first).min().orElseThrow(),
                shards.stream().mapToLong(RunFacts::last).max().orElseThrow(),
                shards.stream().allMatch(RunFacts::passed),
                errors);
    }

    private static void allThere(List<RunFacts> shards) {
        var names = shards.stream().map(RunFacts::shard).sorted().toList();
        var count = shards.get(0).shard.replaceFirst(".*/", "");
        for (var index = 0; index < shards.size(); index++) {
            var wanted = index + "/" + count;
            if (shards.size() > 1 && !names.contains(wanted)
                    || shards.size() == 1
                            && !names.get(0).isEmpty()
                            && !names.get(0).equals("0/1")
                    || shards.size() > 1 && !count.equals(String.valueOf(shards.size()))) {
                throw new HarnessException("these shards are not all of a run: " + names);
            }
        }
    }
}
