package sh.lfc.nv.emulator.services.elasticache;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import sh.lfc.nv.emulator.call.Scope;
import software.amazon.awssdk.services.elasticache.model.CacheSubnetGroup;
import software.amazon.awssdk.services.elasticache.model.ReplicationGroup;

/**
 * A replication group: what is shown of it, and its nodes, of which the first is the primary.
 *
 * <p>What is shown may be read and changed by many threads. Whoever works with the nodes holds this object's monitor.
 */
final class Group {

    /**
     * What nodes have in common and a replication group does not show itself.
     *
     * @param maintenanceWindow for example {@code sun:05:00-sun:06:00}
     */
    record Settings(
            String engineVersion,
            String parameterGroup,
            CacheSubnetGroup subnetGroup,
            List<String> securityGroups,
            String maintenanceWindow,
            int port) {

        Settings with(String version, String parameters, List<String> groups, String window) {
            return new Settings(
                    version == null ? engineVersion : version,
                    parameters == null ? parameterGroup : parameters,
                    subnetGroup,
                    groups == null ? securityGroups : groups,
                    window == null ? maintenanceWindow : window,
                    port);
        }
    }

    private final Scope scope;
    private final EndpointNames names;
    private final Instant created;
    private volatile ReplicationGroup shown;
    private volatile Settings settings;
    private volatile Optional<String> authToken;
    private volatile List<Node> nodes = List.of();
    private volatile boolean stopped;
    private volatile boolean rebooting;
    private boolean deleted;

    Group(
            Scope scope,
            EndpointNames names,
            Instant created,
            ReplicationGroup shown,
            Settings settings,
            Optional<String> authToken) {
        this.scope = scope;
        this.names = names;
        this.created = created;
        this.shown = shown;
        this.settings = settings;
        this.authToken = authToken;
    }

    Scope scope() {
        return scope;
    }

    String id() {
        return shown.replicationGroupId();
    }

    EndpointNames names() {
        return names;
    }

    Instant created() {
        return created;
    }

    ReplicationGroup shown() {
        return shown;
    }

    /** Changes what is shown. */
    void show(Consumer<ReplicationGroup.Builder> change) {
        synchronized (names) {
            shown = shown.copy(change::accept);
        }
    }

    boolean isAvailable() {
        return shown.status().equals("available");
    }

    Settings settings() {
        return settings;
    }

    void settle(Settings changed) {
        settings = changed;
    }

    Optional<String> authToken() {
        return authToken;
    }

    void authToken(Optional<String> token) {
        authToken = token;
    }

    List<Node> nodes() {
        return nodes;
    }

    void nodes(List<Node> changed) {
        nodes = List.copyOf(changed);
    }

    /** Whether its nodes were stopped and are to be started again. */
    boolean isStopped() {
        return stopped;
    }

    void stopped(boolean now) {
        stopped = now;
    }

    /** Whether its nodes are being restarted. */
    boolean isRebooting() {
        return rebooting;
    }

    void rebooting(boolean now) {
        rebooting = now;
    }

    boolean isDeleted() {
        return deleted;
    }

    void delete() {
        deleted = true;
    }
}
