package sh.lfc.nv.emulator.runtimes;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;

/**
 * The engines' programs: on the class path they are packed, here they are unpacked once for all emulators of a user.
 *
 * <p>Safe for use by many threads and processes at once: whoever is first wins, and nobody sees half a folder.
 */
public final class EngineFiles {

    private final Path folder;

    /** @param folder where folders of programs are made */
    public EngineFiles(Path folder) {
        this.folder = folder;
    }

    /** Fills an empty folder. */
    @FunctionalInterface
    public interface Filling {
        void fill(Path folder) throws IOException;
    }

    /**
     * The folder of this name, filled if nobody did so before.
     *
     * @param name says all that the content depends on
     */
    public Path folder(String name, Filling filling) throws IOException {
        Path wanted = folder.resolve(name);
        if (Files.isDirectory(wanted)) {
            return wanted;
        }
        Files.createDirectories(folder);
        Path draft = Files.createTempDirectory(folder, name + ".tmp");
        try {
            Folders.permit(draft, "rwxr-xr-x");
            filling.fill(draft);
            Files.move(draft, wanted, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException | DirectoryNotEmptyException e) {
            return wanted; // somebody was faster
        } catch (AtomicMoveNotSupportedException e) {
            throw e;
        } catch (FileSystemException e) {
            if (!Files.isDirectory(wanted)) {
                throw e;
            }
        } finally {
            Folders.delete(draft);
        }
        return wanted;
    }

    /**
     * A resource of the class path with a word that changes when its content does.
     *
     * @param url where it is
     * @param checksum of its content
     */
    public record Packed(URL url, String checksum) {

        public InputStream open() throws IOException {
            return url.openStream();
        }
    }

    /**
     * Finds an engine's programs on the class path.
     *
     * @param resource the name of the resource
     * @param library the library that brings it, for the message when it is missing
     */
    public static Packed packed(String resource, String library) throws IOException {
        URL url = EngineFiles.class.getClassLoader().getResource(resource);
        if (url == null) {
            throw new IOException(
                    "there is no " + resource + " on the class path: add " + library + " for this machine");
        }
        URLConnection connection = url.openConnection();
        if (connection instanceof JarURLConnection jar) {
            // The checksum that the archive has anyway: reading all of the content takes longer than starting it.
            long crc = jar.getJarEntry().getCrc();
            return new Packed(url, Long.toHexString(crc) + "-" + Long.toHexString(jar.getContentLengthLong()));
        }
        try (InputStream in = connection.getInputStream()) {
            return new Packed(
                    url,
                    Long.toHexString(connection.getContentLengthLong()) + "-"
                            + Long.toHexString(connection.getLastModified()));
        }
    }

    /** The operating system as engines' archives name it: {@code linux} or {@code darwin}. */
    public static String operatingSystem() {
        String name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        return name.startsWith("mac") ? "darwin" : name;
    }

    /** The processor as engines' archives name it: {@code amd64} or {@code arm64}. */
    public static String processor() {
        String name = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        return switch (name) {
            case "x86_64" -> "amd64";
            case "aarch64" -> "arm64";
            default -> name;
        };
    }
}
