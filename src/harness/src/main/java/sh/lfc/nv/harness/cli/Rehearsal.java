package sh.lfc.nv.harness.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import sh.lfc.nv.harness.target.EmbeddedTarget;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * Does once what most commands begin with: reads a command line, starts an embedded AWS and has a call answered. The
 * launcher archives the classes that this loads, so that later starts find them ready. The bigger services' models stay
 * out: they would triple the archive, and with it what a start maps.
 */
public final class Rehearsal {
    private Rehearsal() {}

    public static void main(String[] arguments) throws IOException {
        var out = new PrintWriter(System.out, true);
        new Main(Path.of("")).run(out, out, "emulator", "--help");
        var kept = Files.createTempDirectory("nv-rehearsal-");
        try (var target = EmbeddedTarget.start(0, kept);
                var sts = target.aws().client(StsClient.builder())) {
            sts.getCallerIdentity();
        } finally {
            delete(kept);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> {
                try {
                    Files.delete(file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
