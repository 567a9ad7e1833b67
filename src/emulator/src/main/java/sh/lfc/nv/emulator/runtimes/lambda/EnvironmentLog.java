package sh.lfc.nv.emulator.runtimes.lambda;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The log stream of one execution environment: what its process prints, and Lambda's own lines in between.
 *
 * <p>The output is never read by a thread that waits for it, because then nobody could tell when all of it was read:
 * it is polled, and at the end of an invocation read until the pipe is empty. Safe for use by many threads.
 */
final class EnvironmentLog {

    private static final Logger log = LoggerFactory.getLogger(EnvironmentLog.class);
    private static final int TAIL = 4096;
    /** CloudWatch Logs' limit for one event, less its overhead. */
    private static final int MAX_EVENT = 256 * 1024 - 26;
    /** Between two looks at anything else; a process that never stops printing shall not hold a thread for ever. */
    private static final int MAX_PASS = 8 * 1024 * 1024;

    private final FunctionLogs logs;
    private final FunctionSpec spec;
    private final String stream;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final ByteArrayOutputStream tail = new ByteArrayOutputStream();
    private final LogFrames frames = new LogFrames(MAX_EVENT);
    private final byte[] buffer = new byte[16 * 1024];
    private InputStream output = InputStream.nullInputStream();
    private boolean open = true;

    EnvironmentLog(FunctionLogs logs, FunctionSpec spec, String stream) {
        this.logs = logs;
        this.spec = spec;
        this.stream = stream;
    }

    String stream() {
        return stream;
    }

    /** From now on the process's output is part of the log. */
    synchronized void attach(InputStream processOutput) {
        output = processOutput;
    }

    /** Forgets the tail of the invocation before. */
    synchronized void begin() {
        drain(false);
        tail.reset();
    }

    /** Appends lines of Lambda's own, after everything that the process has printed until now. */
    synchronized void platform(List<String> lines) {
        List<String> events = new ArrayList<>();
        read(events, true);
        for (String text : lines) {
            events.add(text);
            remember(text);
        }
        write(events);
    }

    /** Reads what the process has printed; true if that was much. */
    synchronized boolean drain(boolean withUnfinishedLine) {
        List<String> events = new ArrayList<>();
        int bytes = read(events, withUnfinishedLine);
        write(events);
        return bytes >= buffer.length;
    }

    synchronized byte[] tail() {
        byte[] all = tail.toByteArray();
        return all.length <= TAIL ? all : Arrays.copyOfRange(all, all.length - TAIL, all.length);
    }

    /** Drops whatever comes from now on: the function is gone. */
    synchronized void close() {
        open = false;
    }

    private int read(List<String> events, boolean withUnfinishedLine) {
        int total = 0;
        try {
            while (total < MAX_PASS && output.available() > 0) {
                int count = output.read(buffer, 0, Math.min(buffer.length, output.available()));
                if (count <= 0) {
                    break;
                }
                split(count, events);
                total += count;
            }
        } catch (IOException e) {
            log.debug("function={} output ended: {}", spec.name(), e.getMessage());
        }
        if (withUnfinishedLine && line.size() > 0) {
            endLine(events);
        }
        return total;
    }

    private void split(int count, List<String> events) {
        for (int i = 0; i < count; i++) {
            String framed = frames.take(buffer[i]);
            if (framed != null) {
                event(framed, events);
            } else if (frames.hasText()) {
                for (byte text : frames.text()) {
                    character(text, events);
                }
            }
        }
    }

    private void character(byte text, List<String> events) {
        line.write(text);
        if (text == '\n' || line.size() >= MAX_EVENT) {
            endLine(events);
        }
    }

    private void endLine(List<String> events) {
        String text = line.toString(StandardCharsets.UTF_8);
        line.reset();
        event(text, events);
    }

    private void event(String text, List<String> events) {
        events.add(text);
        remember(text);
    }

    private void remember(String text) {
        if (tail.size() > 64 * TAIL) {
            byte[] kept = tail();
            tail.reset();
            tail.writeBytes(kept);
        }
        tail.writeBytes(text.getBytes(StandardCharsets.UTF_8));
        if (!text.endsWith("\n")) {
            tail.write('\n');
        }
    }

    private void write(List<String> events) {
        // CloudWatch Logs takes no event without text: an empty line is none.
        List<String> texts = events.stream().filter(text -> !text.isBlank()).toList();
        if (!open || texts.isEmpty()) {
            return;
        }
        try {
            logs.write(spec, stream, texts);
        } catch (RuntimeException e) {
            log.warn("function={} cannot write its log: {}", spec.name(), e.toString());
        }
    }
}
