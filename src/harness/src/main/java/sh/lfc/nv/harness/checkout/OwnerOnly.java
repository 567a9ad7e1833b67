package sh.lfc.nv.harness.checkout;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** Files and folders that nobody but their owner may read. */
public final class OwnerOnly {
    private OwnerOnly() {}

    /** The folder, made if missing. */
    public static Path folder(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            return folder;
        }
        if (folder.getParent() != null) {
            Files.createDirectories(folder.getParent());
        }
        try {
            return Files.createDirectory(folder, permissions("rwx------"));
        } catch (FileAlreadyExistsException e) {
            return folder;
        }
    }

    /** Writes a file as a whole: a reader sees the old content or the new one, never a part. */
    public static Path write(Path file, String content) throws IOException {
        var draft = Files.createTempFile(file.toAbsolutePath().getParent(), ".draft-", "", permissions("rw-------"));
        Files.writeString(draft, content);
        return Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static FileAttribute<?>[] permissions(String text) {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(text))}
                : new FileAttribute<?>[0];
    }
}
