package sh.lfc.nv.emulator.services.rds;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sh.lfc.nv.emulator.call.Platform;
import sh.lfc.nv.emulator.names.HostNames;
import sh.lfc.nv.emulator.realism.Delay;
import sh.lfc.nv.emulator.sampling.EngineSampling;
import software.amazon.awssdk.services.rds.model.DBParameterGroupStatus;
import software.amazon.awssdk.services.rds.model.Endpoint;
import software.amazon.awssdk.services.rds.model.Parameter;

/** What happens to instances' servers behind the calls, one thing after the other for each instance. */
final class InstanceWork {

    private static final Logger log = LoggerFactory.getLogger(InstanceWork.class);

    private final Platform platform;
    private final Engines engines;
    private final HostNames names;
    private final Events events;
    private final EngineSampling sampling;

    InstanceWork(Platform platform, Engines engines, HostNames names, Events events, EngineSampling sampling) {
        this.platform = platform;
        this.engines = engines;
        this.names = names;
        this.events = events;
        this.sampling = sampling;
    }

    /** Work with a server that may fail. */
    @FunctionalInterface
    private interface Step {
        void run() throws IOException;
    }

    private void later(Delay delay, Database database, String failed, Step step) {
        platform.after(delay, () -> now(database, failed, step));
    }

    private static void now(Database database, String failed, Step step) {
        synchronized (database) {
            if (database.isDeleted()) {
                return;
            }
            try {
                step.run();
            } catch (IOException e) {
                log.error("database={} status={} reason={}", database.id(), failed, e.getMessage());
                database.show(shown -> shown.dbInstanceStatus(failed));
            }
        }
    }

    /** Makes the server, starts it and publishes its endpoint; where things take their time, it is backed up then. */
    void create(Database database, Engines.Wanted wanted, String hostedZone) {
        later(Delay.RDS_CREATION, database, "failed", () -> {
            boolean backup = !platform.delays().areNone() && database.shown().backupRetentionPeriod() > 0;
            if (backup) {
                later(Delay.RDS_FIRST_BACKUP, database, "failed", () -> backedUp(database));
            }
            Engines.Running running = engines.create(wanted);
            database.runs(running, wanted.parameters());
            start(database);
            int port = running.lease().port();
            names.put(database.host(), running.lease().address());
            database.show(shown -> shown.dbInstanceStatus(backup ? "backing-up" : "available")
                    .endpoint(Endpoint.builder()
                            .address(database.host())
                            .port(port)
                            .hostedZoneId(hostedZone)
                            .build()));
        });
    }

    private static void backedUp(Database database) {
        if (database.status().equals("backing-up")) {
            database.show(shown -> shown.dbInstanceStatus("available"));
        }
    }

    private void start(Database database) {
        try {
            database.running().server().start();
            database.show(shown -> shown.dbInstanceStatus("available"));
            sampling.begin();
        } catch (IOException e) {
            log.error("database={} does not start with its parameters reason={}", database.id(), e.getMessage());
            database.show(shown -> shown.dbInstanceStatus("incompatible-parameters"));
        }
    }

    /** Stops the server and starts it again, with what its parameter group says now. */
    void reboot(Database database, ParameterGroup group, boolean failover) {
        platform.after(Delay.RDS_REBOOT, () -> rebootNow(database, group, failover));
    }

    /** The same, and comes back when it is done. */
    void rebootNow(Database database, ParameterGroup group, boolean failover) {
        now(database, "failed", () -> {
            if (failover) {
                events.happened(database, Events.FAILOVER, "Multi-AZ instance failover started");
            }
            database.running().server().stop();
            events.happened(database, Events.AVAILABILITY, "DB instance shutdown");
            if (failover) {
                swapZones(database);
            }
            apply(database, group.plain());
            start(database);
            inSync(database, group.name());
            events.happened(database, Events.AVAILABILITY, "DB instance restarted");
            if (failover) {
                events.happened(database, Events.FAILOVER, "Multi-AZ instance failover completed");
            }
        });
    }

