package sh.lfc.nv.emulator.runtimes.archives;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which Java runs what was built for a newer one than the emulator's own. It is looked for where CI's machines say so
 * ({@code JAVA_HOME_25_X64} and the like) and where package managers put it; where there is none, the emulator's own has
 * to do. Safe for use by many threads.
 */
public final class JavaHomes {

    private static final Pattern VARIABLE = Pattern.compile("JAVA_HOME_\\d+(_.*)?");
    private static final Pattern VERSION = Pattern.compile("\"?(?:1\\.)?(\\d+).*");

    private final JavaHome own;
    private final List<Path> places;
    private final List<Path> told;
    private List<JavaHome> found;

    JavaHomes(JavaHome own, List<Path> told, List<Path> places) {
        this.own = own;
        this.told = List.copyOf(told);
        this.places = List.copyOf(places);
    }

    /** Those of this machine. */
    public static JavaHomes ofThisMachine() {
        List<Path> told = System.getenv().entrySet().stream()
                .filter(variable -> VARIABLE.matcher(variable.getKey()).matches())
                .map(Map.Entry::getValue)
                .map(Path::of)
                .toList();
        Path home = Path.of(System.getProperty("user.home", "/"));
        return new JavaHomes(
                JavaHome.own(),
                told,
                List.of(
                        Path.of("/usr/lib/jvm"),
                        Path.of("/opt/java"),
                        Path.of("/Library/Java/JavaVirtualMachines"),
                        home.resolve(".sdkman/candidates/java"),
                        home.resolve(".jdks")));
    }

    /** The emulator's own if it is new enough, else the oldest that is, else the emulator's own. */
    public JavaHome atLeast(int feature) {
        if (own.feature() >= feature) {
            return own;
        }
        return found().stream()
                .filter(java -> java.feature() >= feature)
                .min(Comparator.comparingInt(JavaHome::feature))
                .orElse(own);
    }

    private synchronized List<JavaHome> found() {
        if (found == null) {
            List<JavaHome> all = new ArrayList<>();
            told.forEach(folder -> at(folder).ifPresent(all::add));
            for (Path place : places) {
                try (DirectoryStream<Path> folders = Files.newDirectoryStream(place)) {
                    folders.forEach(folder -> at(folder)
                            .or(() -> at(folder.resolve("Contents/Home")))
                            .ifPresent(all::add));
                } catch (IOException e) {
                    // Nobody keeps a Java there.
                }
            }
            found = List.copyOf(all);
        }
        return found;
    }

    private static Optional<JavaHome> at(Path folder) {
        if (!Files.isExecutable(folder.resolve("bin/java"))) {
            return Optional.empty();
        }
        Properties release = new Properties();
        try (Reader reader = Files.newBufferedReader(folder.resolve("release"))) {
            release.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
        Matcher version = VERSION.matcher(release.getProperty("JAVA_VERSION", ""));
        return version.matches()
                ? Optional.of(new JavaHome(folder, Integer.parseInt(version.group(1))))
                : Optional.empty();
    }
}
