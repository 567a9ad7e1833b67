package sh.lfc.nv.emulator.services.elasticache;

import java.util.List;
import java.util.Map;
import sh.lfc.nv.emulator.call.AwsService;
import sh.lfc.nv.emulator.call.Call;
import sh.lfc.nv.emulator.paging.MarkerPage;
import software.amazon.awssdk.services.elasticache.model.CacheEngineVersion;
import software.amazon.awssdk.services.elasticache.model.DescribeCacheEngineVersionsRequest;
import software.amazon.awssdk.services.elasticache.model.DescribeCacheEngineVersionsResponse;

/**
 * Which engine there is, in which versions.
 *
 * <p>ElastiCache's 7.1 has the commands of Redis OSS 7.0: both are the same server here.
 */
final class EngineVersions implements AwsService {

    static final String ENGINE = "redis";

    /** What each version is reported as. */
    private static final Map<String, String> VERSIONS = Map.of("7.0", "7.0.7", "7.1", "7.1.0");

    private static final String DEFAULT = "7.1";

    @Override
    public String sdkPackage() {
        return "elasticache";
    }

    /** The full version that was asked for, or a refusal. */
    static String full(String engine, String asked) {
        if (engine != null && !engine.equals(ENGINE)) {
            throw CacheErrors.value("Invalid engine: " + engine + ". The embedded engine of this emulator is redis 7.");
        }
        String wanted = asked == null ? DEFAULT : asked;
        return VERSIONS.entrySet().stream()
                .filter(version ->
                        version.getKey().equals(wanted) || version.getValue().equals(wanted))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow(() -> CacheErrors.combination(
                        "Cannot find version " + wanted + " for redis. Available versions are 7.0 and 7.1."));
    }

    public DescribeCacheEngineVersionsResponse describeCacheEngineVersions(
            DescribeCacheEngineVersionsRequest request, Call call) {
        boolean onlyDefault = Boolean.TRUE.equals(request.defaultOnly());
        List<CacheEngineVersion> versions = VERSIONS.entrySet().stream()
                .filter(version -> !onlyDefault || version.getKey().equals(DEFAULT))
                .map(version -> CacheEngineVersion.builder()
                        .engine(ENGINE)
                        .engineVersion(version.getKey())
                        .cacheParameterGroupFamily(ParameterGroup.FAMILY)
                        .cacheEngineDescription("Redis")
                        .cacheEngineVersionDescription("redis version " + version.getValue())
                        .build())
                .filter(version -> request.engine() == null || request.engine().equals(ENGINE))
                .filter(version -> request.engineVersion() == null
                        || request.engineVersion().equals(version.engineVersion()))
                .filter(version -> request.cacheParameterGroupFamily() == null
                        || request.cacheParameterGroupFamily().equals(ParameterGroup.FAMILY))
                .toList();
        MarkerPage<CacheEngineVersion> page =
                MarkerPage.of(versions, CacheEngineVersion::engineVersion, request.maxRecords(), request.marker());
        return DescribeCacheEngineVersionsResponse.builder()
                .cacheEngineVersions(page.items())
                .marker(page.marker())
                .build();
    }
}
