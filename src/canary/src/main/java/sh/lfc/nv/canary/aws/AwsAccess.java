package sh.lfc.nv.canary.aws;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;

/**
 * How AWS's APIs are reached.
 *
 * @param endpoint where they answer; empty for AWS's own
 * @param region for example {@code us-east-1}
 * @param keys the credentials; empty for those that the SDK finds by itself
 */
public record AwsAccess(Optional<URI> endpoint, String region, Optional<Keys> keys) {

    /**
     * A pair of access keys.
     *
     * @param sessionToken what comes with those of a session
     */
    public record Keys(String accessKeyId, String secretAccessKey, Optional<String> sessionToken) {

        /** A pair that does not expire. */
        public static Keys of(String accessKeyId, String secretAccessKey) {
            return new Keys(accessKeyId, secretAccessKey, Optional.empty());
        }

        @Override
        public String toString() {
            return "Keys[" + accessKeyId + "]";
        }
    }

    /**
     * AWS's own, as the environment of this process and the user's files say; empty where they say of no credentials.
     */
    public static Optional<AwsAccess> found() {
        try (var provider = DefaultCredentialsProvider.builder().build()) {
            provider.resolveCredentials();
            return Optional.of(new AwsAccess(Optional.empty(), usualRegion(), Optional.empty()));
        } catch (SdkClientException e) {
            return Optional.empty();
        }
    }

    /** The region that the environment of this process and the user's files say; {@code us-east-1} where they say none. */
    public static String usualRegion() {
        try {
            return DefaultAwsRegionProviderChain.builder().build().getRegion().id();
        } catch (SdkClientException e) {
            return Region.US_EAST_1.id();
        }
    }

    /** The same place, reached by somebody else. */
    public AwsAccess as(Keys others) {
        return new AwsAccess(endpoint, region, Optional.of(others));
    }

    /** A client of the SDK for this access; the caller closes it. */
    public <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(B builder) {
        endpoint.ifPresent(builder::endpointOverride);
        return builder.region(Region.of(region))
                .credentialsProvider(credentials())
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    private AwsCredentialsProvider credentials() {
        return keys.<AwsCredentialsProvider>map(pair -> StaticCredentialsProvider.create(pair.sessionToken()
                        .<AwsCredentials>map(token ->
                                AwsSessionCredentials.create(pair.accessKeyId(), pair.secretAccessKey(), token))
                        .orElseGet(() -> AwsBasicCredentials.create(pair.accessKeyId(), pair.secretAccessKey()))))
                .orElseGet(() -> DefaultCredentialsProvider.builder().build());
    }

    /** The same for other programs, in the variables that AWS documents for all of its SDKs and tools. */
    public Map<String, String> environment() {
        var variables = new LinkedHashMap<String, String>();
        variables.put("AWS_REGION", region);
        variables.put("AWS_DEFAULT_REGION", region);
        keys.ifPresent(pair -> {
            variables.put("AWS_ACCESS_KEY_ID", pair.accessKeyId());
            variables.put("AWS_SECRET_ACCESS_KEY", pair.secretAccessKey());
            pair.sessionToken().ifPresent(token -> variables.put("AWS_SESSION_TOKEN", token));
        });
        endpoint.ifPresent(uri -> {
            variables.put("AWS_ENDPOINT_URL", uri.toString());
            // Terraform's S3 backend reads this one only.
            variables.put("AWS_ENDPOINT_URL_S3", uri.toString());
            // No machine of EC2 is near: do not wait for one.
            variables.put("AWS_EC2_METADATA_DISABLED", "true");
        });
        return variables;
    }
}
