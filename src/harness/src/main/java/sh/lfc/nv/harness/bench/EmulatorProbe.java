package sh.lfc.nv.harness.bench;

import java.nio.file.Path;
import sh.lfc.nv.harness.target.EmbeddedTarget;

/** A process with an embedded AWS and nothing else: prints where it listens, ends when its standard input does. */
public final class EmulatorProbe {
    private EmulatorProbe() {}

    public static void main(String[] arguments) throws Exception {
        try (var target = EmbeddedTarget.start(0, Path.of(arguments[0]))) {
            System.out.println(target.endpoint());
            System.out.flush();
            while (System.in.read() >= 0) {
                // Nobody writes; the end of the input is what is waited for.
            }
        }
    }
}
