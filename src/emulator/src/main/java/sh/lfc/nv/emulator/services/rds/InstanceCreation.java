package sh.lfc.nv.emulator.services.rds;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import sh.lfc.nv.emulator.call.AwsService;
import sh.lfc.nv.emulator.call.Call;
import sh.lfc.nv.emulator.call.Ids;
import sh.lfc.nv.emulator.call.Platform;
import sh.lfc.nv.emulator.call.Regional;
import sh.lfc.nv.emulator.call.Scope;
import software.amazon.awssdk.services.rds.model.CertificateDetails;
import software.amazon.awssdk.services.rds.model.CreateDbInstanceRequest;
import software.amazon.awssdk.services.rds.model.CreateDbInstanceResponse;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.OptionGroupMembership;
import software.amazon.awssdk.services.rds.model.VpcSecurityGroupMembership;

/** Makes DB instances ("CreateDBInstance"). */
final class InstanceCreation implements AwsService {

    static final String CERTIFICATE_AUTHORITY = "rds-ca-rsa2048-g1";
    static final String ENGINE = "postgres";

    private static final Duration CERTIFICATE_VALIDITY = Duration.ofDays(365);

    /** The zones of Route 53 in which RDS keeps endpoints' names ("Amazon RDS endpoints and quotas"). */
    private static final Map<String, String> HOSTED_ZONES = Map.of(
            "us-east-1", "Z2R2ITUGPM61AM",
            "us-east-2", "Z2XHWR1WZ565X2",
            "us-west-1", "Z10WI91S59XXQN",
            "us-west-2", "Z1PVIF0B656C1W",
            "eu-west-1", "Z29XKXDKYMONMX",
            "eu-central-1", "Z1RLNUO7B9Q6NB");

    private final Platform platform;
    private final Regional<RdsRegion> regions;
    private final InstanceNetwork network;
    private final StorageKeys keys;
    private final Engines engines;
    private final InstanceWork work;

    InstanceCreation(
            Platform platform,
            Regional<RdsRegion> regions,
            InstanceNetwork network,
            StorageKeys keys,
            Engines engines,
            InstanceWork work) {
        this.platform = platform;
        this.regions = regions;
        this.network = network;
        this.keys = keys;
        this.engines = engines;
        this.work = work;
    }

    @Override
    public String sdkPackage() {
        return "rds";
    }

    public CreateDbInstanceResponse createDBInstance(CreateDbInstanceRequest request, Call call) {
        InstanceRules.checkCreation(request);
        EngineVersions.check(request.engineVersion(), engines.version());
        RdsRegion region = regions.of(call);
        String id = RdsRegion.key(request.dbInstanceIdentifier());
        if (region.databases.containsKey(id)) {
            throw RdsErrors.instanceExists();
        }
        ParameterGroup parameters = region.parameterGroup(
                request.dbParameterGroupName() == null
                        ? "default." + ParameterGroup.FAMILY
                        : request.dbParameterGroupName());
        Placement placement = Placement.decide(
                region,
                network,
                request.dbSubnetGroupName(),
                request.availabilityZone(),
                Boolean.TRUE.equals(request.multiAZ()),
                request.vpcSecurityGroupIds());

        Scope scope = call.scope();
        String host = id + "." + endpointPart(scope) + "." + scope.region() + ".rds.amazonaws.com";
        Database database = new Database(scope, host, described(request, id, placement, parameters, call));
        if (region.databases.putIfAbsent(id, database) != null) {
            throw RdsErrors.instanceExists();
        }
        region.tag(database.shown().dbInstanceArn(), request.tags());
        database.attached(network.attach(scope, placement.subnet(), placement.securityGroups()));
        work.create(
                database,
                new Engines.Wanted(
                        id,
                        host,
                        database.shown().dbInstancePort(),
                        InstanceClass.maxConnections(request.dbInstanceClass()),
                        parameters.plain(),
                        request.masterUsername(),
                        request.masterUserPassword(),
                        request.dbName()),
                HOSTED_ZONES.getOrDefault(scope.region(), "Z2R2ITUGPM61AM"));
        return CreateDbInstanceResponse.builder()
                .dbInstance(InstanceOperations.shown(region, database))
                .build();
    }

    /** One word for each account and region, in all of its endpoints, as on AWS. */
    private static String endpointPart(Scope scope) {
        return new Ids(scope.hashCode()).base36(12);
    }

