package sh.lfc.nv.terraform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import sh.lfc.nv.terraform.process.LineListener;

/**
 * Hears what one command says: writes it to the log as it comes, hands events on, and keeps what is needed to answer.
 * Both streams of the process write to it, so it is synchronized.
 */
final class Transcript implements LineListener, AutoCloseable {
    /** Which lines are logged and kept. */
    enum Kept {
        ALL,
        /** The answer itself is data, in which there may be secrets. */
        ERRORS
    }

    private static final Pattern COLOURS = Pattern.compile("\u001B\\[[0-9;]*m");

    private final EventListener listener;
    private final Kept kept;
    private final java.io.Writer log;
    private final List<Event> events = new ArrayList<>();
    private final List<String> text = new ArrayList<>();

    Transcript(Path logFile, String headline, EventListener listener, Kept kept) {
        this.listener = listener;
        this.kept = kept;
        try {
            Files.createDirectories(logFile.toAbsolutePath().getParent());
            log = Files.newBufferedWriter(
                    logFile, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            write("$ " + headline);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the log " + logFile, e);
        }
    }

    @Override
    public synchronized void line(Stream stream, String line) {
        if (kept == Kept.ERRORS && stream == Stream.OUTPUT) {
            return;
        }
        var event = Event.parse(line);
        if (event.isPresent()) {
            events.add(event.get());
            write(event.get().message());
            detail(event.get());
            listener.event(event.get());
        } else {
            // Not every command can be told to leave its colours away.
            var plain = COLOURS.matcher(line).replaceAll("");
            text.add(plain);
            write(plain);
        }
    }

    private void detail(Event event) {
        var diagnostic = event.json().path("diagnostic");
        if (!diagnostic.isMissingNode()) {
            write("  " + Diagnostic.of(diagnostic).sentence());
        }
    }

    private void write(String line) {
        try {
            log.write(line);
            log.write('\n');
            log.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the log", e);
        }
    }

    synchronized List<Event> events(String type) {
        return events.stream().filter(e -> e.type().equals(type)).toList();
    }

    synchronized List<Event> events() {
        return List.copyOf(events);
    }

    /** The errors, from whichever form they came in. */
    synchronized List<Diagnostic> errors() {
        var structured = events("diagnostic").stream()
                .map(e -> Diagnostic.of(e.json().path("diagnostic")))
                .filter(d -> d.severity() == Diagnostic.Severity.ERROR)
                .toList();
        return structured.isEmpty() ? Diagnostic.fromText(text) : structured;
    }

    synchronized List<String> lastLines() {
        var spoken = text.stream().filter(line -> !line.isBlank()).toList();
        return spoken.subList(Math.max(0, spoken.size() - 3), spoken.size());
    }

    @Override
    public void close() {
        try {
            log.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the log", e);
        }
    }
}
