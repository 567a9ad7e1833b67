package sh.lfc.nv.emulator.realism;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import sh.lfc.nv.emulator.Emulator;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;

/** An emulator with AWS's times, whose clock stands still unless it is moved, and clients that do not try again. */
final class Slow implements AutoCloseable {

    final Emulator aws;

    Slow() throws IOException {
        aws = Emulator.builder().port(0).realistic(1).start();
        aws.clock().freeze();
    }

    <C, B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>> C client(B builder) {
        return client(builder, AwsBasicCredentials.create("test", "test"));
    }

    <C, B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>> C client(B builder, AwsCredentials credentials) {
        return builder.endpointOverride(aws.endpoint())
                .region(Region.US_EAST_1)
                .httpClient(UrlConnectionHttpClient.create())
                .overrideConfiguration(configuration -> configuration.retryStrategy(retry -> retry.maxAttempts(1)))
                .credentialsProvider(StaticCredentialsProvider.create(credentials))
                .build();
    }

    /** Moves the clock by that, and a second more: while something is worked on, the clock runs. */
    void pass(Delay delay) {
        aws.clock().advance(delay.usual().plusSeconds(1));
    }

    /** Moves the clock to shortly before that has passed. */
    void nearlyPass(Delay delay) {
        aws.clock().advance(delay.usual().minus(Duration.ofMillis(100)));
    }

    /** Moves it by the rest. */
    void passTheRest() {
        aws.clock().advance(Duration.ofMillis(100));
    }

    static void refused(String code, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(AwsServiceException.class, e -> assertThat(
                        e.awsErrorDetails().errorCode())
                .isEqualTo(code));
    }

    @Override
    public void close() {
        aws.close();
    }
}
