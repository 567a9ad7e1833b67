package sh.lfc.nv.emulator.runtimes.archives;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * A program in as much as its archive depends on it.
 *
 * @param owner who runs it, for {@link ClassArchives#forget}
 * @param java what runs it
 * @param options those of the virtual machine that an archive has to be made with, too
 * @param classPath the jars that the virtual machine's own loaders read
 * @param code says what else it loads classes from: changes when that does
 * @param choices the options with which the user's own environment changes the virtual machine; empty if there are none
 */
public record Program(
        String owner, JavaHome java, List<String> options, String classPath, String code, String choices) {

    /** Changes when archives made before must not be used any more. */
    private static final String FORM = "1";

    private static final int KEY_LENGTH = 40;

    /**
     * With these an archive of the emulator's cannot be, or would take the place of one of the user's: how classes are
     * shared is the user's own affair, and agents may change classes.
     */
    private static final List<String> IN_THE_WAY = List.of(
            "-Xshare",
            "SharedArchiveFile",
            "SharedClassListFile",
            "ArchiveClassesAtExit",
            "DumpLoadedClassList",
            "RecordDynamicDumpInfo",
            "AutoCreateSharedArchive",
            "-XX:AOT",
            "-XX:+AOT",
            "-XX:Flags",
            "-javaagent",
            "-agentlib",
            "-agentpath",
            "-Xrun",
            "@");

    public Program {
        options = List.copyOf(options);
    }

    /** Whether an archive can be used for it. */
    boolean suited() {
        return IN_THE_WAY.stream().noneMatch(choices::contains);
    }

    /** The name of its archive: that of all programs for which the same one is right. */
    String key() {
        StringBuilder all = new StringBuilder();
        line(all, FORM);
        line(all, System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        line(all, java.build());
        options.forEach(option -> line(all, option));
        for (String jar : classPath.split(File.pathSeparator)) {
            line(all, jar + " " + JavaHome.state(Path.of(jar)));
        }
        line(all, code);
        line(all, choices);
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(all.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, KEY_LENGTH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static void line(StringBuilder all, String text) {
        all.append(text).append('\n');
    }
}
