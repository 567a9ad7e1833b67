package sh.lfc.nv.harness.bench.server;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import sh.lfc.nv.harness.target.EmbeddedTarget;

/**
 * A process with an embedded AWS and nothing else: prints where it listens, answers what its heap is like, one line for
 * each line that it reads, and ends when its standard input does.
 */
public final class EmulatorProbe {

    /** Asks for the bytes of the heap that are in use once the garbage is gone. */
    static final String USED = "used";

    /** Asks for the most bytes of the heap that were ever in use, garbage included. */
    static final String MOST = "most";

    private EmulatorProbe() {}

    /** @param arguments the folder of its certificate authority */
    public static void main(String[] arguments) throws Exception {
        var questions = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try (var target = EmbeddedTarget.start(0, Path.of(arguments[0]))) {
            answer(target.endpoint());
            for (var question = questions.readLine(); question != null; question = questions.readLine()) {
                answer(question.equals(USED) ? used() : most());
            }
        }
    }

    private static long used() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /** The pools had their peaks at different times, so that this is rather too much. */
    private static long most() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .map(MemoryPoolMXBean::getPeakUsage)
                .mapToLong(java.lang.management.MemoryUsage::getUsed)
                .sum();
    }

    private static void answer(Object line) {
        System.out.println(line);
        System.out.flush();
    }
}