    private DBInstance described(
            CreateDbInstanceRequest request, String id, Placement placement, ParameterGroup parameters, Call call) {
        Scope scope = call.scope();
        boolean encrypted = Boolean.TRUE.equals(request.storageEncrypted());
        String storage = request.storageType() == null ? request.iops() == null ? "gp2" : "io1" : request.storageType();
        int days = request.backupRetentionPeriod() == null ? 1 : request.backupRetentionPeriod();
        return DBInstance.builder()
                .dbInstanceIdentifier(id)
                .dbInstanceClass(request.dbInstanceClass())
                .engine(ENGINE)
                .engineVersion(engines.version())
                .dbInstanceStatus("creating")
                .masterUsername(request.masterUsername())
                .dbName(request.dbName())
                .dbInstancePort(request.port() == null ? Engines.DEFAULT_PORT : request.port())
                .allocatedStorage(request.allocatedStorage() == null ? 20 : request.allocatedStorage())
                .maxAllocatedStorage(request.maxAllocatedStorage())
                .storageType(storage)
                .iops(iops(request, storage))
                .storageThroughput(throughput(request, storage))
                .storageEncrypted(encrypted)
                .kmsKeyId(encrypted ? key(request.kmsKeyId(), scope) : null)
                .instanceCreateTime(call.time())
                .preferredBackupWindow(or(request.preferredBackupWindow(), "07:27-07:57"))
                .preferredMaintenanceWindow(or(request.preferredMaintenanceWindow(), "sun:04:12-sun:04:42"))
                .backupRetentionPeriod(days)
                .latestRestorableTime(days == 0 ? null : call.time())
                .dbSecurityGroups(List.of())
                .vpcSecurityGroups(memberships(placement.securityGroups()))
                .dbParameterGroups(InstanceWork.membership(parameters.name(), "in-sync"))
                .optionGroupMemberships(OptionGroupMembership.builder()
                        .optionGroupName(or(request.optionGroupName(), OptionGroups.DEFAULT))
                        .status("in-sync")
                        .build())
                .dbSubnetGroup(placement.group())
                .availabilityZone(placement.zone())
                .secondaryAvailabilityZone(placement.standby().orElse(null))
                .multiAZ(Boolean.TRUE.equals(request.multiAZ()))
                .publiclyAccessible(Boolean.TRUE.equals(request.publiclyAccessible()))
                .autoMinorVersionUpgrade(!Boolean.FALSE.equals(request.autoMinorVersionUpgrade()))
                .copyTagsToSnapshot(Boolean.TRUE.equals(request.copyTagsToSnapshot()))
                .deletionProtection(Boolean.TRUE.equals(request.deletionProtection()))
                .iamDatabaseAuthenticationEnabled(Boolean.TRUE.equals(request.enableIAMDatabaseAuthentication()))
                .performanceInsightsEnabled(Boolean.TRUE.equals(request.enablePerformanceInsights()))
                .monitoringInterval(request.monitoringInterval() == null ? 0 : request.monitoringInterval())
                .monitoringRoleArn(request.monitoringRoleArn())
                .enabledCloudwatchLogsExports(request.enableCloudwatchLogsExports())
                .databaseInsightsMode(or(request.databaseInsightsModeAsString(), "standard"))
                .pendingModifiedValues(pending -> {})
                .licenseModel("postgresql-license")
                .dbiResourceId("db-" + platform.ids().base32(26))
                .dbInstanceArn(scope.arn("rds", "db:" + id))
                .caCertificateIdentifier(or(request.caCertificateIdentifier(), CERTIFICATE_AUTHORITY))
                .certificateDetails(CertificateDetails.builder()
                        .caIdentifier(or(request.caCertificateIdentifier(), CERTIFICATE_AUTHORITY))
                        .validTill(call.time().plus(CERTIFICATE_VALIDITY))
                        .build())
                .networkType("IPV4")
                .backupTarget("region")
                .customerOwnedIpEnabled(false)
                .dedicatedLogVolume(Boolean.TRUE.equals(request.dedicatedLogVolume()))
                .isStorageConfigUpgradeAvailable(false)
                .engineLifecycleSupport(or(request.engineLifecycleSupport(), "open-source-rds-extended-support"))
                .activityStreamStatus("stopped")
                .build();
    }

    private String key(String asked, Scope scope) {
        return keys.arn(scope, or(asked, StorageKeys.DEFAULT)).orElseThrow(() -> RdsErrors.keyNotAccessible(asked));
    }

    /** Of gp3 below 400 GiB everybody has 3000 and 125 MiB/s ("Amazon RDS DB instance storage"). */
    private static Integer iops(CreateDbInstanceRequest request, String storage) {
        return request.iops() == null && storage.equals("gp3") ? Integer.valueOf(3000) : request.iops();
    }

    private static Integer throughput(CreateDbInstanceRequest request, String storage) {
        return request.storageThroughput() == null
                ? Integer.valueOf(storage.equals("gp3") ? 125 : 0)
                : request.storageThroughput();
    }

    static List<VpcSecurityGroupMembership> memberships(List<String> groups) {
        return groups.stream()
                .map(group -> VpcSecurityGroupMembership.builder()
                        .vpcSecurityGroupId(group)
                        .status("active")
                        .build())
                .toList();
    }

    private static String or(String value, String otherwise) {
        return value == null ? otherwise : value;
    }
}
