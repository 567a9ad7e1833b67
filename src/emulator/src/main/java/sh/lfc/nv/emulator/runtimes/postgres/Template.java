package sh.lfc.nv.emulator.runtimes.postgres;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import sh.lfc.nv.emulator.runtimes.EngineUser;

/**
 * A database cluster that has everything but the names and passwords of a server's own, which is a copy of it.
 *
 * @param data the cluster's folder
 */
record Template(Path data) {

    /** Changes when what is done to make the template does. */
    static final String EDITION = "3";

    /** Stands in for a server's master user, who is this role renamed. */
    static final String MASTER = "nv_master";

    /** Stands in for a server's first database. */
    static final String DATABASE = "nv_database";

    private static final String DATABASES = "base";
    /** The file that holds the number of the database {@code template0}. */
    private static final String TEMPLATE0 = "template0";

    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    /** Users and databases as RDS has them in each instance ("Understanding PostgreSQL roles and permissions"). */
    private static final List<String> STATEMENTS = List.of(
            "CREATE ROLE rds_password NOLOGIN",
            "CREATE ROLE rds_replication NOLOGIN",
            "CREATE ROLE rds_iam NOLOGIN",
            "CREATE ROLE rds_ad NOLOGIN",
            "CREATE ROLE rds_superuser NOLOGIN",
            "GRANT pg_monitor, pg_signal_backend, pg_read_all_data, pg_write_all_data, rds_password, rds_replication"
                    + " TO rds_superuser WITH ADMIN OPTION",
            "CREATE ROLE " + MASTER + " LOGIN CREATEDB CREATEROLE VALID UNTIL 'infinity' IN ROLE rds_superuser",
            "ALTER SCHEMA public OWNER TO " + MASTER,
            "DROP DATABASE postgres",
            "CREATE DATABASE postgres OWNER " + MASTER,
            "CREATE DATABASE " + DATABASE + " OWNER " + MASTER);

    /** Completes a cluster that is fresh from {@code initdb}. */
    static void complete(String server, EngineUser user, Path data) throws IOException {
        // initdb makes template1, then template0, then postgres, each under a higher number.
        try (Stream<Path> databases = Files.list(data.resolve(DATABASES))) {
            int template0 = databases
                    .mapToInt(folder -> Integer.parseInt(folder.getFileName().toString()))
                    .sorted()
                    .skip(1)
                    .findFirst()
                    .orElseThrow();
            Files.writeString(data.resolveSibling(TEMPLATE0), Integer.toString(template0));
        }
        SingleUser.run(server, user, data, STATEMENTS);
    }

    /**
     * Makes a new data folder there, a copy of this one.
     *
     * <p>All copies share the files of the database {@code template0}: nobody can connect to it, so that it never
     * changes; it is there to be copied.
     */
    void copy(Path target) throws IOException {
        Path shared = data.resolve(DATABASES)
                .resolve(Files.readString(data.resolveSibling(TEMPLATE0)).strip());
        Files.walkFileTree(data, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                if (folder.equals(shared)) {
                    Files.createSymbolicLink(copyOf(folder), folder);
                    return FileVisitResult.SKIP_SUBTREE;
                }
                Files.createDirectory(copyOf(folder), OWNER_ONLY);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.copy(file, copyOf(file));
                return FileVisitResult.CONTINUE;
            }

            private Path copyOf(Path path) {
                return target.resolve(data.relativize(path).toString());
            }
        });
    }
}
