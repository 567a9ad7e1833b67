package sh.lfc.nv.emulator.services.s3;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import software.amazon.awssdk.services.s3.model.ChecksumType;

/** An upload in parts, from its creation until it is completed or aborted. Safe for use by many threads. */
final class MultipartUpload {

    private final String id;
    private final String key;
    private final String initiator;
    private final Instant initiated;
    private final ObjectHeaders headers;
    private final Map<String, String> tags;
    private final ChecksumKind checksumKind;
    private final ChecksumType checksumType;
    private final NavigableMap<Integer, UploadedPart> parts = new ConcurrentSkipListMap<>();
    private boolean ended;

    MultipartUpload(
            String id,
            String key,
            String initiator,
            Instant initiated,
            ObjectHeaders headers,
            Map<String, String> tags,
            ChecksumKind checksumKind,
            ChecksumType checksumType) {
        this.id = id;
        this.key = key;
        this.initiator = initiator;
        this.initiated = initiated;
        this.headers = headers;
        this.tags = tags;
        this.checksumKind = checksumKind;
        this.checksumType = checksumType;
    }

    String id() {
        return id;
    }

    String key() {
        return key;
    }

    /** The ARN of who began it. */
    String initiator() {
        return initiator;
    }

    Instant initiated() {
        return initiated;
    }

    ObjectHeaders headers() {
        return headers;
    }

    Map<String, String> tags() {
        return tags;
    }

    ChecksumKind checksumKind() {
        return checksumKind;
    }

    ChecksumType checksumType() {
        return checksumType;
    }

    /** In the order of their numbers. */
    Collection<UploadedPart> parts() {
        return parts.values();
    }

    Optional<UploadedPart> part(Integer number) {
        return number == null ? Optional.empty() : Optional.ofNullable(parts.get(number));
    }

    /** Adds a part, and answers the body of the one whose place it takes. */
    synchronized Optional<Path> add(UploadedPart part) {
        checkOpen();
        return Optional.ofNullable(parts.put(part.number(), part))
                .map(old -> old.body().file());
    }

    /** Does work during which no part is added and nobody ends the upload. */
    synchronized <T> T exclusively(BodyStreams.Reading<T> work) throws IOException {
        checkOpen();
        return work.read();
    }

    /** Ends the upload, and answers the bodies of its parts, which nobody needs any more. */
    synchronized List<Path> end() {
        ended = true;
        List<Path> files =
                parts.values().stream().map(part -> part.body().file()).toList();
        parts.clear();
        return files;
    }

    private void checkOpen() {
        if (ended) {
            throw Refusals.noSuchUpload(id);
        }
    }
}
