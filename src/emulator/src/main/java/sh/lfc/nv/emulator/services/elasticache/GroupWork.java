package sh.lfc.nv.emulator.services.elasticache;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sh.lfc.nv.emulator.call.Platform;
import sh.lfc.nv.emulator.names.HostNames;
import sh.lfc.nv.emulator.realism.Delay;
import sh.lfc.nv.emulator.runtimes.redis.RedisSettings;
import sh.lfc.nv.emulator.sampling.EngineSampling;

/** What happens to the nodes of replication groups behind the calls, one thing after the other for each group. */
final class GroupWork {

    private static final Logger log = LoggerFactory.getLogger(GroupWork.class);

    private final Platform platform;
    private final Nodes nodes;
    private final HostNames names;
    private final Events events;
    private final EngineSampling sampling;

    GroupWork(Platform platform, Nodes nodes, HostNames names, Events events, EngineSampling sampling) {
        this.platform = platform;
        this.nodes = nodes;
        this.names = names;
        this.events = events;
        this.sampling = sampling;
    }

    /** Work with servers that may fail. */
    @FunctionalInterface
    interface Step {
        void run() throws IOException;
    }

    /** Does the step when those before are done; the group is available afterwards. */
    void later(Delay delay, Group group, String failed, Step step) {
        platform.after(delay, () -> now(group, failed, step));
    }

    /** The same, and comes back when it is done. */
    void now(Group group, String failed, Step step) {
        synchronized (group) {
            if (group.isDeleted()) {
                return;
            }
            try {
                step.run();
                publish(group);
                group.show(shown -> shown.status("available"));
            } catch (IOException e) {
                log.error("cache={} status={} reason={}", group.id(), failed, e.getMessage());
                group.show(shown -> shown.status(failed));
            }
        }
    }

    /** Starts the nodes of a new group. */
    void create(Group group, int count, Map<String, String> parameters) {
        later(Delay.CACHE_CREATION, group, "create-failed", () -> grow(group, count, parameters));
    }

    /** Starts nodes until there are so many. */
    void grow(Group group, int count, Map<String, String> parameters) throws IOException {
        for (int number = group.nodes().size() + 1; number <= count; number++) {
            List<Node> all = new ArrayList<>(group.nodes());
            all.add(nodes.start(group, number, all.stream().findFirst(), parameters));
            group.nodes(all);
        }
        sampling.begin();
    }

    /** Ends the last nodes until there are so many. */
    void shrink(Group group, int count) {
        while (group.nodes().size() > count) {
            List<Node> all = new ArrayList<>(group.nodes());
            Node last = all.remove(all.size() - 1);
            group.nodes(all);
            names.remove(last.host());
            nodes.end(group, last);
        }
    }

    /** Promotes the first replica, and has the primary of before follow it. */
    void failOver(Group group) throws IOException {
        List<Node> all = new ArrayList<>(group.nodes());
        Node before = all.remove(0);
        Node promoted = all.get(0);
        configure(promoted, promoted.server().settings().withPrimary(Optional.empty()));
        all.add(before);
        for (Node follower : all.subList(1, all.size())) {
            configure(follower, follower.server().settings().withPrimary(Optional.of(Nodes.listening(promoted))));
        }
        group.nodes(all);
        events.failedOver(group, before, promoted);
    }

    /** Stops all nodes, which forget their data. */
    void stop(Group group) {
        group.nodes().forEach(node -> node.server().stop());
        events.toNodes(group, "Cache node 0001 shutdown");
    }

    /** Starts all nodes, the primary first. */
    void start(Group group) throws IOException {
        for (Node node : group.nodes()) {
            node.server().start();
        }
        events.toNodes(group, "Cache node 0001 restarted");
    }

    private static void configure(Node node, RedisSettings settings) throws IOException {
        node.server().configure(settings);
    }

    /** Has all nodes take these parameters. */
    static void parameters(Group group, Map<String, String> parameters) throws IOException {
        for (Node node : group.nodes()) {
            configure(node, node.server().settings().withParameters(parameters));
        }
    }

    /** Has all nodes ask for this token. */
    static void authToken(Group group, Optional<String> token, boolean keepOld) throws IOException {
        for (Node node : group.nodes()) {
            node.server().setPassword(token, keepOld);
        }
        group.authToken(token);
    }

    private void publish(Group group) {
        List<Node> all = group.nodes();
        all.forEach(node -> names.put(node.host(), node.lease().address()));
        names.put(group.names().primary(), all.get(0).lease().address());
        names.put(
                group.names().reader(), all.get(all.size() > 1 ? 1 : 0).lease().address());
    }

    /** Ends all nodes, then does what is left to do. */
    void delete(Group group, Runnable afterwards) {
        platform.after(Delay.CACHE_DELETION, () -> {
            end(group);
            afterwards.run();
        });
    }

    /** Ends all nodes, at once. */
    void end(Group group) {
        synchronized (group) {
            group.delete();
            names.remove(group.names().primary());
            names.remove(group.names().reader());
            shrink(group, 0);
        }
    }
}
