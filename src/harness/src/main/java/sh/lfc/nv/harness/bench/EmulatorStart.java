package sh.lfc.nv.harness.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import sh.lfc.nv.harness.HarnessException;
import sh.lfc.nv.harness.process.OwnJava;
import sh.lfc.nv.harness.target.EmbeddedTarget;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * How long an embedded AWS takes, from the start of its process to the first answered call, and how much memory it has
 * then.
 *
 * @param starts milliseconds, one for each start, sorted
 * @param residentKib resident memory in KiB after the first call, sorted; empty where the system does not tell
 */
public record EmulatorStart(List<Long> starts, List<Long> residentKib) {

    /** Starts it so many times, after one start that does not count. */
    public static EmulatorStart measure(Path folder, int times) throws InterruptedException {
        var starts = new ArrayList<Long>();
        var resident = new ArrayList<Long>();
        // The measuring client's own classes are loaded before anything is measured.
        for (var round = -1; round < times; round++) {
            var one = once(folder);
            if (round >= 0) {
                starts.add(one.start().toMillis());
                one.residentKib().ifPresent(resident::add);
            }
        }
        starts.sort(null);
        resident.sort(null);
        return new EmulatorStart(starts, resident);
    }

    /** The middle one of sorted values. */
    static long median(List<Long> sorted) {
        return sorted.get(sorted.size() / 2);
    }

    private record Start(Duration start, Optional<Long> residentKib) {}

    private static Start once(Path folder) throws InterruptedException {
        var begin = System.nanoTime();
        Process process = null;
        try {
            process = new ProcessBuilder(OwnJava.command(EmulatorProbe.class, List.of(folder.toString())))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            var out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            var endpoint = Optional.ofNullable(out.readLine())
                    .orElseThrow(() -> new HarnessException("the embedded AWS ended before it listened"));
            try (var sts =
                    EmbeddedTarget.attach(URI.create(endpoint), folder).aws().client(StsClient.builder())) {
                sts.getCallerIdentity();
            }
            return new Start(Duration.ofNanos(System.nanoTime() - begin), resident(process.pid()));
        } catch (IOException e) {
            throw new HarnessException("the embedded AWS cannot be measured: " + e.getMessage(), e);
        } finally {
            if (process != null) {
                end(process);
            }
        }
    }

    private static void end(Process process) throws InterruptedException {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            // It has ended already.
        }
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }

    private static Optional<Long> resident(long pid) throws IOException {
        var status = Path.of("/proc", String.valueOf(pid), "status");
        if (!Files.isReadable(status)) {
            return Optional.empty();
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .map(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                .findFirst();
    }
}
