package sh.lfc.nv.emulator.services.s3;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** A bucket's configuration documents, at most one of each class. Safe for use by many threads. */
final class BucketSettings {

    private final Map<Class<?>, Object> documents = new ConcurrentHashMap<>();

    <T> Optional<T> get(Class<T> type) {
        return Optional.ofNullable(type.cast(documents.get(type)));
    }

    void put(Object document) {
        documents.put(document.getClass(), document);
    }

    void remove(Class<?> type) {
        documents.remove(type);
    }
}
