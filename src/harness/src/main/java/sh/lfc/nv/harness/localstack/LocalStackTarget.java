package sh.lfc.nv.harness.localstack;

import java.net.URI;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import sh.lfc.nv.canary.aws.AwsAccess;
import sh.lfc.nv.canary.http.HttpAccess;
import sh.lfc.nv.harness.localstack.beside.Beside;
import sh.lfc.nv.harness.target.StandIn;
import sh.lfc.nv.harness.target.Target;

/** LocalStack, or whatever speaks AWS's APIs on one port as it does. */
public final class LocalStackTarget implements Target {
    /** Where it is, whatever the user's own configuration says: the stacks' own values speak of it. */
    private static final String REGION = "us-east-1";

    private static final AwsAccess.Keys ANYBODY = AwsAccess.Keys.of("test", "test");

    /** The features that look at what a stack made, by the stack. */
    private static final Map<String, String> TAGS = Map.of("monitoring", "@monitoring");

    private final Place place;
    private final Map<String, String> beyond;
    private final HttpAccess http;

    /**
     * @param selection the stacks that stand here, and why others do not
     * @param beside what runs in the place of AWS's own
     * @param authorities whose certificates its domains have, in PEM; empty where nobody knows
     */
    LocalStackTarget(Place place, Selection selection, Beside beside, Optional<Path> authorities) {
        this.place = place;
        this.http = StandIn.http(aws(), authorities);
        beyond = StandIn.beyond("LocalStack");
        TAGS.forEach((stack, tag) -> selection.absence(stack).ifPresent(reason -> beyond.put(tag, reason)));
        for (var service : Service.values()) {
            service.engine()
                    .filter(beside::has)
                    .ifPresent(engine -> beyond.put(
                            engine.tag(),
                            "%s runs beside it, and not in %s".formatted(engine.title(), service.title())));
        }
    }

    /** How AWS's APIs are reached at an endpoint at which anybody may do anything. */
    static AwsAccess access(URI endpoint) {
        return new AwsAccess(Optional.of(endpoint), REGION, Optional.of(ANYBODY));
    }

    @Override
    public String name() {
        return "localstack";
    }

    @Override
    public AwsAccess aws() {
        return access(place.endpoint());
    }

    /** Its domains are reached through its own port, where it tunnels to them. */
    @Override
    public HttpAccess http() {
        return http;
    }

    @Override
    public Map<String, String> beyond() {
        return Collections.unmodifiableMap(beyond);
    }

    /** Buckets of an IP address cannot be host names. */
    @Override
    public Map<String, String> stateBackend() {
        return Map.of("use_path_style", "true");
    }

    @Override
    public void close() {
        place.close();
    }
}
