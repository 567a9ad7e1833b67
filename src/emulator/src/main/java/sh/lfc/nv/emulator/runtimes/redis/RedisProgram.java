package sh.lfc.nv.emulator.runtimes.redis;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import sh.lfc.nv.emulator.runtimes.EngineFiles;
import sh.lfc.nv.emulator.runtimes.Folders;

/**
 * Redis' server program, unpacked once for a user of this machine.
 *
 * @param executable the program
 * @param version for example {@code 7.0.15}
 */
public record RedisProgram(Path executable, String version) {

    private static final String LIBRARY = "org.signal:embedded-redis";
    /** The release that the library brings; its programs are named after it. */
    private static final String VERSION = "7.0.15";

    private static final Pattern RELEASE = Pattern.compile("redis-server-(\\d+\\.\\d+\\.\\d+)-.*");
    /** In megabytes. */
    private static final long SPACE = 20;

    /**
     * Unpacks it unless that was done before.
     *
     * @throws IOException when there is none for this machine, or the disk is full
     */
    public static RedisProgram open() throws IOException {
        String resource =
                "redis-server-" + VERSION + "-" + EngineFiles.operatingSystem() + "-" + EngineFiles.processor();
        EngineFiles.Packed packed = EngineFiles.packed(resource, LIBRARY);
        EngineFiles files = new EngineFiles(Folders.cache().resolve("engines"));
        Path folder = files.folder("redis-" + packed.checksum(), draft -> {
            Folders.requireSpace(draft, SPACE, "Redis");
            Path program = draft.resolve("redis-server");
            try (InputStream in = packed.open()) {
                Files.copy(in, program);
            }
            Folders.permit(program, "rwxr-xr-x");
        });
        Matcher release = RELEASE.matcher(resource);
        return new RedisProgram(folder.resolve("redis-server"), release.matches() ? release.group(1) : VERSION);
    }
}
