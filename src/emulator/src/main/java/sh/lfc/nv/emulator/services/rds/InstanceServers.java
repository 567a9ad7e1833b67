package sh.lfc.nv.emulator.services.rds;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import sh.lfc.nv.emulator.call.Regional;

/**
 * The servers behind instances, for whoever disturbs them on purpose: what is shown of an instance agrees with what is
 * done to it. Each method comes back when it is done. Safe for use by many threads.
 */
public final class InstanceServers {

    private static final String AVAILABLE = "available";

    private record Placed(RdsRegion region, Database database) {

        ParameterGroup group() {
            return InstanceOperations.group(region, database);
        }
    }

    private final Regional<RdsRegion> regions;
    private final InstanceWork work;

    InstanceServers(Regional<RdsRegion> regions, InstanceWork work) {
        this.regions = regions;
        this.work = work;
    }

    /** The identifiers of the instances that have a server. */
    public List<String> ids() {
        return regions.all().values().stream()
                .flatMap(region -> region.databases.values().stream())
                .filter(database ->
                        database.running() != null && database.shown().endpoint() != null)
                .map(Database::id)
                .distinct()
                .toList();
    }

    /** @throws IllegalArgumentException unless it is available; so for the others */
    public void stop(String id) {
        Database database = available(id, "stopped").database();
        database.show(shown -> shown.dbInstanceStatus("stopping"));
        work.stopNow(database);
    }

    /** Starts it; one that is not stopped, or gone, is left as it is. */
    public void start(String id) {
        find(id).filter(placed -> placed.database().status().equals("stopped")).ifPresent(placed -> {
            placed.database().show(shown -> shown.dbInstanceStatus("starting"));
            work.startNow(placed.database(), placed.group());
        });
    }

    public void restart(String id) {
        reboot(available(id, "restarted"), false);
    }

    /** Has the standby take over; an instance without one is restarted. */
    public void failOver(String id) {
        Placed placed = available(id, "failed over");
        reboot(placed, Boolean.TRUE.equals(placed.database().shown().multiAZ()));
    }

    private void reboot(Placed placed, boolean failover) {
        placed.database().show(shown -> shown.dbInstanceStatus("rebooting"));
        work.rebootNow(placed.database(), placed.group(), failover);
    }

    /** Has it stand still, which RDS does not see. */
    public void pause(String id) {
        try {
            available(id, "paused").database().running().server().pause();
        } catch (IOException e) {
            throw new IllegalArgumentException("db:" + id + " cannot be paused: " + e.getMessage(), e);
        }
    }

    /** Has it go on, unless it is gone. */
    public void resume(String id) {
        find(id).ifPresent(placed -> placed.database().running().server().resume());
    }

    private Placed available(String id, String participle) {
        Placed placed = find(id).orElseThrow(() -> new IllegalArgumentException("there is no db:" + id));
        if (!placed.database().status().equals(AVAILABLE)) {
            throw new IllegalArgumentException("db:" + id + " is not available and cannot be " + participle + ": it is "
                    + placed.database().status());
        }
        return placed;
    }

    private Optional<Placed> find(String id) {
        return regions.all().values().stream()
                .filter(region -> region.databases.containsKey(id))
                .map(region -> new Placed(region, region.databases.get(id)))
                .filter(placed -> placed.database().running() != null)
                .findFirst();
    }
}
