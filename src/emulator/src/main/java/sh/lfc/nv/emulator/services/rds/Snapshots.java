package sh.lfc.nv.emulator.services.rds;

import java.time.Instant;
import java.util.List;
import sh.lfc.nv.emulator.call.AwsService;
import sh.lfc.nv.emulator.call.Call;
import sh.lfc.nv.emulator.call.Regional;
import sh.lfc.nv.emulator.paging.MarkerPage;
import software.amazon.awssdk.services.rds.model.CreateDbSnapshotRequest;
import software.amazon.awssdk.services.rds.model.CreateDbSnapshotResponse;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.DBSnapshot;
import software.amazon.awssdk.services.rds.model.DeleteDbSnapshotRequest;
import software.amazon.awssdk.services.rds.model.DeleteDbSnapshotResponse;
import software.amazon.awssdk.services.rds.model.DescribeDbSnapshotsRequest;
import software.amazon.awssdk.services.rds.model.DescribeDbSnapshotsResponse;
import software.amazon.awssdk.services.rds.model.Tag;

/** The records of DB snapshots; their data is not kept, so none can be restored. */
final class Snapshots implements AwsService {

    private final Regional<RdsRegion> regions;

    Snapshots(Regional<RdsRegion> regions) {
        this.regions = regions;
    }

    @Override
    public String sdkPackage() {
        return "rds";
    }

    /** Takes a snapshot, or refuses its name. */
    static DBSnapshot record(RdsRegion region, Database database, String name, Instant time, List<Tag> tags) {
        InstanceRules.identifier("DBSnapshotIdentifier", name);
        String id = RdsRegion.key(name);
        DBInstance of = database.shown();
        DBSnapshot snapshot = DBSnapshot.builder()
                .dbSnapshotIdentifier(id)
                .dbInstanceIdentifier(of.dbInstanceIdentifier())
                .snapshotCreateTime(time)
                .originalSnapshotCreateTime(time)
                .instanceCreateTime(of.instanceCreateTime())
                .engine(of.engine())
                .engineVersion(of.engineVersion())
                .allocatedStorage(of.allocatedStorage())
                .status("available")
                .port(of.dbInstancePort())
                .availabilityZone(of.availabilityZone())
                .vpcId(of.dbSubnetGroup().vpcId())
                .masterUsername(of.masterUsername())
                .licenseModel(of.licenseModel())
                .snapshotType("manual")
                .iops(of.iops())
                .storageThroughput(of.storageThroughput())
                .storageType(of.storageType())
                .optionGroupName(of.optionGroupMemberships().get(0).optionGroupName())
                .percentProgress(100)
                .encrypted(of.storageEncrypted())
                .kmsKeyId(of.kmsKeyId())
                .dbSnapshotArn(region.scope.arn("rds", "snapshot:" + id))
                .iamDatabaseAuthenticationEnabled(of.iamDatabaseAuthenticationEnabled())
                .dbiResourceId(of.dbiResourceId())
                .snapshotTarget("region")
                .build();
        if (region.snapshots.putIfAbsent(id, snapshot) != null) {
            throw RdsErrors.snapshotExists(id);
        }
        if (Boolean.TRUE.equals(of.copyTagsToSnapshot())) {
            region.tag(snapshot.dbSnapshotArn(), region.tags(of.dbInstanceArn()));
        }
        region.tag(snapshot.dbSnapshotArn(), tags);
        return shown(region, snapshot);
    }

    private static DBSnapshot shown(RdsRegion region, DBSnapshot snapshot) {
        return snapshot.copy(shown -> shown.tagList(region.tags(snapshot.dbSnapshotArn())));
    }

    public CreateDbSnapshotResponse createDBSnapshot(CreateDbSnapshotRequest request, Call call) {
        RdsRegion region = regions.of(call);
        Database database = region.database(request.dbInstanceIdentifier());
        if (!database.status().equals("available")) {
            throw RdsErrors.instanceState("Cannot create a snapshot because the database instance " + database.id()
                    + " is not currently in the available state.");
        }
        return CreateDbSnapshotResponse.builder()
                .dbSnapshot(record(region, database, request.dbSnapshotIdentifier(), call.time(), request.tags()))
                .build();
    }

    public DescribeDbSnapshotsResponse describeDBSnapshots(DescribeDbSnapshotsRequest request, Call call) {
        RdsRegion region = regions.of(call);
        String name = request.dbSnapshotIdentifier();
        if (name != null && !region.snapshots.containsKey(RdsRegion.key(name))) {
            throw RdsErrors.snapshotNotFound(name);
        }
        List<DBSnapshot> snapshots = region.snapshots.values().stream()
                .filter(snapshot ->
                        name == null || snapshot.dbSnapshotIdentifier().equals(RdsRegion.key(name)))
                .filter(snapshot -> request.dbInstanceIdentifier() == null
                        || snapshot.dbInstanceIdentifier().equals(RdsRegion.key(request.dbInstanceIdentifier())))
                .filter(snapshot -> request.snapshotType() == null
                        || snapshot.snapshotType().equals(request.snapshotType()))
                .map(snapshot -> shown(region, snapshot))
                .toList();
        MarkerPage<DBSnapshot> page =
                MarkerPage.of(snapshots, DBSnapshot::dbSnapshotIdentifier, request.maxRecords(), request.marker());
        return DescribeDbSnapshotsResponse.builder()
                .dbSnapshots(page.items())
                .marker(page.marker())
                .build();
    }

    public DeleteDbSnapshotResponse deleteDBSnapshot(DeleteDbSnapshotRequest request, Call call) {
        RdsRegion region = regions.of(call);
        String name = request.dbSnapshotIdentifier();
        DBSnapshot snapshot = name == null ? null : region.snapshots.remove(RdsRegion.key(name));
        if (snapshot == null) {
            throw RdsErrors.snapshotNotFound(name);
        }
        DBSnapshot answer = shown(region, snapshot).copy(shown -> shown.status("deleted"));
        region.forget(snapshot.dbSnapshotArn());
        return DeleteDbSnapshotResponse.builder().dbSnapshot(answer).build();
    }
}
