package sh.lfc.nv.emulator.runtimes;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** What an engine writes, in a file that does not grow without end. Safe for use by many threads. */
public final class EngineLog {

    private static final long MAX_BYTES = 4L * 1024 * 1024;

    private final Path file;
    private long size;

    public EngineLog(Path file) {
        this.file = file;
    }

    public Path file() {
        return file;
    }

    /** Adds a line; when the file is full it becomes {@code .1}, in place of the one before. */
    public synchronized void write(String line) {
        try {
            byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
            if (size + bytes.length > MAX_BYTES) {
                Files.move(file, file.resolveSibling(file.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
                size = 0;
            }
            Files.write(file, bytes, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            size += bytes.length;
        } catch (IOException e) {
            // Its folder is being deleted, or the disk is full: the engine itself will say so.
            size = 0;
        }
    }
}
