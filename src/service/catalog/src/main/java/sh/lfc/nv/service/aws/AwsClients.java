package sh.lfc.nv.service.aws;

import java.time.Duration;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/**
 * Gives SDK clients what each of them needs in a function.
 *
 * <p>Credentials come from the environment, where Lambda puts them; asking the whole provider chain costs time at every
 * cold start. The JDK's own HTTP client is the smallest and the first to be ready. Region and, outside AWS, the endpoint
 * come from the SDK's standard variables {@code AWS_REGION} and {@code AWS_ENDPOINT_URL}.
 */
public final class AwsClients {

    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration READ = Duration.ofSeconds(10);
    private static final Duration WHOLE_CALL = Duration.ofSeconds(20);

    private AwsClients() {}

    public static <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C build(B builder) {
        return builder.credentialsProvider(EnvironmentVariableCredentialsProvider.create())
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(CONNECT)
                        .socketTimeout(READ))
                .overrideConfiguration(override -> override.apiCallTimeout(WHOLE_CALL))
                .build();
    }
}
