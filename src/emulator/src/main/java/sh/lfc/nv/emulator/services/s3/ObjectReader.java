package sh.lfc.nv.emulator.services.s3;

import java.util.Locale;
import java.util.Optional;
import sh.lfc.nv.emulator.call.AwsError;
import sh.lfc.nv.emulator.protocol.HttpDates;

/** Finds what a reader asks for, or refuses as S3 does. */
final class ObjectReader {

    /**
     * A part of an object.
     *
     * @param range which bytes; empty for all
     * @param parts how many parts the object has, where the reader asked for one of them, else null
     */
    record Selection(Optional<ByteRange> range, Integer parts) {

        long offset() {
            return range.map(ByteRange::first).orElse(0L);
        }

        long length(ObjectVersion version) {
            return range.map(ByteRange::length).orElse(version.content().size());
        }

        /** As {@code Content-Range} tells it; null for the whole. */
        String contentRange(ObjectVersion version) {
            return range.map(bytes -> bytes.of(version.content().size())).orElse(null);
        }
    }

    private ObjectReader() {}

    /** Refuses what is archived. */
    static void requireReadable(ObjectVersion version) {
        if (version.content().headers().isArchived()) {
            throw Refusals.archived(version.content().headers().storageClass());
        }
    }

    /**
     * The version that is meant.
     *
     * @param versionId null for the newest one
     * @param method the HTTP method, for the words of the refusal
     */
    static ObjectVersion find(Bucket bucket, String key, String versionId, String method) {
        if (versionId == null) {
            ObjectVersion newest = bucket.objects().newest(key).orElseThrow(() -> Refusals.noSuchKey(key));
            if (newest.isDeleteMarker()) {
                throw Refusals.noSuchKey(key)
                        .header("x-amz-delete-marker", "true")
                        .header("x-amz-version-id", newest.versionId());
            }
            return newest;
        }
        checkVersionId(versionId);
        ObjectVersion version =
                bucket.objects().version(key, versionId).orElseThrow(() -> Refusals.noSuchVersion(key, versionId));
        if (version.isDeleteMarker()) {
            throw new AwsError("MethodNotAllowed", 405, "The specified method is not allowed against this resource.")
                    .with("Method", method)
                    .with("ResourceType", "DeleteMarker")
                    .header("Allow", "DELETE")
                    .header("Last-Modified", HttpDates.print(version.lastModified()))
                    .header("x-amz-delete-marker", "true")
                    .header("x-amz-version-id", version.versionId());
        }
        return version;
    }

    static void checkVersionId(String versionId) {
        if (versionId.isEmpty()) {
            throw Refusals.invalidArgument("Version id cannot be the empty string", "versionId", "");
        }
        if (!S3State.isVersionId(versionId)) {
            throw Refusals.invalidArgument("Invalid version id specified", "versionId", versionId);
        }
    }

    /** The bytes that are meant: a range, a part, or all. */
    static Selection select(ObjectVersion version, String range, Integer partNumber) {
        ObjectContent content = version.content();
        if (partNumber == null) {
            return new Selection(ByteRange.parse(range, content.size()), null);
        }
        if (range != null) {
            throw Refusals.invalidRequest("Cannot specify both Range header and partNumber query parameter");
        }
        if (content.parts().isEmpty() && partNumber == 1) {
            return new Selection(whole(content), null);
        }
        ObjectPart part = content.parts().stream()
                .filter(each -> each.number() == partNumber)
                .findFirst()
                .orElseThrow(() -> new AwsError("InvalidPartNumber", 416, "The requested partnumber is not satisfiable")
                        .with("PartNumberRequested", partNumber.toString())
                        .with(
                                "ActualPartCount",
                                Integer.toString(Math.max(1, content.parts().size()))));
        return new Selection(
                Optional.of(new ByteRange(part.offset(), part.offset() + part.size() - 1)),
                content.parts().size());
    }

    private static Optional<ByteRange> whole(ObjectContent content) {
        return content.size() == 0 ? Optional.empty() : Optional.of(new ByteRange(0, content.size() - 1));
    }

    /** Whether a reader asked for the checksum; it is of the whole and says nothing of a part. */
    static boolean tellsChecksum(Object mode, Selection selection) {
        return mode != null
                && mode.toString().toUpperCase(Locale.ROOT).equals("ENABLED")
                && selection.range().isEmpty();
    }
}
