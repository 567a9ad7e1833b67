package sh.lfc.nv.emulator.services.iam;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import sh.lfc.nv.emulator.call.Ids;

/**
 * The policies of AWS that are attached most often.
 *
 * <p>Their documents are in {@code aws-managed-policies.json}, by ARN without its first part. Those of services, such
 * as Lambda's, are AWS's own; the long ones for people, such as ReadOnlyAccess, are shortened to patterns that grant
 * the same to the services that the emulator has.
 */
final class AwsManagedPolicies {

    private static final String PREFIX = "arn:aws:iam::aws:policy/";
    private static final Instant CREATED = Instant.parse("2015-02-06T18:39:46Z");
    private static final Map<String, ManagedPolicy> POLICIES = load();

    private AwsManagedPolicies() {}

    static Optional<ManagedPolicy> find(String arn) {
        return arn == null ? Optional.empty() : Optional.ofNullable(POLICIES.get(arn));
    }

    static Collection<ManagedPolicy> all() {
        return POLICIES.values();
    }

    private static Map<String, ManagedPolicy> load() {
        try (InputStream in = AwsManagedPolicies.class.getResourceAsStream("aws-managed-policies.json")) {
            Map<String, ManagedPolicy> policies = new TreeMap<>();
            for (Map.Entry<String, JsonNode> entry :
                    new JsonMapper().readTree(in).properties()) {
                ManagedPolicy policy = policy(entry.getKey(), entry.getValue().toString());
                policies.put(policy.arn(), policy);
            }
            return Collections.unmodifiableMap(policies);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ManagedPolicy policy(String pathAndName, String document) {
        int slash = pathAndName.lastIndexOf('/');
        String arn = PREFIX + pathAndName;
        return new ManagedPolicy(
                pathAndName.substring(slash + 1),
                "/" + pathAndName.substring(0, slash + 1),
                id(arn),
                arn,
                null,
                CREATED,
                CREATED,
                List.of(new ManagedPolicy.Version("v1", document, CREATED)),
                "v1",
                1,
                Map.of());
    }

    /** The same in every emulator. */
    private static String id(String arn) {
        return "ANPA" + new Ids(arn.hashCode()).base32(17);
    }
}
