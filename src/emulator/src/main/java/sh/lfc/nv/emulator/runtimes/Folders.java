package sh.lfc.nv.emulator.runtimes;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** The folders that engines live in: this user's own, and what has to be true of one before it is used. */
public final class Folders {

    private static final String PRODUCT = "nv-demo";
    private static final long MEGABYTE = 1024 * 1024;

    private Folders() {}

    /**
     * The folder of this user in which engines' programs and journals are kept from one run to the next:
     * {@code $NV_DEMO_CACHE}, else {@code nv-demo} in {@code $XDG_CACHE_HOME} or {@code ~/.cache}, else, where the
     * user has no home that can be written, a private folder among the temporary files.
     *
     * @throws IOException when there is no folder that only this user can write
     */
    public static Path cache() throws IOException {
        String chosen = System.getenv("NV_DEMO_CACHE");
        if (chosen != null && !chosen.isBlank()) {
            return Files.createDirectories(Path.of(chosen).toAbsolutePath());
        }
        for (Path candidate : new Path[] {
            under(System.getenv("XDG_CACHE_HOME"), PRODUCT),
            under(System.getenv("HOME"), ".cache/" + PRODUCT),
            under(System.getProperty("user.home"), ".cache/" + PRODUCT)
        }) {
            if (candidate != null && canBeMade(candidate)) {
                return candidate;
            }
        }
        return sharedTemporary(PRODUCT + "-" + System.getProperty("user.name"));
    }

    private static Path under(String folder, String name) {
        return folder == null || folder.isBlank() || folder.equals("?")
                ? null
                : Path.of(folder).toAbsolutePath().resolve(name);
    }

    private static boolean canBeMade(Path folder) {
        try {
            Files.createDirectories(folder);
            return Files.isWritable(folder);
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * A folder of a fixed name among the temporary files, which other users may read and enter but not write.
     *
     * @throws IOException when somebody else made it, who could put programs of his own there
     */
    static Path sharedTemporary(String name) throws IOException {
        Path folder = Path.of(System.getProperty("java.io.tmpdir"), name);
        Files.createDirectories(folder);
        Path probe = Files.createTempFile(folder, "own", ".tmp");
        try {
            boolean ours = Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS).equals(Files.getOwner(probe))
                    && Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS);
            if (!ours) {
                throw new IOException(folder + " belongs to another user: remove it, or name a folder of your own in"
                        + " NV_DEMO_CACHE");
            }
            permit(folder, "rwxr-xr-x");
        } finally {
            Files.deleteIfExists(probe);
        }
        return folder;
    }

    /** Sets permissions such as {@code rwx------} where the file system knows them. */
    public static void permit(Path path, String permissions) throws IOException {
        if (Files.getFileStore(path).supportsFileAttributeView("posix")) {
            Set<PosixFilePermission> wanted = PosixFilePermissions.fromString(permissions);
            if (!Files.getPosixFilePermissions(path).equals(wanted)) {
                Files.setPosixFilePermissions(path, wanted);
            }
        }
    }

    /**
     * Makes sure that so much can still be written there.
     *
     * @param megabytes how much is needed
     * @param purpose what for, for the message
     * @throws IOException that says what to do when the disk is too full
     */
    public static void requireSpace(Path folder, long megabytes, String purpose) throws IOException {
        FileStore disk = Files.getFileStore(folder);
        long free = disk.getUsableSpace() / MEGABYTE;
        if (free < megabytes) {
            throw new FileSystemException(
                    folder.toString(),
                    null,
                    "the disk is too full for " + purpose + ": " + megabytes + " MB are needed and " + free
                            + " MB are free; make room, or choose another disk with -Djava.io.tmpdir");
        }
    }

    /** Deletes a folder with all that is in it, links themselves and not what they lead to. Nothing there is fine. */
    public static void delete(Path folder) throws IOException {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                if (failure instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE; // its process removed it first
                }
                throw failure;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, IOException failure) throws IOException {
                Files.deleteIfExists(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
