package sh.lfc.nv.emulator.services.s3;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files in which bodies lie.
 *
 * <p>Every body is written to a file of its own that is complete before anything refers to it and is never changed
 * afterwards: a reader never sees half a body, and two writers never share a file. Memory does not grow with the size
 * of bodies. Safe for use by many threads.
 */
final class BodyStore {

    private static final Logger log = LoggerFactory.getLogger(BodyStore.class);
    private static final int BUFFER = 128 * 1024;

    /** Most bodies are small, and room for a large one has to be cleared for each. */
    private static final int SMALL_BUFFER = 8 * 1024;

    private final Path folder;
    private final AtomicLong names = new AtomicLong();

    /**
     * @param folder a folder of this store alone; made if it is missing, and emptied: an earlier emulator may have left
     *     bodies there that nothing refers to
     */
    BodyStore(Path folder) {
        this.folder = folder;
        try {
            Files.createDirectories(folder);
            try (Stream<Path> leftovers = Files.list(folder)) {
                leftovers.forEach(this::delete);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads a body to its end into a new file; leaves no file behind when that fails. */
    StoredBody receive(InputStream body, Set<ChecksumKind> kinds) throws IOException {
        Path file = newFile();
        try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW)) {
            Map<ChecksumKind, ChecksumKind.Running> running = new EnumMap<>(ChecksumKind.class);
            kinds.forEach(kind -> running.put(kind, kind.start()));
            ChecksumKind.Running md5 = ChecksumKind.Running.of("MD5");
            byte[] buffer = new byte[SMALL_BUFFER];
            long size = 0;
            for (int count = body.read(buffer); count >= 0; count = body.read(buffer)) {
                out.write(buffer, 0, count);
                md5.update(buffer, 0, count);
                for (ChecksumKind.Running checksum : running.values()) {
                    checksum.update(buffer, 0, count);
                }
                size += count;
                if (size > SMALL_BUFFER && buffer.length < BUFFER) {
                    buffer = new byte[BUFFER];
                }
            }
            Map<ChecksumKind, String> checksums = new EnumMap<>(ChecksumKind.class);
            running.forEach(
                    (kind, checksum) -> checksums.put(kind, Base64.getEncoder().encodeToString(checksum.value())));
            return new StoredBody(file, size, md5.value(), checksums);
        } catch (IOException | RuntimeException | Error e) {
            delete(file);
            throw e;
        }
    }

    /** Several bodies one behind the other in a new file; leaves no file behind when that fails. */
    Path concatenate(List<Path> bodies) throws IOException {
        Path file = newFile();
        try (FileChannel whole = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            for (Path body : bodies) {
                append(body, whole);
            }
            return file;
        } catch (IOException | RuntimeException | Error e) {
            delete(file);
            throw e;
        }
    }

    /** The system copies from file to file: the bytes do not come here. */
    private static void append(Path body, FileChannel whole) throws IOException {
        try (FileChannel part = FileChannel.open(body)) {
            long size = part.size();
            for (long done = 0; done < size; ) {
                done += part.transferTo(done, size - done, whole);
            }
        }
    }

    /** The same body under a further name, without copying it. */
    Path share(Path file) throws IOException {
        Path other = newFile();
        try {
            return Files.createLink(other, file);
        } catch (UnsupportedOperationException e) {
            return Files.copy(file, other);
        }
    }

    /** Deletes a body; those who read it go on reading. */
    void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            log.warn("body={} cannot be deleted", file, e);
        }
    }

    private Path newFile() {
        return folder.resolve(Long.toHexString(names.incrementAndGet()));
    }
}
