package sh.lfc.nv.harness.target;

import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import sh.lfc.nv.canary.aws.AwsAccess;
import sh.lfc.nv.canary.http.HttpAccess;

/** An account of AWS, with the credentials that the user has, or what stands in for AWS at an endpoint. */
public final class AwsTarget implements Target {
    private static final Map<String, String> BEYOND = beyondReach();

    private final AwsAccess aws;
    private final HttpAccess http;
    private final String stateBucket;

    /**
     * @param aws where and as whom
     * @param authorities of a stand-in's certificates, a PEM file; its domains are then reached through its own port with
     *     {@code CONNECT}, as nobody's DNS knows them. Empty for those that everybody trusts and finds.
     * @param stateBucket the bucket in which Terraform keeps the stacks' state
     */
    public AwsTarget(AwsAccess aws, Optional<Path> authorities, String stateBucket) {
        this.aws = aws;
        this.stateBucket = stateBucket;
        this.http = authorities
                .map(pem -> standIn(aws, aws.endpoint().orElseThrow(), pem))
                .orElseGet(HttpAccess::direct);
    }

    private static HttpAccess standIn(AwsAccess aws, URI endpoint, Path authorities) {
        return new HttpAccess(
                Optional.of(new InetSocketAddress(endpoint.getHost(), endpoint.getPort())),
                Trust.only(authorities),
                new RecordsOfRoute53(aws, endpoint));
    }

    private static Map<String, String> beyondReach() {
        var beyond = new LinkedHashMap<String, String>();
        beyond.put("@clock", "AWS has the time that it is");
        beyond.put("@faults", "AWS fails by itself, and not on demand");
        beyond.put("@inside", "nobody from outside reaches the database and the cache");
        beyond.put("@access-report", "AWS does not tell which permissions were used");
        beyond.put("@on-demand", "AWS runs canaries by their schedule alone");
        return beyond;
    }

    @Override
    public String name() {
        return "aws";
    }

    @Override
    public AwsAccess aws() {
        return aws;
    }

    @Override
    public HttpAccess http() {
        return http;
    }

    @Override
    public Map<String, String> beyond() {
        return BEYOND;
    }

    /** The user's own way to credentials (profile, single sign-on, web identity), which Terraform knows as the SDK does. */
    @Override
    public Map<String, String> environment() {
        var variables = new TreeMap<String, String>();
        System.getenv().forEach((name, value) -> {
            if (name.startsWith("AWS_") && !name.startsWith("AWS_ENDPOINT_URL") && isForRealAws(name)) {
                variables.put(name, value);
            }
        });
        variables.putAll(aws.environment());
        return variables;
    }

    /** Certificates of a company's proxy are in the way where a stand-in answers over HTTP. */
    private boolean isForRealAws(String name) {
        return aws.endpoint().isEmpty() || !name.equals("AWS_CA_BUNDLE");
    }

    @Override
    public Map<String, String> stateBackend() {
        var backend = new TreeMap<>(Map.of("bucket", stateBucket, "region", aws.region()));
        aws.endpoint().ifPresent(endpoint -> backend.put("use_path_style", "true"));
        return backend;
    }
}
