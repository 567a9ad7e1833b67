package sh.lfc.nv.emulator.services.s3;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The multipart uploads of a bucket that are under way. Safe for use by many threads. */
final class MultipartUploads {

    private static final Comparator<MultipartUpload> ORDER = Comparator.comparing(
                    MultipartUpload::key, KeyOrder.INSTANCE)
            .thenComparing(MultipartUpload::initiated)
            .thenComparing(MultipartUpload::id);

    private final Map<String, MultipartUpload> byId = new ConcurrentHashMap<>();

    void add(MultipartUpload upload) {
        byId.put(upload.id(), upload);
    }

    void remove(MultipartUpload upload) {
        byId.remove(upload.id());
    }

    MultipartUpload get(String key, String id) {
        MultipartUpload upload = byId.get(id);
        if (upload == null || !upload.key().equals(key)) {
            throw Refusals.noSuchUpload(id);
        }
        return upload;
    }

    /** By key, the older ones first. */
    List<MultipartUpload> all() {
        return byId.values().stream().sorted(ORDER).toList();
    }
}
