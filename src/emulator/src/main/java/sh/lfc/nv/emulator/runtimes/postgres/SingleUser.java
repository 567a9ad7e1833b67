package sh.lfc.nv.emulator.runtimes.postgres;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import sh.lfc.nv.emulator.runtimes.EngineUser;
import sh.lfc.nv.emulator.runtimes.Signal;

/**
 * PostgreSQL's single-user mode: statements without a server that anybody could connect to. It reads them from its
 * standard input, so that no password is ever on a command line or in a file.
 */
final class SingleUser {

    private static final Map<String, String> SETTINGS = Map.of(
            "fsync", "off",
            "full_page_writes", "off",
            "shared_buffers", "16MB",
            "log_min_error_statement", "panic",
            "exit_on_error", "true",
            // What was written is not recovered from: the shutdown removes it, and copies stay small.
            "wal_recycle", "off",
            "min_wal_size", "2MB",
            "max_wal_size", "2MB");

    private static final long SECONDS = 120;

    private SingleUser() {}

    static void run(PostgresPrograms programs, Path data, List<String> statements) throws IOException {
        run(programs.server(), programs.user(), data, statements);
    }

    /**
     * Runs statements in the database {@code template1}.
     *
     * @param statements without line breaks
     */
    static void run(String server, EngineUser user, Path data, List<String> statements) throws IOException {
        List<String> line = new ArrayList<>(List.of(server, "--single", "-D", data.toString()));
        SETTINGS.forEach((name, value) -> line.addAll(List.of("-c", name + "=" + value)));
        line.add("template1");
        ProcessBuilder builder = new ProcessBuilder(user.line(line, Signal.KILL)).redirectErrorStream(true);
        builder.environment().put("LC_ALL", "C");
        builder.environment().put("TZ", "UTC");
        Process process = builder.start();
        try (OutputStream input = process.getOutputStream()) {
            input.write((String.join(";\n", statements) + ";\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            process.destroy(); // it ended early, and its output says why
        }
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IOException("cannot make the database: " + output.strip());
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while a database was made", e);
        }
    }
}
