package sh.lfc.nv.emulator.services.rds;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sh.lfc.nv.emulator.call.AwsService;
import sh.lfc.nv.emulator.call.Platform;
import sh.lfc.nv.emulator.call.Regional;
import sh.lfc.nv.emulator.call.Scope;
import sh.lfc.nv.emulator.names.HostNames;
import sh.lfc.nv.emulator.sampling.EngineMetrics;
import sh.lfc.nv.emulator.sampling.EngineSampling;
import sh.lfc.nv.emulator.sampling.Reading;

/** Amazon RDS: its operations, and what other parts of the emulator need of it. Safe for use by many threads. */
public final class Rds {

    private static final Logger log = LoggerFactory.getLogger(Rds.class);

    private final Regional<RdsRegion> regions = new Regional<>(RdsRegion::new);
    private final List<AwsService> services;
    private final InstanceServers servers;

    /**
     * @param engines makes the servers behind instances
     * @param network where instances are placed
     * @param keys what their storage is encrypted with
     * @param names where their endpoints are published
     * @param metrics of the namespace {@code AWS/RDS}, by the instance's identifier
     */
    public Rds(
            Platform platform,
            Engines engines,
            InstanceNetwork network,
            StorageKeys keys,
            HostNames names,
            EngineMetrics metrics) {
        Events events = new Events(regions, platform.clock());
        EngineSampling sampling = new EngineSampling(
                platform,
                () -> regions.all().values().stream().anyMatch(region -> !region.databases.isEmpty()),
                this::readings,
                "CPUUtilization",
                Runtime.getRuntime().availableProcessors(),
                metrics);
        InstanceWork work = new InstanceWork(platform, engines, names, events, sampling);
        this.servers = new InstanceServers(regions, work);
        this.services = List.of(
                new InstanceCreation(platform, regions, network, keys, engines, work),
                new InstanceOperations(regions, network, work),
                new InstanceChanges(regions, network, engines, work),
                new SubnetGroups(regions, network),
                new ParameterGroups(regions, engines, work),
                new Snapshots(regions),
                new EngineVersions(network, engines),
                new OptionGroups(),
                events,
                new TagOperations(regions));
    }

    /** The tags of a resource by its ARN; none where nothing is known of it. */
    public Map<String, String> tags(String arn) {
        return Optional.ofNullable(regions.all().get(Scope.ofArn(arn)))
                .map(region -> region.tagsOf(arn))
                .orElse(Map.of());
    }

    /** The tags of all resources of an account and region, by ARN. */
    public Map<String, Map<String, String>> tagged(Scope scope) {
        return regions.of(scope).tagged();
    }

    /** The operations. */
    public List<AwsService> services() {
        return services;
    }

    /** The servers behind instances. */
    public InstanceServers servers() {
        return servers;
    }

    /** The databases that can be reached at this moment. */
    public List<DatabaseEndpoint> endpoints() {
        return regions.all().values().stream()
                .flatMap(region -> region.databases.values().stream())
                .flatMap(database -> endpoint(database).stream())
                .toList();
    }

    private List<Reading> readings() {
        return regions.all().values().stream()
                .flatMap(region -> region.databases.values().stream())
                .flatMap(database -> reading(database).stream())
                .toList();
    }

    private static Optional<Reading> reading(Database database) {
        Engines.Running running = database.running();
        if (running == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Reading(
                    database.scope(),
                    database.id(),
                    running.server().processorTime(),
                    Map.of("DatabaseConnections", (double) running.server().connections()),
                    Map.of()));
        } catch (IOException e) {
            log.debug("database={} is not measured reason={}", database.id(), e.getMessage());
            return Optional.empty();
        }
    }

    private static Optional<DatabaseEndpoint> endpoint(Database database) {
        Engines.Running running = database.running();
        if (running == null || database.shown().endpoint() == null) {
            return Optional.empty();
        }
        return Optional.of(new DatabaseEndpoint(
                database.scope(),
                database.id(),
                database.host(),
                database.shown().endpoint().port(),
                running.lease().address(),
                database.shown().dbSubnetGroup().vpcId(),
                database.networkInterface(),
                database.securityGroups(),
                Boolean.TRUE.equals(database.shown().publiclyAccessible())));
    }
}
