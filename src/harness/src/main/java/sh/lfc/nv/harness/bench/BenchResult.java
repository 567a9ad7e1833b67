package sh.lfc.nv.harness.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import sh.lfc.nv.harness.HarnessException;

/**
 * Everything that a bench measured, with where and when.
 *
 * @param date the day, in ISO form
 * @param machine the machine, in a line
 * @param emulator the start of the embedded AWS alone
 * @param authorization what a decision on one call costs
 * @param up a whole {@code up}, from the start of its process until the system was ready, in milliseconds
 * @param upTimes what it is made of
 * @param second an {@code up} on the running system, which changes nothing, in milliseconds
 * @param down until everything had ended, in milliseconds
 */
public record BenchResult(
        String date,
        String machine,
        EmulatorStart emulator,
        AuthorizationCost authorization,
        long up,
        UpTimes upTimes,
        long second,
        long down) {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    /** Writes {@code bench.json} and {@code bench.md}. */
    public void write(Path folder) {
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve("bench.json"), JSON.writeValueAsString(this) + "\n");
            Files.writeString(folder.resolve("bench.md"), markdown());
        } catch (IOException e) {
            throw new HarnessException("cannot write in %s: %s".formatted(folder, e.getMessage()), e);
        }
    }

    /** The result for people. */
    public String markdown() {
        var text = new StringBuilder();
        text.append("Measured on %s with `./harness bench` on %s.%n%n".formatted(date, machine));
        text.append("| what | measured | goal |%n|---|---|---|%n".formatted());
        row(
                text,
                "embedded AWS: process start to first answered call, median of %d"
                        .formatted(emulator.starts().size()),
                seconds(EmulatorStart.median(emulator.starts())),
                "1.0 s");
        resident().ifPresent(kib -> row(text, "embedded AWS: resident memory, idle", kib / 1024 + " MiB", "200 MB"));
        row(
                text,
                "authorization of one call, %d policies: p50 (p99 %d µs)"
                        .formatted(authorization.policies(), authorization.p99() / 1_000),
                authorization.p50() / 1_000 + " µs",
                "50 µs");
        row(text, "`./harness up`, built, ten stacks, until ready", seconds(up), "75 s");
        row(text, "`./harness up` again, nothing to change", seconds(second), "");
        row(text, "`./harness down`", seconds(down), "");
        text.append(
                "%n| stack | begun after | init | plan and apply | of it embedded AWS | resources |%n|---|--:|--:|--:|--:|--:|%n"
                        .formatted());
        for (var stack : upTimes.stacks()) {
            text.append("| %s | %s | %s | %s | %s | %d |%n"
                    .formatted(
                            stack.stack(),
                            seconds(stack.begun()),
                            seconds(stack.init()),
                            seconds(stack.change()),
                            seconds(stack.emulator()),
                            stack.resources()));
        }
        return text.toString();
    }

    private Optional<Long> resident() {
        return emulator.residentKib().isEmpty()
                ? Optional.empty()
                : Optional.of(EmulatorStart.median(emulator.residentKib()));
    }

    private static void row(StringBuilder text, String what, String measured, String goal) {
        text.append("| %s | %s | %s |%n".formatted(what, measured, goal.isEmpty() ? "–" : "≤ " + goal));
    }

    private static String seconds(long millis) {
        return String.format(Locale.ROOT, millis < 10_000 ? "%.2f s" : "%.1f s", millis / 1000.0);
    }
}
