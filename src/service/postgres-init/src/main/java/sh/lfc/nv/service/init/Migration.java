package sh.lfc.nv.service.init;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.output.MigrateResult;
import sh.lfc.nv.service.postgres.PostgresSettings;
import sh.lfc.nv.service.secrets.Credentials;
import sh.lfc.nv.service.secrets.Secrets;

/**
 * Applies the migrations that the database does not have yet.
 *
 * <p>Running it again applies nothing. Runs at the same time wait for each other at Flyway's advisory lock, and each
 * migration is applied by one of them.
 */
final class Migration {

    private static final String LOCATION = "classpath:db/migration";

    private final PostgresSettings settings;
    private final Secrets secrets;

    Migration(PostgresSettings settings, Secrets secrets) {
        this.settings = settings;
        this.secrets = secrets;
    }

    Result run() {
        Flyway flyway = Flyway.configure(Migration.class.getClassLoader())
                .dataSource(settings.dataSource(Credentials.of(secrets, settings.secret())))
                .locations(LOCATION)
                .failOnMissingLocations(true)
                .validateMigrationNaming(true)
                .cleanDisabled(true)
                .load();
        MigrateResult result = flyway.migrate();
        List<Applied> applied = result.migrations.stream()
                .map(migration -> new Applied(migration.version, migration.description))
                .toList();
        String version = Optional.ofNullable(result.targetSchemaVersion).orElse(result.initialSchemaVersion);
        return new Result(settings.database(), version, applied);
    }

    /** A migration that this run applied. */
    record Applied(String version, String description) {}

    /**
     * What a run did.
     *
     * @param version the schema's version after it
     * @param applied in the order of application; empty when there was nothing to do
     */
    record Result(String database, String version, List<Applied> applied) {

        Map<String, Object> json() {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("database", database);
            json.put("schema_version", version);
            json.put(
                    "applied",
                    applied.stream()
                            .map(one -> Map.of("version", one.version, "description", one.description))
                            .toList());
            return json;
        }
    }
}
