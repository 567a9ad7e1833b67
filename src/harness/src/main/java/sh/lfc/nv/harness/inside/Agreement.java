package sh.lfc.nv.harness.inside;

import java.sql.SQLException;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import sh.lfc.nv.canary.client.FileServiceClient;
import sh.lfc.nv.harness.system.DeployedSystem;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Whether storage, catalogue and list say the same of every file, each asked by itself. */
public final class Agreement {
    private static final int PAGE = 500;
    private static final String ALL = "select object_key, size from file where bucket = ? and removed_at is null";

    private final DeployedSystem system;
    private final FileServiceClient client;
    private final Engines engines;
    private final String bucket;

    public Agreement(DeployedSystem system, FileServiceClient client) {
        this.system = system;
        this.client = client;
        this.engines = new Engines(system);
        this.bucket = system.named("storage");
    }

    /**
     * What each of them has, the sizes of the files in bytes by their keys. As text it is what differs, for people.
     */
    public record Seen(Map<String, Long> storage, Map<String, Long> catalogue, Map<String, Long> list) {
        public boolean agrees() {
            return storage.equals(catalogue) && storage.equals(list);
        }

        @Override
        public String toString() {
            var differing = new TreeMap<String, String>();
            Predicate<String> same = key -> Objects.equals(storage.get(key), catalogue.get(key))
                    && Objects.equals(storage.get(key), list.get(key));
            Stream.of(storage, catalogue, list)
                    .flatMap(files -> files.keySet().stream())
                    .distinct()
                    .filter(same.negate())
                    .forEach(key -> differing.put(
                            key,
                            "storage %s, catalogue %s, list %s"
                                    .formatted(storage.get(key), catalogue.get(key), list.get(key))));
            return differing.toString();
        }
    }

    /**
     * Asks all three; what is under way is not waited for.
     *
     * @throws AssertionError when the list has a file twice, or the catalogue cannot be read
     */
    public Seen look() {
        var stored = stored();
        var listed = listed();
        return new Seen(stored, isInside() ? catalogued() : listed, listed);
    }

    /** Where nobody gets to the database, the list speaks for the catalogue. */
    private boolean isInside() {
        return !system.target().beyond().containsKey("@inside");
    }

    private Map<String, Long> stored() {
        var files = new TreeMap<String, Long>();
        try (var s3 = system.target().aws().client(S3Client.builder())) {
            for (S3Object object :
                    s3.listObjectsV2Paginator(list -> list.bucket(bucket)).contents()) {
                files.put(object.key(), object.size());
            }
        }
        return files;
    }

    private Map<String, Long> catalogued() {
        var files = new TreeMap<String, Long>();
        try (var database = engines.database("require");
                var select = database.prepareStatement(ALL)) {
            select.setString(1, bucket);
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    files.put(rows.getString(1), rows.getLong(2));
                }
            }
        } catch (SQLException e) {
            throw new AssertionError("the catalogue cannot be read: " + e.getMessage(), e);
        }
        return files;
    }

    private Map<String, Long> listed() {
        var files = new TreeMap<String, Long>();
        for (var file : client.listAll(PAGE)) {
            if (files.put(file.key(), file.size()) != null) {
                throw new AssertionError(file.key() + " is in the list twice");
            }
        }
        return files;
    }
}
