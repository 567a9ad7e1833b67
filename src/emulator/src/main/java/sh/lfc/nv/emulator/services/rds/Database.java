package sh.lfc.nv.emulator.services.rds;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import sh.lfc.nv.emulator.call.Scope;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.VpcSecurityGroupMembership;

/**
 * A DB instance: what is shown of it, and the server behind it.
 *
 * <p>What is shown may be read and changed by many threads. Whoever works with the server holds this object's monitor.
 */
final class Database {

    private final Scope scope;
    private final String host;
    private volatile DBInstance shown;
    private volatile Optional<String> networkInterface = Optional.empty();
    private volatile Engines.Running running;
    private volatile Map<String, String> applied = Map.of();
    private boolean deleted;

    Database(Scope scope, String host, DBInstance shown) {
        this.scope = scope;
        this.host = host;
        this.shown = shown;
    }

    Scope scope() {
        return scope;
    }

    String host() {
        return host;
    }

    String id() {
        return shown.dbInstanceIdentifier();
    }

    /** As it is described, without tags. */
    DBInstance shown() {
        return shown;
    }

    String status() {
        return shown.dbInstanceStatus();
    }

    /** Changes what is shown. */
    void show(Consumer<DBInstance.Builder> change) {
        synchronized (host) {
            shown = shown.copy(change::accept);
        }
    }

    List<String> securityGroups() {
        return shown.vpcSecurityGroups().stream()
                .map(VpcSecurityGroupMembership::vpcSecurityGroupId)
                .toList();
    }

    Optional<String> networkInterface() {
        return networkInterface;
    }

    void attached(String interfaceId) {
        networkInterface = Optional.of(interfaceId);
    }

    /** The server; null before it was made. */
    Engines.Running running() {
        return running;
    }

    void runs(Engines.Running server, Map<String, String> parameters) {
        running = server;
        applied = Map.copyOf(parameters);
    }

    /** The parameters that the server has, which a group's changes may be ahead of. */
    Map<String, String> applied() {
        return applied;
    }

    void applies(Map<String, String> parameters) {
        applied = Map.copyOf(parameters);
    }

    boolean isDeleted() {
        return deleted;
    }

    void delete() {
        deleted = true;
    }
}
