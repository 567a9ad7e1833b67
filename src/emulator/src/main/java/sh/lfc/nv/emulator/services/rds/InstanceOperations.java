package sh.lfc.nv.emulator.services.rds;

import java.util.List;
import java.util.Set;
import java.util.function.Function;
import sh.lfc.nv.emulator.call.AwsService;
import sh.lfc.nv.emulator.call.Call;
import sh.lfc.nv.emulator.call.Regional;
import sh.lfc.nv.emulator.paging.MarkerPage;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.DeleteDbInstanceRequest;
import software.amazon.awssdk.services.rds.model.DeleteDbInstanceResponse;
import software.amazon.awssdk.services.rds.model.DescribeDbInstancesRequest;
import software.amazon.awssdk.services.rds.model.DescribeDbInstancesResponse;
import software.amazon.awssdk.services.rds.model.Filter;
import software.amazon.awssdk.services.rds.model.RebootDbInstanceRequest;
import software.amazon.awssdk.services.rds.model.RebootDbInstanceResponse;
import software.amazon.awssdk.services.rds.model.StartDbInstanceRequest;
import software.amazon.awssdk.services.rds.model.StartDbInstanceResponse;
import software.amazon.awssdk.services.rds.model.StopDbInstanceRequest;
import software.amazon.awssdk.services.rds.model.StopDbInstanceResponse;

/** Describes DB instances, stops and starts them, and deletes them. */
final class InstanceOperations implements AwsService {

    private static final Set<String> DELETABLE = Set.of(
            "available",
            "stopped",
            "failed",
            "incompatible-parameters",
            "creating",
            "backing-up",
            "modifying",
            "rebooting");

    private final Regional<RdsRegion> regions;
    private final InstanceNetwork network;
    private final InstanceWork work;

    InstanceOperations(Regional<RdsRegion> regions, InstanceNetwork network, InstanceWork work) {
        this.regions = regions;
        this.network = network;
        this.work = work;
    }

    @Override
    public String sdkPackage() {
        return "rds";
    }

    @Override
    public void close() {
        regions.all().values().stream()
                .flatMap(region -> region.databases.values().stream())
                .parallel()
                .forEach(work::end);
    }

    static DBInstance shown(RdsRegion region, Database database) {
        List<software.amazon.awssdk.services.rds.model.Tag> tags =
                region.tags(database.shown().dbInstanceArn());
        return database.shown().copy(shown -> shown.tagList(tags));
    }

    public DescribeDbInstancesResponse describeDBInstances(DescribeDbInstancesRequest request, Call call) {
        RdsRegion region = regions.of(call);
        String asked = request.dbInstanceIdentifier();
        List<DBInstance> instances = (asked == null || asked.isEmpty()
                        ? List.copyOf(region.databases.values())
                        : List.of(region.database(nameOf(asked))))
                .stream()
                        .map(database -> shown(region, database))
                        .filter(instance -> request.filters().stream().allMatch(filter -> passes(instance, filter)))
                        .toList();
        MarkerPage<DBInstance> page =
                MarkerPage.of(instances, DBInstance::dbInstanceIdentifier, request.maxRecords(), request.marker());
        return DescribeDbInstancesResponse.builder()
                .dbInstances(page.items())
                .marker(page.marker())
                .build();
    }

    /** An instance may be named by its ARN too. */
    private static String nameOf(String identifierOrArn) {
        return identifierOrArn.startsWith("arn:")
                ? identifierOrArn.substring(identifierOrArn.lastIndexOf(':') + 1)
                : identifierOrArn;
    }

    private static boolean passes(DBInstance instance, Filter filter) {
        Function<DBInstance, String> member =
                switch (String.valueOf(filter.name())) {
                    case "db-instance-id" -> DBInstance::dbInstanceIdentifier;
                    case "dbi-resource-id" -> DBInstance::dbiResourceId;
                    case "engine" -> DBInstance::engine;
                    case "db-cluster-id", "domain" -> none -> null;
                    default -> throw RdsErrors.value("Unrecognized filter name: " + filter.name());
                };
        String value = member.apply(instance);
        return filter.values().stream()
                .map(wanted -> filter.name().equals("db-instance-id") ? RdsRegion.key(nameOf(wanted)) : wanted)
                .anyMatch(wanted -> wanted.equals(value));
    }

