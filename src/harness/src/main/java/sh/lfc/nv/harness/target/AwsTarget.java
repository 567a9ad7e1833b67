package sh.lfc.nv.harness.target;

import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import sh.lfc.nv.canary.aws.AwsAccess;
import sh.lfc.nv.canary.http.HttpAccess;

/** An account of AWS, with the credentials that the user has, or what stands in for AWS at an endpoint. */
public final class AwsTarget implements Target {
    private static final Map<String, String> BEYOND = Collections.unmodifiableMap(StandIn.beyond("AWS"));

    private final AwsAccess aws;
    private final HttpAccess http;
    private final String stateBucket;

    /**
     * @param aws where and as whom
     * @param authorities of a stand-in's certificates, a PEM file; see {@link StandIn#http}
     * @param stateBucket the bucket in which Terraform keeps the stacks' state
     */
    public AwsTarget(AwsAccess aws, Optional<Path> authorities, String stateBucket) {
        this.aws = aws;
        this.stateBucket = stateBucket;
        this.http = StandIn.http(aws, authorities);
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
