package sh.lfc.nv.canary;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * What a run leaves in the bucket of artifacts. Synthetics itself leaves its own report there and nothing of what a
 * canary in Java writes to files, and does not tell such a canary which folder is its run's.
 *
 * @param place where the folders of all runs are
 */
record Reports(URI place, S3Client s3) {
    private static final DateTimeFormatter FOLDER =
            DateTimeFormatter.ofPattern("yyyy/MM/dd/HH-mm-ss").withZone(ZoneOffset.UTC);
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "json", "application/json",
            "xml", "application/xml");

    /**
     * Puts the files of a folder there.
     *
     * @return where they are now
     */
    String leave(Path folder) {
        var own = place.getPath().replaceFirst("^/", "").replaceFirst("(?<=[^/])$", "/") + FOLDER.format(Instant.now())
                + "-" + UUID.randomUUID().toString().substring(0, 8);
        try (Stream<Path> files = Files.list(folder)) {
            for (var file : files.toList()) {
                var name = file.getFileName().toString();
                var type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
                s3.putObject(
                        put -> put.bucket(place.getHost()).key(own + "/" + name).contentType(type),
                        RequestBody.fromFile(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the reports", e);
        }
        return "s3://" + place.getHost() + "/" + own;
    }

    /** Takes away what a run has written, for the next one may find the same machine. */
    static void delete(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            for (var file : files.toList()) {
                Files.delete(file);
            }
            Files.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete the reports in " + folder, e);
        }
    }
}
