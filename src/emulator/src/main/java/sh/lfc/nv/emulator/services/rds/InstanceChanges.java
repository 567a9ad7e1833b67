package sh.lfc.nv.emulator.services.rds;

import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import sh.lfc.nv.emulator.call.AwsService;
import sh.lfc.nv.emulator.call.Call;
import sh.lfc.nv.emulator.call.Regional;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.ModifyDbInstanceRequest;
import software.amazon.awssdk.services.rds.model.ModifyDbInstanceResponse;
import software.amazon.awssdk.services.rds.model.PendingModifiedValues;

/**
 * Changes DB instances ("ModifyDBInstance", "Settings for DB instances").
 *
 * <p>Some changes apply at once, some wait for the maintenance window unless they are to apply immediately. The window
 * never comes here: what waits is shown as pending until a change that applies immediately takes it along.
 */
final class InstanceChanges implements AwsService {

    private final Regional<RdsRegion> regions;
    private final InstanceNetwork network;
    private final Engines engines;
    private final InstanceWork work;

    InstanceChanges(Regional<RdsRegion> regions, InstanceNetwork network, Engines engines, InstanceWork work) {
        this.regions = regions;
        this.network = network;
        this.engines = engines;
        this.work = work;
    }

    @Override
    public String sdkPackage() {
        return "rds";
    }

    public ModifyDbInstanceResponse modifyDBInstance(ModifyDbInstanceRequest request, Call call) {
        RdsRegion region = regions.of(call);
        Database database = region.database(request.dbInstanceIdentifier());
        boolean stopped = database.status().equals("stopped");
        if (!stopped
                && !database.status().equals("available")
                && !database.status().startsWith("incompatible-")) {
            throw RdsErrors.instanceState("Database instance is not in available state.");
        }
        check(region, database, request, stopped);
        List<String> groups = request.hasVpcSecurityGroupIds()
                ? Placement.checked(
                        region.scope, network, database.shown().dbSubnetGroup().vpcId(), request.vpcSecurityGroupIds())
                : null;

        database.show(shown -> atOnce(shown, request));
        if (groups != null) {
            database.networkInterface().ifPresent(id -> network.regroup(region.scope, id, groups));
            database.show(shown -> shown.vpcSecurityGroups(InstanceCreation.memberships(groups)));
        }
        if (request.dbParameterGroupName() != null) {
            changeParameterGroup(region, database, request.dbParameterGroupName());
        }
        boolean immediately = Boolean.TRUE.equals(request.applyImmediately());
        PendingModifiedValues waiting = waiting(database.shown(), request);
        if (immediately) {
            database.show(shown -> apply(shown, database.shown(), waiting));
        }
        database.show(shown -> shown.pendingModifiedValues(
                immediately ? PendingModifiedValues.builder().build() : waiting));
        return ModifyDbInstanceResponse.builder()
                .dbInstance(begin(region, database, request, immediately, stopped))
                .build();
    }

    private void check(RdsRegion region, Database database, ModifyDbInstanceRequest request, boolean stopped) {
        if (request.dbInstanceClass() != null) {
            InstanceRules.instanceClass(request.dbInstanceClass());
        }
        if (request.masterUserPassword() != null) {
            InstanceRules.password(request.masterUserPassword());
            if (stopped) {
                throw RdsErrors.instanceState("Database instance is not in available state.");
            }
        }
        InstanceRules.retention(request.backupRetentionPeriod());
        InstanceRules.backupWindow(request.preferredBackupWindow());
        if (request.engineVersion() != null) {
            EngineVersions.check(request.engineVersion(), engines.version());
        }
        if (request.newDBInstanceIdentifier() != null
                || request.dbPortNumber() != null
                        && !request.dbPortNumber().equals(database.shown().dbInstancePort())) {
            throw RdsErrors.combination(
                    "This emulator does not change an instance's identifier or port: make a new one.");
        }
        if (request.allocatedStorage() != null
                && request.allocatedStorage() < database.shown().allocatedStorage()) {
            throw RdsErrors.combination("Invalid storage size: the allocated storage can only be increased, from "
                    + database.shown().allocatedStorage() + " GiB.");
        }
        if (request.dbParameterGroupName() != null) {
            region.parameterGroup(request.dbParameterGroupName());
        }
        if (Boolean.TRUE.equals(request.manageMasterUserPassword())) {
            throw RdsErrors.combination(
                    "ManageMasterUserPassword is not supported by this emulator: pass a" + " MasterUserPassword.");
        }
    }

