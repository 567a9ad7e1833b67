package sh.lfc.nv.harness.steps;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import sh.lfc.nv.canary.steps.Eventually;
import sh.lfc.nv.canary.steps.Scene;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Whether storage, catalogue and list say the same of every file, each asked by itself. */
public final class Agreement {
    private static final int PAGE = 500;
    private static final String ALL = "select object_key, size from file where bucket = ? and removed_at is null";

    private final Scene scene;
    private final Storage storage;
    private final Inside inside;

    public Agreement(Scene scene, Storage storage, Inside inside) {
        this.scene = scene;
        this.storage = storage;
        this.inside = inside;
    }

    /**
     * Waits until the three agree, as events take their time; fails with what differs.
     *
     * @return the files, with their sizes in bytes
     */
    Map<String, Long> reached() {
        var stored = Eventually.see("storage and catalogue agree", Eventually.SOON, this::seen, Seen::agrees);
        return stored.storage();
    }

    private record Seen(Map<String, Long> storage, Map<String, Long> catalogue, Map<String, Long> list) {
        boolean agrees() {
            return storage.equals(catalogue) && storage.equals(list);
        }

        /** Only what differs: the message is for people. */
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

    private Seen seen() {
        return new Seen(stored(), catalogued(), listed());
    }

    private Map<String, Long> stored() {
        var files = new TreeMap<String, Long>();
        try (var s3 = storage.client()) {
            for (S3Object object : s3.listObjectsV2Paginator(list -> list.bucket(storage.bucket()))
                    .contents()) {
                files.put(object.key(), object.size());
            }
        }
        return files;
    }

    private Map<String, Long> catalogued() {
        var files = new TreeMap<String, Long>();
        try (var database = inside.database("require");
                var select = database.prepareStatement(ALL)) {
            select.setString(1, storage.bucket());
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
        for (var file : scene.client().listAll(PAGE)) {
            assertThat(files.put(file.key(), file.size()))
                    .as("%s is in the list once", file.key())
                    .isNull();
        }
        return files;
    }
}
