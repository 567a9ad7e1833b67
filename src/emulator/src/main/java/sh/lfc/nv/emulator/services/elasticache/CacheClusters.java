package sh.lfc.nv.emulator.services.elasticache;

import java.util.List;
import sh.lfc.nv.emulator.call.AwsService;
import sh.lfc.nv.emulator.call.Call;
import sh.lfc.nv.emulator.call.Regional;
import sh.lfc.nv.emulator.paging.MarkerPage;
import software.amazon.awssdk.services.elasticache.model.CacheCluster;
import software.amazon.awssdk.services.elasticache.model.DescribeCacheClustersRequest;
import software.amazon.awssdk.services.elasticache.model.DescribeCacheClustersResponse;

/** The cache clusters that replication groups are made of. */
final class CacheClusters implements AwsService {

    private final Regional<CacheRegion> regions;

    CacheClusters(Regional<CacheRegion> regions) {
        this.regions = regions;
    }

    @Override
    public String sdkPackage() {
        return "elasticache";
    }

    public DescribeCacheClustersResponse describeCacheClusters(DescribeCacheClustersRequest request, Call call) {
        boolean withNodes = Boolean.TRUE.equals(request.showCacheNodeInfo());
        String asked = request.cacheClusterId();
        List<CacheCluster> clusters = regions.of(call).groups.values().stream()
                .filter(group -> !Boolean.TRUE.equals(request.showCacheClustersNotInReplicationGroups()))
                .flatMap(group -> GroupView.clusters(group, withNodes).stream())
                .filter(cluster -> asked == null || cluster.cacheClusterId().equals(CacheRegion.key(asked)))
                .toList();
        if (asked != null && clusters.isEmpty()) {
            throw CacheErrors.clusterNotFound(asked);
        }
        MarkerPage<CacheCluster> page =
                MarkerPage.of(clusters, CacheCluster::cacheClusterId, request.maxRecords(), request.marker());
        return DescribeCacheClustersResponse.builder()
                .cacheClusters(page.items())
                .marker(page.marker())
                .build();
    }
}
