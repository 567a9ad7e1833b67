package sh.lfc.nv.emulator.services.rds;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sh.lfc.nv.emulator.certificates.IssuedCertificate;
import sh.lfc.nv.emulator.runtimes.ChildProcesses;
import sh.lfc.nv.emulator.runtimes.LoopbackAddresses;
import sh.lfc.nv.emulator.runtimes.postgres.PostgresPrograms;
import sh.lfc.nv.emulator.runtimes.postgres.PostgresServer;
import sh.lfc.nv.emulator.runtimes.postgres.PostgresSettings;

/** Makes the servers behind instances; the programs are found when they are first needed. Safe for many threads. */
public final class Engines {

    /** The port that PostgreSQL has unless told otherwise. */
    static final int DEFAULT_PORT = 5432;

    /** Issues the certificate that a server shows. */
    @FunctionalInterface
    public interface Certificates {
        IssuedCertificate issue(List<String> names);
    }

    /** A server and the address that it has for itself. */
    record Running(PostgresServer server, LoopbackAddresses.Lease lease) {

        void close() {
            server.close();
            lease.close();
        }
    }

    private final ChildProcesses processes;
    private final LoopbackAddresses addresses;
    private final Certificates certificates;
    private final Path folder;
    private PostgresPrograms programs;
    private FamilyParameters parameters;

    /** @param folder where servers keep their data */
    public Engines(ChildProcesses processes, LoopbackAddresses addresses, Certificates certificates, Path folder) {
        this.processes = processes;
        this.addresses = addresses;
        this.certificates = certificates;
        this.folder = folder;
    }

    private synchronized PostgresPrograms programs() throws IOException {
        if (programs == null) {
            programs = PostgresPrograms.open();
        }
        return programs;
    }

    /** The version of the servers, such as {@code 14.24}. */
    String version() {
        try {
            return programs().version();
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }

    synchronized FamilyParameters parameters() {
        try {
            if (parameters == null) {
                parameters = new FamilyParameters(programs().parameters());
            }
            return parameters;
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }

    /**
     * What a new server is to be like.
     *
     * @param id the instance's identifier
     * @param database null for none
     */
    record Wanted(
            String id,
            String host,
            int port,
            int maxConnections,
            Map<String, String> parameters,
            String master,
            String password,
            String database) {

        @Override
        public String toString() {
            return "Wanted[" + id + "]";
        }
    }

    /** Makes a server, without starting it. */
    Running create(Wanted wanted) throws IOException {
        LoopbackAddresses.Lease lease = addresses.take(wanted.port());
        try {
            PostgresSettings settings = new PostgresSettings(
                    wanted.id(),
                    lease.address(),
                    lease.port(),
                    certificates.issue(List.of(wanted.host())),
                    wanted.maxConnections(),
                    forcesTls(wanted.parameters()),
                    wanted.parameters());
            return new Running(
                    PostgresServer.create(
                            programs(),
                            processes,
                            folder,
                            settings,
                            wanted.master(),
                            wanted.password(),
                            wanted.database()),
                    lease);
        } catch (IOException e) {
            lease.close();
            throw e;
        }
    }

    static boolean forcesTls(Map<String, String> parameters) {
        return Optional.ofNullable(parameters.get("rds.force_ssl"))
                .filter(value -> value.equals("1") || value.equalsIgnoreCase("on") || value.equalsIgnoreCase("true"))
                .isPresent();
    }
}
