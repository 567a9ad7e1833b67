package sh.lfc.nv.emulator.services;

import sh.lfc.nv.emulator.Emulator;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;

/** Clients of the SDK that call an emulator as its operator, over HTTP. */
public final class Clients {

    private Clients() {}

    public static <C, B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>> C of(B builder, Emulator aws) {
        return of(builder, aws, Region.US_EAST_1);
    }

    public static <C, B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>> C of(
            B builder, Emulator aws, Region region) {
        return builder.endpointOverride(aws.endpoint())
                .region(region)
                .httpClient(UrlConnectionHttpClient.create())
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .build();
    }
}