    public RebootDbInstanceResponse rebootDBInstance(RebootDbInstanceRequest request, Call call) {
        RdsRegion region = regions.of(call);
        Database database = region.database(request.dbInstanceIdentifier());
        requireOneOf(database, Set.of("available", "incompatible-parameters"), "rebooted");
        if (Boolean.TRUE.equals(request.forceFailover())
                && !Boolean.TRUE.equals(database.shown().multiAZ())) {
            throw RdsErrors.combination("ForceFailover cannot be specified since the instance is not configured for"
                    + " either MultiAZ or High Availability (Mirroring).");
        }
        database.show(shown -> shown.dbInstanceStatus("rebooting"));
        DBInstance answer = shown(region, database);
        work.reboot(database, group(region, database), Boolean.TRUE.equals(request.forceFailover()));
        return RebootDbInstanceResponse.builder().dbInstance(answer).build();
    }

    public StopDbInstanceResponse stopDBInstance(StopDbInstanceRequest request, Call call) {
        RdsRegion region = regions.of(call);
        Database database = region.database(request.dbInstanceIdentifier());
        if (!database.status().equals("available")) {
            throw RdsErrors.instanceState("Instance " + database.id() + " is not in available state.");
        }
        if (request.dbSnapshotIdentifier() != null) {
            Snapshots.record(region, database, request.dbSnapshotIdentifier(), call.time(), List.of());
        }
        database.show(shown -> shown.dbInstanceStatus("stopping"));
        DBInstance answer = shown(region, database);
        work.stop(database);
        return StopDbInstanceResponse.builder().dbInstance(answer).build();
    }

    public StartDbInstanceResponse startDBInstance(StartDbInstanceRequest request, Call call) {
        RdsRegion region = regions.of(call);
        Database database = region.database(request.dbInstanceIdentifier());
        if (!database.status().equals("stopped")) {
            throw RdsErrors.instanceState("Instance " + database.id()
                    + " is not stopped or in inaccessible-encryption-credentials-recoverable state.");
        }
        database.show(shown -> shown.dbInstanceStatus("starting"));
        DBInstance answer = shown(region, database);
        work.start(database, group(region, database));
        return StartDbInstanceResponse.builder().dbInstance(answer).build();
    }

    public DeleteDbInstanceResponse deleteDBInstance(DeleteDbInstanceRequest request, Call call) {
        RdsRegion region = regions.of(call);
        Database database = region.database(request.dbInstanceIdentifier());
        if (Boolean.TRUE.equals(database.shown().deletionProtection())) {
            throw RdsErrors.combination(
                    "Cannot delete protected DB Instance, please disable deletion protection and try again.");
        }
        boolean skip = Boolean.TRUE.equals(request.skipFinalSnapshot());
        String snapshot = request.finalDBSnapshotIdentifier();
        if (!skip && snapshot == null) {
            throw RdsErrors.combination("FinalDBSnapshotIdentifier is required unless SkipFinalSnapshot is specified.");
        }
        if (skip && snapshot != null) {
            throw RdsErrors.combination(
                    "FinalDBSnapshotIdentifier can not be specified when SkipFinalSnapshot is enabled.");
        }
        requireOneOf(database, DELETABLE, "deleted");
        if (snapshot != null) {
            Snapshots.record(region, database, snapshot, call.time(), List.of());
        }
        database.show(shown -> shown.dbInstanceStatus("deleting").pendingModifiedValues(pending -> {}));
        DBInstance answer = shown(region, database);
        work.delete(database, () -> {
            database.networkInterface().ifPresent(id -> network.detach(region.scope, id));
            region.databases.remove(database.id());
            region.forget(database.shown().dbInstanceArn());
        });
        return DeleteDbInstanceResponse.builder().dbInstance(answer).build();
    }

    private static void requireOneOf(Database database, Set<String> statuses, String participle) {
        if (database.status().equals("deleting")) {
            throw RdsErrors.instanceState("Instance " + database.id() + " is already being deleted.");
        }
        if (!statuses.contains(database.status())) {
            throw RdsErrors.instanceState("Instance " + database.id() + " cannot be " + participle + " in the state "
                    + database.status() + ".");
        }
    }

    static ParameterGroup group(RdsRegion region, Database database) {
        return region.parameterGroup(database.shown().dbParameterGroups().get(0).dbParameterGroupName());
    }
}
