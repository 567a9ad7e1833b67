package sh.lfc.nv.emulator.runtimes.archives;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * An installation of Java.
 *
 * @param folder where it is
 * @param feature its version, for example 17
 */
public record JavaHome(Path folder, int feature) {

    /** The one that runs this process. */
    public static JavaHome own() {
        return new JavaHome(
                Path.of(System.getProperty("java.home")), Runtime.version().feature());
    }

    /** The program that starts it. */
    public Path java() {
        return folder.resolve("bin").resolve("java");
    }

    /** A word that changes with the build of it. */
    String build() {
        return folder + " " + state(folder.resolve("lib/modules")) + " "
                + state(folder.resolve("lib/server/libjvm.so"));
    }

    /** What tells a file from one that took its place. */
    static String state(Path file) {
        try {
            return Files.size(file) + "@" + Files.getLastModifiedTime(file).toMillis();
        } catch (IOException e) {
            return "none";
        }
    }
}
