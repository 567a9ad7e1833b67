package sh.lfc.nv.emulator.runtimes;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads what a process writes, line by line, in a thread of its own, so that it never waits for its reader. */
final class OutputLines {

    private static final Logger log = LoggerFactory.getLogger(OutputLines.class);

    /** A longer line is passed on in pieces, so that a process cannot fill the emulator's memory. */
    private static final int MAX_LENGTH = 256 * 1024;

    private OutputLines() {}

    static void read(InputStream from, String name, Consumer<String> lines) {
        Thread thread = new Thread(() -> readAll(from, name, lines), name);
        thread.setDaemon(true);
        thread.start();
    }

    private static void readAll(InputStream from, String name, Consumer<String> lines) {
        StringBuilder line = new StringBuilder();
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(from, StandardCharsets.UTF_8))) {
            for (int c = reader.read(); c >= 0; c = reader.read()) {
                if (c == '\n' || line.length() == MAX_LENGTH) {
                    pass(line, name, lines);
                }
                if (c != '\n') {
                    line.append((char) c);
                }
            }
        } catch (IOException e) {
            log.debug("output ended name={} reason={}", name, e.getMessage());
        }
        if (!line.isEmpty()) {
            pass(line, name, lines);
        }
    }

    private static void pass(StringBuilder line, String name, Consumer<String> lines) {
        String text = line.toString();
        line.setLength(0);
        try {
            lines.accept(text);
        } catch (RuntimeException e) {
            log.warn("a line of output was lost name={}", name, e);
        }
    }
}
