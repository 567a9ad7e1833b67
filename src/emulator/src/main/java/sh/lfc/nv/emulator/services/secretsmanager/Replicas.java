package sh.lfc.nv.emulator.services.secretsmanager;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.secretsmanager.model.ReplicaRegionType;
import software.amazon.awssdk.services.secretsmanager.model.ReplicationStatusType;
import software.amazon.awssdk.services.secretsmanager.model.StatusType;

/** The records of a secret's replicas. */
final class Replicas {

    private Replicas() {}

    static Map<String, ReplicationStatusType> added(
            Map<String, ReplicationStatusType> before, List<ReplicaRegionType> regions) {
        Map<String, ReplicationStatusType> all = new TreeMap<>(before);
        for (ReplicaRegionType region : regions) {
            all.put(
                    region.region(),
                    ReplicationStatusType.builder()
                            .region(region.region())
                            .kmsKeyId(region.kmsKeyId() == null ? "alias/aws/secretsmanager" : region.kmsKeyId())
                            .status(StatusType.IN_SYNC)
                            .statusMessage("Replication succeeded")
                            .build());
        }
        return all;
    }

    static Map<String, ReplicationStatusType> removed(Map<String, ReplicationStatusType> before, List<String> regions) {
        Map<String, ReplicationStatusType> rest = new TreeMap<>(before);
        rest.keySet().removeAll(regions);
        return rest;
    }
}
