package sh.lfc.nv.emulator.runtimes.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import sh.lfc.nv.emulator.runtimes.Folders;

/** Writes the files that PostgreSQL reads when it starts and when it reloads. */
final class ServerFiles {

    /** What the launcher decides, whatever a parameter group says. */
    private static final Set<String> OWN = Set.of(
            "listen_addresses",
            "port",
            "unix_socket_directories",
            "data_directory",
            "config_file",
            "hba_file",
            "ident_file",
            "external_pid_file",
            "ssl",
            "ssl_cert_file",
            "ssl_key_file",
            "ssl_ca_file",
            "ssl_crl_file",
            "ssl_crl_dir",
            "shared_buffers",
            "huge_pages",
            "fsync",
            "full_page_writes",
            "synchronous_commit",
            "log_destination",
            "logging_collector",
            "log_directory",
            "log_filename",
            "archive_mode",
            "archive_command",
            "restart_after_crash",
            "shared_memory_type",
            "dynamic_shared_memory_type");

    private final Path data;
    private final PostgresPrograms programs;

    ServerFiles(Path data, PostgresPrograms programs) {
        this.data = data;
        this.programs = programs;
    }

    void write(PostgresSettings settings) throws IOException {
        secret("server.key", settings.certificate().keyPem());
        secret("server.crt", settings.certificate().chainPem());
        secret("ca.crt", settings.certificate().issuersPem());
        secret("pg_hba.conf", access(settings));
        secret("postgresql.conf", configuration(settings));
    }

    private static String access(PostgresSettings settings) {
        String connection = settings.tlsOnly() ? "hostssl" : "host";
        return "# type database user address method\n"
                + "hostssl all " + PostgresPrograms.ADMINISTRATOR + " 127.0.0.0/8 scram-sha-256\n"
                + connection + " rdsadmin all all reject\n"
                + connection + " all all all scram-sha-256\n";
    }

    private String configuration(PostgresSettings settings) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("timezone", "UTC");
        all.put("log_timezone", "UTC");
        all.put("lc_messages", "C");
        all.put("password_encryption", "scram-sha-256");
        all.put("log_line_prefix", "%t:%r:%u@%d:[%p]:");
        all.put("max_connections", Integer.toString(settings.maxConnections()));
        all.put("wal_keep_size", "0");
        known(settings.parameters()).forEach(all::put);
        all.put("listen_addresses", settings.address().getHostAddress());
        all.put("port", Integer.toString(settings.port()));
        all.put("unix_socket_directories", "");
        all.put("ssl", "on");
        all.put("ssl_cert_file", "server.crt");
        all.put("ssl_key_file", "server.key");
        all.put("shared_buffers", "16MB");
        all.put("huge_pages", "off");
        // The data does not outlive the emulator, so nothing has to survive a loss of power.
        all.put("fsync", "off");
        all.put("full_page_writes", "off");
        all.put("synchronous_commit", "off");
        all.put("log_destination", "stderr");
        all.put("logging_collector", "off");
        return all.entrySet().stream()
                .map(entry -> entry.getKey() + " = '" + entry.getValue().replace("'", "''") + "'\n")
                .collect(Collectors.joining());
    }

    private Map<String, String> known(Map<String, String> parameters) {
        Set<String> names =
                programs.parameters().stream().map(EngineParameter::name).collect(Collectors.toSet());
        return parameters.entrySet().stream()
                .filter(entry -> names.contains(entry.getKey()) && !OWN.contains(entry.getKey()))
                .filter(entry -> !entry.getValue().contains("{")) // RDS's formulas speak of the instance's memory
                .filter(entry -> !entry.getValue().contains("\n"))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private void secret(String name, String content) throws IOException {
        Path draft = Files.createTempFile(data, name, ".tmp"); // readable by its owner only
        Folders.permit(draft, "rw-------");
        Files.writeString(draft, content);
        programs.user().give(draft);
        Files.move(draft, data.resolve(name), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
}
