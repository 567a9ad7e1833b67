package sh.lfc.nv.emulator.services.elasticache;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import sh.lfc.nv.emulator.call.Regional;

/**
 * The servers that a replication group's nodes are, for whoever disturbs them on purpose: what is shown of a group agrees
 * with what is done to it. Each method comes back when it is done. Safe for use by many threads.
 *
 * <p>On AWS nobody can stop a node. One that is stopped here is shown as one that ElastiCache is about to replace.
 */
public final class NodeServers {

    private static final String MODIFYING = "modifying";

    private final Regional<CacheRegion> regions;
    private final GroupWork work;

    NodeServers(Regional<CacheRegion> regions, GroupWork work) {
        this.regions = regions;
        this.work = work;
    }

    /** The identifiers of the groups that have nodes. */
    public List<String> ids() {
        return regions.all().values().stream()
                .flatMap(region -> region.groups.values().stream())
                .filter(group -> !group.nodes().isEmpty())
                .map(Group::id)
                .distinct()
                .toList();
    }

    /**
     * Stops all nodes, which forget their data.
     *
     * @throws IllegalArgumentException unless the group is available; so for the others
     */
    public void stop(String id) {
        Group group = available(id, "stopped");
        group.show(shown -> shown.status(MODIFYING));
        synchronized (group) {
            work.stop(group);
            group.stopped(true);
        }
    }

    /** Starts all nodes; a group that is not stopped, or gone, is left as it is. */
    public void start(String id) {
        find(id).filter(Group::isStopped)
                .ifPresent(group -> work.now(group, MODIFYING, () -> {
                    work.start(group);
                    group.stopped(false);
                }));
    }

    /** Stops all nodes and starts them again, empty. */
    public void restart(String id) {
        restart(available(id, "restarted"));
    }

    private void restart(Group group) {
        group.rebooting(true);
        group.show(shown -> shown.status(MODIFYING));
        work.now(group, MODIFYING, () -> {
            work.stop(group);
            work.start(group);
        });
        group.rebooting(false);
    }

    /** Promotes a replica, whether failover is automatic or not; a group without replicas is restarted. */
    public void failOver(String id) {
        Group group = available(id, "failed over");
        if (group.nodes().size() < 2) {
            restart(group);
            return;
        }
        group.show(shown -> shown.status(MODIFYING));
        work.now(group, "available", () -> work.failOver(group));
    }

    /** Has all nodes stand still, which ElastiCache does not see. */
    public void pause(String id) {
        Group group = available(id, "paused");
        try {
            for (Node node : group.nodes()) {
                node.server().pause();
            }
        } catch (IOException e) {
            resume(id);
            throw new IllegalArgumentException("cache:" + id + " cannot be paused: " + e.getMessage(), e);
        }
    }

    /** Has all nodes go on, unless they are gone. */
    public void resume(String id) {
        find(id).ifPresent(group -> group.nodes().forEach(node -> node.server().resume()));
    }

    /** Overwrites the values of those keys with random bytes; parameters and answer as of the server's. */
    public long garble(String id, String keys, long seed) {
        Group group = available(id, "filled with garbage");
        try {
            return group.nodes().get(0).server().garble(keys, seed);
        } catch (IOException e) {
            throw new IllegalArgumentException("cache:" + id + " takes no garbage: " + e.getMessage(), e);
        }
    }

    private Group available(String id, String participle) {
        Group group = find(id).orElseThrow(() -> new IllegalArgumentException("there is no cache:" + id));
        if (!group.isAvailable()) {
            throw new IllegalArgumentException(
                    "cache:" + id + " is not available and cannot be " + participle + ": it is "
                            + (group.isStopped() ? "stopped" : group.shown().status()));
        }
        return group;
    }

    private Optional<Group> find(String id) {
        return regions.all().values().stream()
                .filter(region -> region.groups.containsKey(id))
                .map(region -> region.groups.get(id))
                .filter(group -> !group.nodes().isEmpty())
                .findFirst();
    }
}
