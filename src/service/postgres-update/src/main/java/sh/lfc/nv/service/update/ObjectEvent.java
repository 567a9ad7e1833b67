package sh.lfc.nv.service.update;

import com.fasterxml.jackson.jr.stree.JrsValue;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import sh.lfc.nv.service.catalog.Sequencer;
import sh.lfc.nv.service.json.Json;

/**
 * A record of an S3 event notification (Amazon S3 User Guide, "Event message structure").
 *
 * @param bucket its name
 * @param key decoded
 * @param versionId of the version that was created or removed, or of the delete marker; empty in a bucket without versions
 * @param size in bytes; zero when something was removed
 * @param etag without quotes; empty when something was removed
 * @param time when S3 had done it
 */
record ObjectEvent(
        Kind kind,
        String bucket,
        String key,
        Optional<String> versionId,
        long size,
        String etag,
        Sequencer sequencer,
        Instant time) {

    private static final String CREATED = "ObjectCreated:";
    private static final String REMOVED = "ObjectRemoved:";
    private static final String EXPIRED = "LifecycleExpiration:";
    private static final String MARKER = "DeleteMarkerCreated";
    private static final String DELETE = "Delete";

    enum Kind {
        /** The key has new content. */
        CREATED,
        /** The key has no content any more: it was deleted from a bucket without versions, or got a delete marker. */
        REMOVED,
        /** One version is gone for good: the current one, an older one, or a delete marker. The event does not say which. */
        VERSION_REMOVED
    }

    /** @throws BadRecordException when the record lacks something, or something in it is malformed */
    static ObjectEvent of(JrsValue record) {
        JrsValue object = record.path("s3").path("object");
        Optional<String> versionId = Json.text(object, "versionId").filter(id -> !id.isEmpty());
        Kind kind = kind(text(record, "eventName"), versionId);
        String key = ObjectKeys.decode(text(object, "key"));
        return new ObjectEvent(
                kind,
                text(record.path("s3").path("bucket"), "name"),
                key,
                versionId,
                kind == Kind.CREATED ? size(object) : 0,
                kind == Kind.CREATED ? text(object, "eTag") : "",
                sequencer(object),
                time(record));
    }

    private static Kind kind(String eventName, Optional<String> versionId) {
        String name = eventName.startsWith("s3:") ? eventName.substring("s3:".length()) : eventName;
        if (name.startsWith(CREATED)) {
            return Kind.CREATED;
        }
        if (name.equals(REMOVED + MARKER) || name.equals(EXPIRED + MARKER)) {
            return Kind.REMOVED;
        }
        if (name.equals(REMOVED + DELETE) || name.equals(EXPIRED + DELETE)) {
            return versionId.isPresent() ? Kind.VERSION_REMOVED : Kind.REMOVED;
        }
        throw new BadRecordException("Events of the type " + eventName + " say nothing about the catalogue");
    }

    private static long size(JrsValue object) {
        String text = text(object, "size");
        try {
            long size = Long.parseLong(text);
            if (size >= 0) {
                return size;
            }
        } catch (NumberFormatException notANumber) {
            // said below
        }
        throw new BadRecordException("The size is not a number of bytes: " + text);
    }

    private static Sequencer sequencer(JrsValue object) {
        try {
            return new Sequencer(text(object, "sequencer"));
        } catch (IllegalArgumentException malformed) {
            throw new BadRecordException(malformed.getMessage());
        }
    }

    private static Instant time(JrsValue record) {
        String text = text(record, "eventTime");
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException malformed) {
            throw new BadRecordException("The event time is not a time: " + text);
        }
    }

    private static String text(JrsValue parent, String name) {
        return Json.text(parent, name)
                .filter(text -> !text.isEmpty())
                .orElseThrow(() -> new BadRecordException("The record has no " + name));
    }
}
