package sh.lfc.nv.emulator.runtimes.archives;

import java.io.IOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.CRC32C;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sh.lfc.nv.emulator.runtimes.Folders;

/**
 * The archives that this user's emulators keep, those that were used longest ago given up for new ones.
 *
 * <p>An archive appears under its name when it is complete, and its name holds a checksum: the virtual machine believes
 * what it maps. Emulators that share the folder need not know of each other: a file that is gone is made again, and who
 * has mapped it keeps it. Safe for use by many threads.
 */
final class ArchiveFolder {

    private static final Logger log = LoggerFactory.getLogger(ArchiveFolder.class);

    private static final String SUFFIX = ".jsa";
    private static final String DRAFT = ".draft";
    private static final int MOST = 40;
    private static final long MOST_BYTES = 1L << 30;
    /** What takes longer than this to be made has been given up. */
    private static final Duration DRAFT_LIFE = Duration.ofHours(1);

    private final Path folder;
    private final int most;
    private final long mostBytes;
    private final Map<Path, Object> checked = new HashMap<>();

    ArchiveFolder(Path folder) {
        this(folder, MOST, MOST_BYTES);
    }

    ArchiveFolder(Path folder, int most, long mostBytes) {
        this.folder = folder;
        this.most = most;
        this.mostBytes = mostBytes;
    }

    /** The archive of this key, undamaged. */
    synchronized Optional<Path> find(String key) {
        for (Path archive : archives(key + ".*" + SUFFIX)) {
            try {
                if (intact(archive)) {
                    Files.setLastModifiedTime(archive, FileTime.from(Instant.now()));
                    return Optional.of(archive);
                }
                log.warn("a damaged archive of classes is thrown away file={}", archive);
                Files.deleteIfExists(archive);
            } catch (IOException e) {
                log.debug("an archive of classes cannot be read file={} reason={}", archive, e.toString());
            }
        }
        return Optional.empty();
    }

    /** Reads it all once, and believes it as long as it is the same file. */
    private boolean intact(Path archive) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(archive, BasicFileAttributes.class);
        Object identity = List.of(String.valueOf(attributes.fileKey()), attributes.size(), attributes.creationTime());
        if (identity.equals(checked.get(archive))) {
            return true;
        }
        boolean intact = archive.getFileName().toString().endsWith("." + checksum(archive) + SUFFIX);
        if (intact) {
            checked.put(archive, identity);
        }
        return intact;
    }

    private static String checksum(Path archive) throws IOException {
        try (FileChannel channel = FileChannel.open(archive)) {
            MappedByteBuffer content = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
            CRC32C checksum = new CRC32C();
            checksum.update(content);
            return String.format("%08x", checksum.getValue());
        }
    }

    /** A name for an archive that is being made. */
    synchronized Path draft(String key) throws IOException {
        Files.createDirectories(folder);
        Folders.permit(folder, "rwx------");
        return folder.resolve(key + "." + UUID.randomUUID() + DRAFT);
    }

    /** Takes a finished draft in, and gives up old ones for it. */
    synchronized void add(String key, Path draft) throws IOException {
        Folders.permit(draft, "rw-------");
        Files.move(
                draft,
                folder.resolve(key + "." + checksum(draft) + SUFFIX),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
        trim();
    }

    synchronized void remove(String key) {
        archives(key + ".*" + SUFFIX).forEach(ArchiveFolder::delete);
    }

    private void trim() throws IOException {
        FileTime old = FileTime.from(Instant.now().minus(DRAFT_LIFE));
        for (Path draft : archives("*" + DRAFT)) {
            if (lastUse(draft).compareTo(old) < 0) {
                delete(draft);
            }
        }
        List<Path> kept = new ArrayList<>(archives("*" + SUFFIX));
        kept.sort(Comparator.comparing(ArchiveFolder::lastUse).reversed());
        long bytes = 0;
        for (int i = 0; i < kept.size(); i++) {
            bytes += size(kept.get(i));
            if (i >= most || (bytes > mostBytes && i > 0)) {
                delete(kept.get(i));
            }
        }
    }

    private List<Path> archives(String pattern) {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, pattern)) {
            files.forEach(found::add);
        } catch (NoSuchFileException e) {
            // There has been none yet.
        } catch (IOException e) {
            log.debug("the archives of classes cannot be listed folder={} reason={}", folder, e.toString());
        }
        return found;
    }

    private static FileTime lastUse(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            return FileTime.fromMillis(0);
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            return 0;
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            log.debug("an archive of classes stays file={} reason={}", file, e.toString());
        }
    }
}
