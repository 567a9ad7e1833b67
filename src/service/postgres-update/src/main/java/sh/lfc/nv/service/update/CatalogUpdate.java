package sh.lfc.nv.service.update;

import com.fasterxml.jackson.jr.stree.JrsValue;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sh.lfc.nv.service.cache.CacheUnavailableException;
import sh.lfc.nv.service.catalog.CachedCatalog;
import sh.lfc.nv.service.catalog.FileCatalog;
import sh.lfc.nv.service.catalog.FileEntry;
import sh.lfc.nv.service.json.Json;
import sh.lfc.nv.service.postgres.DatabaseException;
import sh.lfc.nv.service.update.StoredObjects.Head;

/**
 * Applies S3's events to the catalogue.
 *
 * <p>A record that can never be applied is put aside and does not keep the others from being applied. Everything else
 * that goes wrong, a database that does not answer say, fails the whole event, so that Lambda tries it again; what was
 * applied before is then recognised as applied.
 */
final class CatalogUpdate {

    private static final Logger LOG = LoggerFactory.getLogger(CatalogUpdate.class);
    private static final String TEST_EVENT = "s3:TestEvent";

    private final FileCatalog catalog;
    private final CachedCatalog cached;
    private final StoredObjects objects;
    private final DeadLetters deadLetters;

    CatalogUpdate(FileCatalog catalog, CachedCatalog cached, StoredObjects objects, DeadLetters deadLetters) {
        this.catalog = catalog;
        this.cached = cached;
        this.objects = objects;
        this.deadLetters = deadLetters;
    }

    Result apply(JrsValue event, String requestId) {
        JrsValue records = event.path("Records");
        if (!records.isArray()) {
            return applyOther(event, requestId);
        }
        Set<String> keys = new LinkedHashSet<>();
        int applied = 0;
        int superseded = 0;
        int rejected = 0;
        try {
            for (int i = 0; i < records.size(); i++) {
                JrsValue record = records.path(i);
                try {
                    ObjectEvent one = ObjectEvent.of(record);
                    if (apply(one, keys)) {
                        applied++;
                    } else {
                        superseded++;
                    }
                } catch (BadRecordException bad) {
                    reject(Json.string(Map.of("Records", List.of(record))), bad.getMessage(), requestId);
                    rejected++;
                }
            }
        } finally {
            // Also of an event that was applied before: its first run may have ended before it came to this.
            invalidate(keys);
        }
        return new Result(applied, superseded, rejected);
    }

    private Result applyOther(JrsValue event, String requestId) {
        if (Json.text(event, "Event").filter(TEST_EVENT::equals).isPresent()) {
            return new Result(0, 0, 0);
        }
        reject(Json.string(event), "Not an event notification of S3: it has no Records", requestId);
        return new Result(0, 0, 1);
    }

    private boolean apply(ObjectEvent event, Set<String> keys) {
        if (!event.bucket().equals(catalog.bucket())) {
            throw new BadRecordException(
                    "The catalogue is of the bucket " + catalog.bucket() + " and not of " + event.bucket());
        }
        try {
            boolean changed =
                    switch (event.kind()) {
                        case CREATED -> created(event);
                        case REMOVED -> catalog.remove(event.key(), event.sequencer(), event.time());
                        case VERSION_REMOVED -> versionRemoved(event);
                    };
            keys.add(event.key());
            LOG.atInfo()
                    .addKeyValue("event", event.kind())
                    .addKeyValue("key", event.key())
                    .addKeyValue("sequencer", event.sequencer().digits())
                    .addKeyValue("changed", changed)
                    .log("Event applied");
            return changed;
        } catch (DatabaseException refused) {
            if (refused.causedByData()) {
                throw new BadRecordException("The catalogue cannot hold it: " + refused.getMessage());
            }
            throw refused;
        }
    }

    /** An object that is gone, or has other content by now, has had a later event, which says what there is now. */
    private boolean created(ObjectEvent event) {
        Optional<Head> head = objects.head(event.key(), event.versionId())
                .filter(found -> event.versionId().isPresent() || found.etag().equals(event.etag()));
        return head.isPresent()
                && catalog.put(
                        new FileEntry(
                                event.key(),
                                event.size(),
                                head.get().contentType(),
                                event.etag(),
                                event.versionId(),
                                event.time()),
                        event.sequencer());
    }

    /**
     * Only the bucket knows what is current now: an older version may have come back, or the object when its delete marker
     * was removed. What it says may be the work of a later event, which then finds nothing to change but the sequencer.
     */
    private boolean versionRemoved(ObjectEvent event) {
        Optional<Head> current = objects.head(event.key(), Optional.empty());
        if (current.isEmpty()) {
            return catalog.remove(event.key(), event.sequencer(), event.time());
        }
        Head head = current.get();
        return catalog.put(
                new FileEntry(
                        event.key(),
                        head.size(),
                        head.contentType(),
                        head.etag(),
                        head.versionId(),
                        head.lastModified()),
                event.sequencer());
    }

    private void reject(String event, String reason, String requestId) {
        LOG.atWarn().addKeyValue("reason", reason).log("Record put aside");
        deadLetters.send(event, reason, requestId);
    }

    private void invalidate(Set<String> keys) {
        if (keys.isEmpty()) {
            return;
        }
        try {
            cached.changed(keys);
        } catch (CacheUnavailableException alreadyLogged) {
            LOG.atWarn()
                    .addKeyValue("keys", keys.size())
                    .log("Cache not invalidated: readers may see the former state until its entries' time is over");
        }
    }

    /**
     * What became of an event's records.
     *
     * @param superseded had no effect, because they or later ones of their keys had been applied before
     * @param rejected went to the dead letters
     */
    record Result(int applied, int superseded, int rejected) {

        Map<String, Object> json() {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("applied", applied);
            json.put("superseded", superseded);
            json.put("rejected", rejected);
            return json;
        }
    }
}
