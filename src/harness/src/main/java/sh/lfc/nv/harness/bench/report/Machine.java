package sh.lfc.nv.harness.bench.report;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * The machine and what else went on on it.
 *
 * @param load the average of the minute before: what is much above 0 was not ours
 */
public record Machine(int cores, String processor, String system, String java, double load) {

    /** This one, now. */
    public static Machine here() {
        return new Machine(
                Runtime.getRuntime().availableProcessors(),
                processorName(),
                System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                System.getProperty("java.version"),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }

    private static String processorName() {
        try (var lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("");
        } catch (IOException e) {
            return "";
        }
    }

    /** In a line. */
    public String shown() {
        return String.format(
                Locale.ROOT,
                "%d cores%s, %s, Java %s, load before %.1f",
                cores,
                processor.isEmpty() ? "" : " (" + processor + ")",
                system,
                java,
                load);
    }
}
