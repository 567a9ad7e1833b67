package sh.lfc.nv.harness.bench.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import sh.lfc.nv.harness.HarnessException;
import sh.lfc.nv.harness.process.OwnJava;

/** The embedded AWS. Its process ends by itself when the one that started it does. */
public final class EmulatorServer extends Server {
    private static final long GRACE_SECONDS = 30;

    private final BufferedReader answers;

    private EmulatorServer(URI endpoint, Process process, BufferedReader answers) {
        super("embedded AWS", endpoint, process);
        this.answers = answers;
    }

    /**
     * Starts one, as {@code ./harness} does.
     *
     * @param folder where it keeps its certificate authority
     * @param options further ones of its virtual machine
     */
    public static EmulatorServer start(Path folder, List<String> options) {
        Process process = null;
        try {
            var command =
                    OwnJava.command(EmulatorProbe.class, List.of(folder.toString()), options.toArray(String[]::new));
            process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            var out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            // A recording that is asked for announces itself on the same stream.
            var endpoint = out.lines()
                    .filter(line -> line.startsWith("http://"))
                    .findFirst()
                    .orElseThrow(() -> new HarnessException("the embedded AWS ended before it listened"));
            return new EmulatorServer(URI.create(endpoint), process, out);
        } catch (IOException e) {
            Optional.ofNullable(process).ifPresent(Process::destroyForcibly);
            throw new HarnessException("the embedded AWS cannot be measured: " + e.getMessage(), e);
        }
    }

    /** The bytes of its heap that are in use once the garbage is gone. */
    public long heapUsed() {
        return ask(EmulatorProbe.USED);
    }

    /** The most bytes of its heap that were ever in use, garbage included. */
    public long heapMost() {
        return ask(EmulatorProbe.MOST);
    }

    private long ask(String question) {
        try {
            var in = process().getOutputStream();
            in.write((question + "\n").getBytes(StandardCharsets.UTF_8));
            in.flush();
            return Long.parseLong(answers.readLine());
        } catch (IOException e) {
            throw new HarnessException("the embedded AWS has ended: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        try {
            process().getOutputStream().close();
            // It deletes what it kept on disk, and writes a recording if one was asked for.
            process().waitFor(GRACE_SECONDS, TimeUnit.SECONDS);
        } catch (IOException e) {
            // It has ended already.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        super.close();
    }
}