    private static void atOnce(DBInstance.Builder shown, ModifyDbInstanceRequest request) {
        set(request.backupRetentionPeriod(), shown::backupRetentionPeriod);
        set(request.preferredBackupWindow(), shown::preferredBackupWindow);
        set(request.preferredMaintenanceWindow(), shown::preferredMaintenanceWindow);
        set(request.autoMinorVersionUpgrade(), shown::autoMinorVersionUpgrade);
        set(request.copyTagsToSnapshot(), shown::copyTagsToSnapshot);
        set(request.deletionProtection(), shown::deletionProtection);
        set(request.publiclyAccessible(), shown::publiclyAccessible);
        set(request.maxAllocatedStorage(), shown::maxAllocatedStorage);
        set(request.monitoringInterval(), shown::monitoringInterval);
        set(request.monitoringRoleArn(), shown::monitoringRoleArn);
        set(request.enablePerformanceInsights(), shown::performanceInsightsEnabled);
        set(request.enableIAMDatabaseAuthentication(), shown::iamDatabaseAuthenticationEnabled);
        set(request.databaseInsightsModeAsString(), shown::databaseInsightsMode);
    }

    private static <T> void set(T value, Function<T, ?> setter) {
        Optional.ofNullable(value).ifPresent(setter::apply);
    }

    private void changeParameterGroup(RdsRegion region, Database database, String name) {
        ParameterGroup group = region.parameterGroup(name);
        String before = database.shown().dbParameterGroups().get(0).dbParameterGroupName();
        if (!before.equals(group.name())) {
            // "The new parameter group is applied when the DB instance is rebooted."
            database.show(shown -> shown.dbParameterGroups(InstanceWork.membership(group.name(), "pending-reboot")));
        }
    }

    /** What waited before, and what of the request waits, where it differs from what is. */
    private static PendingModifiedValues waiting(DBInstance now, ModifyDbInstanceRequest request) {
        PendingModifiedValues before = now.pendingModifiedValues();
        PendingModifiedValues.Builder waiting = before == null ? PendingModifiedValues.builder() : before.toBuilder();
        changed(request.dbInstanceClass(), now.dbInstanceClass(), waiting::dbInstanceClass);
        changed(request.allocatedStorage(), now.allocatedStorage(), waiting::allocatedStorage);
        changed(request.multiAZ(), now.multiAZ(), waiting::multiAZ);
        changed(request.iops(), now.iops(), waiting::iops);
        changed(request.storageThroughput(), now.storageThroughput(), waiting::storageThroughput);
        changed(request.storageType(), now.storageType(), waiting::storageType);
        changed(request.caCertificateIdentifier(), now.caCertificateIdentifier(), waiting::caCertificateIdentifier);
        return waiting.build();
    }

    private static <T> void changed(T wanted, T now, Function<T, ?> setter) {
        if (wanted != null) {
            setter.apply(wanted.equals(now) ? null : wanted);
        }
    }

    private static void apply(DBInstance.Builder shown, DBInstance now, PendingModifiedValues values) {
        set(values.dbInstanceClass(), shown::dbInstanceClass);
        set(values.allocatedStorage(), shown::allocatedStorage);
        set(values.iops(), shown::iops);
        set(values.storageThroughput(), shown::storageThroughput);
        set(values.storageType(), shown::storageType);
        set(values.caCertificateIdentifier(), shown::caCertificateIdentifier);
        if (values.multiAZ() != null) {
            shown.multiAZ(values.multiAZ());
            shown.secondaryAvailabilityZone(values.multiAZ() ? Placement.standby(now) : null);
        }
    }

    /** Has the server follow, and answers what the caller sees meanwhile. */
    private DBInstance begin(
            RdsRegion region,
            Database database,
            ModifyDbInstanceRequest request,
            boolean immediately,
            boolean stopped) {
        BiFunction<String, String, DBInstance> passing = (status, password) -> {
            database.show(shown -> shown.dbInstanceStatus(status));
            return InstanceOperations.shown(region, database).copy(shown -> {
                shown.dbInstanceStatus("available");
                if (password != null) {
                    shown.pendingModifiedValues(database.shown().pendingModifiedValues().toBuilder()
                            .masterUserPassword(password)
                            .build());
                }
            });
        };
        if (request.masterUserPassword() != null) {
            DBInstance answer = passing.apply("resetting-master-credentials", "****");
            work.changePassword(database, database.shown().masterUsername(), request.masterUserPassword());
            return answer;
        }
        if (immediately && !stopped) {
            DBInstance answer = passing.apply("modifying", null);
            work.settle(database);
            return answer;
        }
        return InstanceOperations.shown(region, database);
    }
}
