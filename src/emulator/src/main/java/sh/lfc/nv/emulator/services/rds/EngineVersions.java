package sh.lfc.nv.emulator.services.rds;

import java.util.List;
import sh.lfc.nv.emulator.call.AwsService;
import sh.lfc.nv.emulator.call.Call;
import sh.lfc.nv.emulator.paging.MarkerPage;
import software.amazon.awssdk.services.rds.model.AvailabilityZone;
import software.amazon.awssdk.services.rds.model.DBEngineVersion;
import software.amazon.awssdk.services.rds.model.DescribeDbEngineVersionsRequest;
import software.amazon.awssdk.services.rds.model.DescribeDbEngineVersionsResponse;
import software.amazon.awssdk.services.rds.model.DescribeOrderableDbInstanceOptionsRequest;
import software.amazon.awssdk.services.rds.model.DescribeOrderableDbInstanceOptionsResponse;
import software.amazon.awssdk.services.rds.model.OrderableDBInstanceOption;

/** Which engine there is, in which version and classes. */
final class EngineVersions implements AwsService {

    private static final List<String> CLASSES = List.of(
            "db.t3.micro",
            "db.t3.small",
            "db.t3.medium",
            "db.t4g.micro",
            "db.t4g.small",
            "db.t4g.medium",
            "db.m6g.large",
            "db.m7g.large",
            "db.r6g.large",
            "db.r7g.large");
    private static final List<String> STORAGE = List.of("gp2", "gp3", "io1");

    private final InstanceNetwork network;
    private final Engines engines;

    EngineVersions(InstanceNetwork network, Engines engines) {
        this.network = network;
        this.engines = engines;
    }

    @Override
    public String sdkPackage() {
        return "rds";
    }

    /** Refuses a version that there is none of: {@code 14} or any of its minor versions up to the server's own. */
    static void check(String asked, String actual) {
        if (asked == null) {
            return;
        }
        String[] wanted = asked.split("\\.");
        String[] have = actual.split("\\.");
        boolean known = asked.matches("\\d{1,3}(\\.\\d{1,3})?")
                && wanted[0].equals(have[0])
                && (wanted.length == 1 || Integer.parseInt(wanted[1]) <= Integer.parseInt(have[1]));
        if (!known) {
            throw RdsErrors.combination("Cannot find version " + asked + " for " + InstanceCreation.ENGINE);
        }
    }

    private static boolean matches(String asked, String actual) {
        return asked == null || asked.equals(actual) || actual.startsWith(asked + ".");
    }

    public DescribeDbEngineVersionsResponse describeDBEngineVersions(DescribeDbEngineVersionsRequest request) {
        String version = engines.version();
        boolean wanted = (request.engine() == null || request.engine().equals(InstanceCreation.ENGINE))
                && matches(request.engineVersion(), version)
                && (request.dbParameterGroupFamily() == null
                        || request.dbParameterGroupFamily().equals(ParameterGroup.FAMILY));
        DBEngineVersion one = DBEngineVersion.builder()
                .engine(InstanceCreation.ENGINE)
                .engineVersion(version)
                .majorEngineVersion(version.substring(0, version.indexOf('.')))
                .dbParameterGroupFamily(ParameterGroup.FAMILY)
                .dbEngineDescription("PostgreSQL")
                .dbEngineVersionDescription("PostgreSQL " + version)
                .status("available")
                .exportableLogTypes("postgresql", "upgrade")
                .supportsLogExportsToCloudwatchLogs(true)
                .supportsReadReplica(false)
                .supportsParallelQuery(false)
                .supportsGlobalDatabases(false)
                .supportsBabelfish(false)
                .supportsCertificateRotationWithoutRestart(true)
                .supportedCACertificateIdentifiers(InstanceCreation.CERTIFICATE_AUTHORITY)
                .build();
        return DescribeDbEngineVersionsResponse.builder()
                .dbEngineVersions(wanted ? List.of(one) : List.of())
                .build();
    }

    public DescribeOrderableDbInstanceOptionsResponse describeOrderableDBInstanceOptions(
            DescribeOrderableDbInstanceOptionsRequest request, Call call) {
        if (request.engine() == null) {
            throw RdsErrors.missing("Engine");
        }
        if (!request.engine().equals(InstanceCreation.ENGINE)) {
            throw RdsErrors.value("Invalid DB engine: " + request.engine());
        }
        List<AvailabilityZone> zones = network.zones(call.scope()).stream()
                .map(zone -> AvailabilityZone.builder().name(zone).build())
                .toList();
        List<OrderableDBInstanceOption> options = CLASSES.stream()
                .filter(name -> request.dbInstanceClass() == null
                        || request.dbInstanceClass().equals(name))
                .filter(name -> matches(request.engineVersion(), engines.version()))
                .flatMap(name -> STORAGE.stream().map(storage -> option(name, storage, zones)))
                .toList();
        MarkerPage<OrderableDBInstanceOption> page = MarkerPage.of(
                options,
                option -> option.dbInstanceClass() + " " + option.storageType(),
                request.maxRecords(),
                request.marker());
        return DescribeOrderableDbInstanceOptionsResponse.builder()
                .orderableDBInstanceOptions(page.items())
                .marker(page.marker())
                .build();
    }

    private OrderableDBInstanceOption option(String name, String storage, List<AvailabilityZone> zones) {
        return OrderableDBInstanceOption.builder()
                .engine(InstanceCreation.ENGINE)
                .engineVersion(engines.version())
                .dbInstanceClass(name)
                .licenseModel("postgresql-license")
                .availabilityZones(zones)
                .multiAZCapable(true)
                .readReplicaCapable(false)
                .vpc(true)
                .supportsStorageEncryption(true)
                .storageType(storage)
                .supportsIops(!storage.equals("gp2"))
                .supportsStorageThroughput(storage.equals("gp3"))
                .supportsEnhancedMonitoring(false)
                .supportsIAMDatabaseAuthentication(false)
                .supportsPerformanceInsights(false)
                .supportsStorageAutoscaling(true)
                .supportsKerberosAuthentication(false)
                .minStorageSize(storage.equals("io1") ? 100 : 20)
                .maxStorageSize(65536)
                .supportedNetworkTypes("IPV4")
                .build();
    }
}