    /** The standby has become the primary; the server's address is the same here. */
    private static void swapZones(Database database) {
        database.show(shown -> shown.availabilityZone(database.shown().secondaryAvailabilityZone())
                .secondaryAvailabilityZone(database.shown().availabilityZone()));
    }

    void stop(Database database) {
        platform.after(Delay.RDS_STOP, () -> stopNow(database));
    }

    void stopNow(Database database) {
        now(database, "failed", () -> {
            database.running().server().stop();
            database.show(shown -> shown.dbInstanceStatus("stopped"));
            events.happened(database, Events.NOTIFICATION, "DB instance stopped");
        });
    }

    void start(Database database, ParameterGroup group) {
        platform.after(Delay.RDS_START, () -> startNow(database, group));
    }

    void startNow(Database database, ParameterGroup group) {
        now(database, "failed", () -> {
            apply(database, group.plain());
            start(database);
            inSync(database, group.name());
            events.happened(database, Events.NOTIFICATION, "DB instance started");
        });
    }

    /** Sets the master user's password on the running server. */
    void changePassword(Database database, String user, String password) {
        later(Delay.RDS_MODIFICATION, database, "incompatible-credentials", () -> {
            database.running().server().setPassword(user, password);
            database.show(shown -> shown.dbInstanceStatus("available").pendingModifiedValues(pending -> {}));
        });
    }

    /** The instance is available again once what was begun before is done. */
    void settle(Database database) {
        later(
                Delay.RDS_MODIFICATION,
                database,
                "failed",
                () -> database.show(shown -> {
                    if (!database.status().equals("stopped")) {
                        shown.dbInstanceStatus("available");
                    }
                }));
    }

    /**
     * Has what can change meanwhile apply at once, and the rest with the next start. It applies when this comes back:
     * nothing that a client could wait for tells when a dynamic parameter does, as its status goes through no other.
     */
    void parametersChanged(Database database, ParameterGroup group) {
        now(database, "available", () -> {
            Map<String, String> now = new TreeMap<>(database.applied());
            boolean reboot = false;
            for (String name : changed(database.applied(), group.plain())) {
                ParameterGroup.Setting setting = group.values().get(name);
                boolean isStatic = engines.parameters()
                        .find(name)
                        .map(Parameter::applyType)
                        .filter("static"::equals)
                        .isPresent();
                if (isStatic || setting != null && setting.method().equals("pending-reboot")) {
                    reboot = true;
                } else if (setting == null) {
                    now.remove(name);
                } else {
                    now.put(name, setting.value());
                }
            }
            if (database.running() != null && !now.equals(database.applied())) {
                apply(database, now);
            }
            String status = reboot ? "pending-reboot" : "in-sync";
            database.show(shown -> shown.dbParameterGroups(membership(group.name(), status)));
        });
    }

    private static List<String> changed(Map<String, String> before, Map<String, String> after) {
        TreeMap<String, String> all = new TreeMap<>(before);
        all.putAll(after);
        return all.keySet().stream()
                .filter(name -> !java.util.Objects.equals(before.get(name), after.get(name)))
                .toList();
    }

    private static void apply(Database database, Map<String, String> parameters) throws IOException {
        var server = database.running().server();
        server.configure(server.settings().with(Engines.forcesTls(parameters), parameters));
        database.applies(parameters);
    }

    private static void inSync(Database database, String group) {
        database.show(shown -> shown.dbParameterGroups(membership(group, "in-sync")));
    }

    static DBParameterGroupStatus membership(String group, String status) {
        return DBParameterGroupStatus.builder()
                .dbParameterGroupName(group)
                .parameterApplyStatus(status)
                .build();
    }

    /** Ends the server and deletes its data; then does what is left to do. */
    void delete(Database database, Runnable afterwards) {
        platform.after(Delay.RDS_DELETION, () -> {
            end(database);
            afterwards.run();
        });
    }

    /** Ends the server and deletes its data, at once. */
    void end(Database database) {
        synchronized (database) {
            database.delete();
            names.remove(database.host());
            if (database.running() != null) {
                database.running().close();
            }
        }
    }
}
