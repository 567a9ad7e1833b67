package sh.lfc.nv.harness.target;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import sh.lfc.nv.canary.aws.AwsAccess;
import sh.lfc.nv.canary.http.HttpAccess;

/** What speaks AWS's APIs and is seen from outside only: how its domains are reached, and what cannot be tried there. */
public final class StandIn {
    private StandIn() {}

    /**
     * How domains are reached that nobody's DNS knows: through the stand-in's own port, with {@code CONNECT}.
     *
     * @param aws where it answers
     * @param authorities of its certificates, a PEM file; empty for domains that everybody trusts and finds
     */
    public static HttpAccess http(AwsAccess aws, Optional<Path> authorities) {
        return authorities.map(pem -> tunnelled(aws, pem)).orElseGet(HttpAccess::direct);
    }

    private static HttpAccess tunnelled(AwsAccess aws, Path authorities) {
        var endpoint = aws.endpoint().orElseThrow();
        return new HttpAccess(
                Optional.of(new InetSocketAddress(endpoint.getHost(), endpoint.getPort())),
                Trust.only(authorities),
                new RecordsOfRoute53(aws, endpoint));
    }

    /**
     * What nobody from outside can try, as {@link Target#beyond} has it.
     *
     * @param name whom the reasons speak of, such as {@code AWS}
     */
    public static Map<String, String> beyond(String name) {
        var beyond = new LinkedHashMap<String, String>();
        beyond.put("@clock", name + " has the time that it is");
        beyond.put("@faults", name + " fails by itself, and not on demand");
        beyond.put("@inside", "nobody from outside reaches the database and the cache");
        beyond.put("@access-report", name + " does not tell which permissions were used");
        beyond.put("@on-demand", name + " runs canaries by their schedule alone");
        return beyond;
    }
}
