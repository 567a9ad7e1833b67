package sh.lfc.nv.service.catalog;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import sh.lfc.nv.service.postgres.Database;

/**
 * The files of one bucket, in the database.
 *
 * <p>Each event of a key changes the catalogue once at most, and never after a later event of that key did: a statement
 * that is not newer than what the row has seen changes nothing. That is decided in the one statement that writes, so that
 * instances which apply events of a key at the same time cannot overtake each other. Removed files stay as tombstones,
 * which remember the last event. Safe for many threads.
 */
public final class FileCatalog {

    /** S3's order, see {@link Sequencer}; columns of the type text compare by code point here (collation C). */
    private static final String NEWER =
            """
            where rpad(excluded.sequencer, greatest(length(excluded.sequencer), length(file.sequencer)), '0')
                > rpad(file.sequencer, greatest(length(excluded.sequencer), length(file.sequencer)), '0')
            """;

    private static final String PUT =
            """
            insert into file (bucket, object_key, filename, size, content_type, etag, version_id, date_added, sequencer)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (bucket, object_key) do update set
                size = excluded.size, content_type = excluded.content_type, etag = excluded.etag,
                version_id = excluded.version_id, sequencer = excluded.sequencer, removed_at = null,
                date_added = case
                    when file.version_id = excluded.version_id and file.version_id <> 'null' and file.removed_at is null
                    then file.date_added else excluded.date_added end
            """
                    + NEWER;

    private static final String REMOVE =
            """
            insert into file (bucket, object_key, filename, size, content_type, etag, date_added, sequencer, removed_at)
            values (?, ?, ?, 0, '', '', ?, ?, ?)
            on conflict (bucket, object_key) do update set
                sequencer = excluded.sequencer, removed_at = excluded.removed_at
            """
                    + NEWER;

    private static final String SELECT =
            "select object_key, size, content_type, etag, version_id, date_added from file where bucket = ? and removed_at is null";

    private static final String LIST = SELECT + " and object_key > ? order by object_key limit ?";
    private static final String BY_KEY = SELECT + " and object_key = ?";
    private static final String BY_FILENAME = SELECT + " and filename = ? order by object_key limit ?";

    private final Database database;
    private final String bucket;

    public FileCatalog(Database database, String bucket) {
        this.database = database;
        this.bucket = bucket;
    }

    public String bucket() {
        return bucket;
    }

    /**
     * Adds a file or replaces its content. A version that is the current one already keeps the time when it was added.
     *
     * @return whether that changed anything; false when this event or a later one of the key was applied before
     */
    public boolean put(FileEntry file, Sequencer sequencer) {
        return database.call(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(PUT)) {
                statement.setString(1, bucket);
                statement.setString(2, file.key());
                statement.setString(3, file.filename());
                statement.setLong(4, file.size());
                statement.setString(5, file.contentType());
                statement.setString(6, file.etag());
                statement.setString(7, file.versionId().orElse(null));
                statement.setObject(8, timestamp(file.added()));
                statement.setString(9, sequencer.digits());
                return statement.executeUpdate() > 0;
            }
        });
    }

    /**
     * Removes a file.
     *
     * @param at when it was removed
     * @return whether that changed anything; false when this event or a later one of the key was applied before
     */
    public boolean remove(String key, Sequencer sequencer, Instant at) {
        return database.call(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(REMOVE)) {
                statement.setString(1, bucket);
                statement.setString(2, key);
                statement.setString(3, FileEntry.filename(key));
                statement.setObject(4, timestamp(at));
                statement.setString(5, sequencer.digits());
                statement.setObject(6, timestamp(at));
                return statement.executeUpdate() > 0;
            }
        });
    }

    /**
     * A page of the list.
     *
     * @param limit how many files at most, at least one
     * @param token from the page before; empty for the first page
     * @throws IllegalArgumentException when the token is not one
     */
    public Page list(int limit, Optional<String> token) {
        String after = token.map(Page::key).orElse("");
        // One more than asked for tells whether there is a next page.
        List<FileEntry> files = query(LIST, after, limit + 1);
        if (files.size() <= limit) {
            return new Page(files, Optional.empty());
        }
        List<FileEntry> page = files.subList(0, limit);
        return new Page(page, Optional.of(Page.token(page.get(limit - 1).key())));
    }

    /** The file with exactly this key. */
    public Optional<FileEntry> findByKey(String key) {
        return query(BY_KEY, key, 0).stream().findFirst();
    }

    /** Files with this file name under any prefix, in the order of their keys, {@code limit} of them at most. */
    public List<FileEntry> findByFilename(String filename, int limit) {
        return query(BY_FILENAME, filename, limit);
    }

    /** @param limit for the third parameter; zero when the statement has none */
    private List<FileEntry> query(String sql, String text, int limit) {
        return database.call(connection -> run(connection, sql, text, limit));
    }

    private List<FileEntry> run(Connection connection, String sql, String text, int limit) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, bucket);
            statement.setString(2, text);
            if (limit > 0) {
                statement.setInt(3, limit);
            }
            List<FileEntry> files = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    files.add(file(rows));
                }
            }
            return files;
        }
    }

    private static FileEntry file(ResultSet row) throws SQLException {
        return new FileEntry(
                row.getString("object_key"),
                row.getLong("size"),
                row.getString("content_type"),
                row.getString("etag"),
                Optional.ofNullable(row.getString("version_id")),
                row.getObject("date_added", OffsetDateTime.class).toInstant());
    }

    private static OffsetDateTime timestamp(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
